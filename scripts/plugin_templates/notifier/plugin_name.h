#pragma once

#include <budget/plugin.hpp>

/// Posts each message as JSON to a server. Replace it by what your office's channel wants.
class PluginName : public budget::plugin::Notifier {
 public:
  static budget::plugin::About about();
  budget::Result<void> configure(const budget::Json& config) override;
  [[nodiscard]] budget::Result<std::vector<budget::plugin::Request>> build(
      const budget::plugin::Batch& batch, const budget::plugin::Call& call) const override;

 private:
  std::string url_;
  std::string token_;  ///< a handle; budgetd fills the secret in when it sends
};
