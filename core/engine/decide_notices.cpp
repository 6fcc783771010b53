#include <array>

#include "engine/decision.h"

namespace budget {
namespace {

/// How long to wait after the first, second … failure: 30 s, 2 min, 10 min, 1 h, 6 h; then it is
/// given up (plugins.md).
constexpr std::array<std::int64_t, 5> kRetryAfterMs = {30'000, 120'000, 600'000, 3'600'000,
                                                       21'600'000};

}  // namespace

Result<void> decide_on(Decision& decision, const ReportDelivered& action) {
  NoticesDelivered delivered;
  delivered.channel = action.channel;
  for (const NoticeId id : action.notices) {
    if (decision.state().outbox.contains(id)) delivered.notices.push_back(id);
  }
  if (!delivered.notices.empty()) decision.record(std::move(delivered));
  return {};
}

Result<void> decide_on(Decision& decision, const ReportUndelivered& action) {
  const auto found = decision.state().outbox.find(action.notice);
  if (found == decision.state().outbox.end()) return {};
  const auto failures = static_cast<std::size_t>(found->second.attempts);
  NoticeFailed failed{action.notice, action.channel, action.problem, {}};
  if (failures < kRetryAfterMs.size())
    failed.next_try = Instant(decision.now().ms() + kRetryAfterMs[failures]);
  decision.record(std::move(failed));
  return {};
}

}  // namespace budget
