#include "daemon/metered_store.h"

#include <chrono>

#include "http/metrics_text.h"

namespace budget {

Result<EventSeq> MeteredStore::commit(std::span<const Entry> entries, const State& after) {
  const auto before = std::chrono::steady_clock::now();
  Result<EventSeq> committed = store_.commit(entries, after);
  const auto took = std::chrono::steady_clock::now() - before;
  if (!committed) {
    ++failures_;
    return committed;
  }
  ++commits_;
  entries_ += entries.size();
  microseconds_ += static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  return committed;
}

std::string MeteredStore::metrics() const {
  MetricsText out;
  out.metric("budgetd_commits_total", "counter", "Transactions committed.");
  out.sample(commits_);
  out.metric("budgetd_commit_failures_total", "counter",
             "Transactions that failed; nothing of them happened.");
  out.sample(failures_);
  out.metric("budgetd_committed_commands_total", "counter",
             "Commands in the transactions committed.");
  out.sample(entries_);
  out.metric("budgetd_commit_microseconds_total", "counter", "Time spent committing.");
  out.sample(microseconds_);
  return std::move(out).text();
}

}  // namespace budget
