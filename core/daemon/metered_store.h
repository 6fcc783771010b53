#pragma once

#include <atomic>
#include <cstdint>

#include "engine/ports.h"

namespace budget {

/// Counts what goes through a store, for /metrics.
class MeteredStore final : public EventStore {
 public:
  explicit MeteredStore(EventStore& store) : store_(store) {}

  [[nodiscard]] Result<State> load() override { return store_.load(); }
  [[nodiscard]] Result<EventSeq> commit(std::span<const Entry> entries,
                                        const State& after) override;
  [[nodiscard]] Result<std::optional<KeyUse>> find_key(const PersonId& actor,
                                                       std::string_view key) override {
    return store_.find_key(actor, key);
  }
  [[nodiscard]] Result<bool> has_instance(const WorkflowId& workflow, FiscalYear year,
                                          const DepartmentId& department) override {
    return store_.has_instance(workflow, year, department);
  }
  [[nodiscard]] Result<std::vector<Payment>> find_unvouchered(const std::string& source,
                                                              FiscalYear year,
                                                              const std::string& digest) override {
    return store_.find_unvouchered(source, year, digest);
  }
  [[nodiscard]] Result<KnownVouchers> find_vouchers(const std::string& source, FiscalYear year,
                                                    std::span<const Payment> rows) override {
    return store_.find_vouchers(source, year, rows);
  }

  /// Prometheus text. [any]
  [[nodiscard]] std::string metrics() const;

 private:
  EventStore& store_;
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> failures_{0};
  std::atomic<std::uint64_t> entries_{0};
  std::atomic<std::uint64_t> microseconds_{0};
};

}  // namespace budget
