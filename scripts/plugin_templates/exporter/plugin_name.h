#pragma once

#include <budget/plugin.hpp>

/// Writes a table as text, one line for each row. Replace it by the form your office needs.
class PluginName : public budget::plugin::Exporter {
 public:
  static budget::plugin::About about();
  budget::Result<void> configure(const budget::Json& config) override;
  [[nodiscard]] budget::Result<budget::Json> write(const budget::Json& payload,
                                                   const budget::plugin::Call& call) const override;

 private:
  std::string separator_;
};
