#pragma once

#include <budget/plugin/notifier.hpp>

namespace budget::notifiers {

/// Mails of plain text, one for each recipient.
class Smtp final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;
  /// SMTP's own codes: 4yz may be tried again, 5yz is final.
  [[nodiscard]] plugin::Verdict judge(const plugin::Answer& answer) const override;

 private:
  [[nodiscard]] std::string mail_to(const plugin::Recipient& person,
                                    const std::vector<const plugin::Message*>& messages,
                                    const plugin::Batch& batch) const;

  std::string server_;
  std::string security_;
  std::string user_;
  std::string password_;
  std::string authentication_;
  std::string sender_;
  std::string sender_name_;
  std::string subject_prefix_;
};

}  // namespace budget::notifiers
