#pragma once

#include <budget/plugin/notifier.hpp>

namespace budget::notifiers {

/// One line in the daemon's log per message.
class Log final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;

 private:
  std::string prefix_;
};

}  // namespace budget::notifiers
