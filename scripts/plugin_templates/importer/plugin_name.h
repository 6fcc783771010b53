#pragma once

#include <budget/plugin.hpp>

/// Reads a text file into its lines. Replace it by the form your office receives.
class PluginName : public budget::plugin::Importer {
 public:
  static budget::plugin::About about();
  [[nodiscard]] budget::Result<budget::Json> read(std::string_view file,
                                                  const budget::Json& payload,
                                                  const budget::plugin::Call& call) const override;
};
