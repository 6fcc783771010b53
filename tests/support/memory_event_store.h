#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/ports.h"

namespace budget::test {

/// EventStore that keeps the entries in memory and plays them again to load.
class MemoryEventStore final : public EventStore {
 public:
  [[nodiscard]] Result<State> load() override;
  [[nodiscard]] Result<EventSeq> commit(std::span<const Entry> entries,
                                        const State& after) override;
  [[nodiscard]] Result<std::optional<KeyUse>> find_key(const PersonId& actor,
                                                       std::string_view key) override;
  [[nodiscard]] Result<bool> has_instance(const WorkflowId& workflow, FiscalYear year,
                                          const DepartmentId& department) override;
  [[nodiscard]] Result<std::vector<Payment>> find_unvouchered(const std::string& source,
                                                              FiscalYear year,
                                                              const std::string& digest) override;
  [[nodiscard]] Result<KnownVouchers> find_vouchers(const std::string& source, FiscalYear year,
                                                    std::span<const Payment> rows) override;

  /// Everything written, commit by commit.
  [[nodiscard]] const std::vector<std::vector<Entry>>& commits() const { return commits_; }

  /// The next commit fails with this and leaves nothing.
  void fail_next_commit(Error error) { failure_ = std::move(error); }

 private:
  void remember(const Event& event, const State& after);

  std::vector<std::vector<Entry>> commits_;
  std::optional<Error> failure_;
  EventSeq last_;
  std::map<std::pair<PersonId, std::string>, KeyUse> keys_;
  std::map<std::tuple<WorkflowId, FiscalYear, DepartmentId>, InstanceId> instances_;
  std::map<std::tuple<std::string, FiscalYear, std::string>, std::vector<Payment>> unvouchered_;
  std::map<std::pair<std::string, FiscalYear>, KnownVouchers> vouchers_;
};

}  // namespace budget::test
