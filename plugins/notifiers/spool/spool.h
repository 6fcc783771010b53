#pragma once

#include <budget/plugin/notifier.hpp>

namespace budget::notifiers {

/// One file per letter in the channel's folder, for another program to take on. The name comes from
/// the key: the same letter again is the same file.
class Spool final : public plugin::Notifier {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<std::vector<plugin::Request>> build(const plugin::Batch& batch,
                                                           const plugin::Call& call) const override;

 private:
  bool is_json_ = true;
};

}  // namespace budget::notifiers
