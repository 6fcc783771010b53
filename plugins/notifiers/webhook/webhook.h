#pragma once

#include <budget/plugin/notifier.hpp>

namespace budget::notifiers {

/// One CloudEvents 1.0 event per message, signed as Standard Webhooks 1 says.
class Webhook final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;

 private:
  [[nodiscard]] std::string event_of(const plugin::Batch& batch, const plugin::Message& message,
                                     const std::string& id) const;

  std::string url_;
  std::string secret_;
  std::string source_;
};

}  // namespace budget::notifiers
