#pragma once

#include <budget/plugin/robot.hpp>

namespace budget::notifiers {

/// A 钉钉 group's custom robot: markdown, @ by mobile, signed when the robot has a secret.
class Dingtalk final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;
  [[nodiscard]] plugin::Verdict judge(const plugin::Answer& answer) const override;

 private:
  [[nodiscard]] std::string body_of(const plugin::TextPart& part) const;

  std::string url_;
  std::string access_token_;
  std::string secret_;
  std::string keyword_;
  bool mentions_ = true;
};

}  // namespace budget::notifiers
