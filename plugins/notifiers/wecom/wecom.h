#pragma once

#include <budget/plugin/robot.hpp>

namespace budget::notifiers {

/// A 企业微信 group's robot: text with @ by mobile, or markdown.
class Wecom final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;
  [[nodiscard]] plugin::Verdict judge(const plugin::Answer& answer) const override;

 private:
  [[nodiscard]] std::string content_of(const plugin::TextPart& part) const;

  std::string url_;
  std::string key_;
  bool is_markdown_ = false;
};

}  // namespace budget::notifiers
