#pragma once

#include <budget/plugin/robot.hpp>

namespace budget::notifiers {

/// A 飞书 group's custom robot: rich text, signed in the body when the robot has a secret. Such a
/// robot can @ nobody by mobile; people are named.
class Feishu final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;
  [[nodiscard]] plugin::Verdict judge(const plugin::Answer& answer) const override;

 private:
  [[nodiscard]] std::string body_of(const plugin::TextPart& part,
                                    const std::string& timestamp) const;

  std::string url_;
  std::string hook_;
  std::string secret_;
  std::string title_;
};

}  // namespace budget::notifiers
