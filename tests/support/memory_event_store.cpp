#include "support/memory_event_store.h"

#include "engine/apply/apply.h"

namespace budget::test {

Result<State> MemoryEventStore::load() {
  State state;
  for (const std::vector<Entry>& commit : commits_) {
    for (const Entry& entry : commit) {
      for (const Event& event : entry.events)
        apply(state, entry.envelope, event);
    }
    for (const Entry& entry : commit)
      forget_closed(state, entry.events);
  }
  return state;
}

Result<EventSeq> MemoryEventStore::commit(std::span<const Entry> entries, const State& after) {
  if (failure_) return *std::exchange(failure_, std::nullopt);
  for (const Entry& entry : entries) {
    last_ = EventSeq(last_.value() + static_cast<std::int64_t>(entry.events.size()));
    if (!entry.key.empty()) keys_[{entry.envelope.actor, entry.key}] = {last_, entry.request};
    for (const Event& event : entry.events)
      remember(event, after);
  }
  commits_.emplace_back(entries.begin(), entries.end());
  return last_;
}

void MemoryEventStore::remember(const Event& event, const State& after) {
  if (const auto* opened = std::get_if<InstanceOpened>(&event)) {
    instances_[{opened->workflow, opened->year, opened->department}] = opened->instance;
  } else if (const auto* payments = std::get_if<PaymentsRecorded>(&event)) {
    std::vector<Payment>& unvouchered =
        unvouchered_[{payments->source, payments->year, payments->digest}];
    for (const Payment& row : payments->rows) {
      if (row.voucher.empty()) {
        unvouchered.push_back(row);
      } else {
        const InstanceId instance = after.projects.at({payments->year, row.project}).instance;
        const RegionCode region = region_of(after.instances.at(instance).data.department);
        vouchers_[{payments->source, payments->year}][row.voucher].push_back({region, row});
      }
    }
  }
}

Result<std::optional<KeyUse>> MemoryEventStore::find_key(const PersonId& actor,
                                                         std::string_view key) {
  const auto found = keys_.find({actor, std::string(key)});
  return found == keys_.end() ? std::nullopt : std::optional(found->second);
}

Result<bool> MemoryEventStore::has_instance(const WorkflowId& workflow, FiscalYear year,
                                            const DepartmentId& department) {
  return instances_.contains({workflow, year, department});
}

Result<std::vector<Payment>> MemoryEventStore::find_unvouchered(const std::string& source,
                                                                FiscalYear year,
                                                                const std::string& digest) {
  const auto found = unvouchered_.find({source, year, digest});
  return found == unvouchered_.end() ? std::vector<Payment>() : found->second;
}

Result<KnownVouchers> MemoryEventStore::find_vouchers(const std::string& source, FiscalYear year,
                                                      std::span<const Payment> rows) {
  KnownVouchers known;
  const auto found = vouchers_.find({source, year});
  if (found == vouchers_.end()) return known;
  for (const Payment& row : rows) {
    const auto voucher = found->second.find(row.voucher);
    if (voucher != found->second.end()) known.insert(*voucher);
  }
  return known;
}

}  // namespace budget::test
