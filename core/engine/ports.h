#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/state.h"

namespace budget {

/// The only source of time. Never runs on a wall clock in tests and rehearsals.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;  ///< [any]
};

/// What one accepted command leaves in the log: its events share actor, moment and idempotency key.
struct Entry {
  Envelope envelope;
  std::string key;
  std::vector<Event> events;  ///< never empty
  std::string request{};      ///< Command::request; only beside a key
};

/// What an idempotency key was used for.
struct KeyUse {
  EventSeq last;        ///< the last event of the command
  std::string request;  ///< Command::request; empty when it was not known
  friend bool operator==(const KeyUse&, const KeyUse&) = default;
};

/// The log and its projections: one writer.
///
/// Faults (corrupt database, a broken invariant) are exceptions. After an Error from commit nothing
/// of the entries is in the store, and the caller must load() again before it decides anything.
class EventStore {
 public:
  EventStore() = default;
  EventStore(const EventStore&) = delete;
  EventStore& operator=(const EventStore&) = delete;
  virtual ~EventStore() = default;

  /// The state as of the last commit: open instances with their projects, alerts and timers.
  /// [engine] Errors: unavailable when the disk cannot be read now.
  [[nodiscard]] virtual Result<State> load() = 0;

  /// Appends the entries' events to the log, in order, and writes the projections of `after`, the
  /// state with all of them applied, in one durable transaction. Returns the last event's place in
  /// the log. [engine] Errors: unavailable (disk full, read-only, busy).
  [[nodiscard]] virtual Result<EventSeq> commit(std::span<const Entry> entries,
                                                const State& after) = 0;

  /// The command that used this key before, if any. [engine]
  [[nodiscard]] virtual Result<std::optional<KeyUse>> find_key(const PersonId& actor,
                                                               std::string_view key) = 0;

  /// Whether an instance of this workflow, year and department has ever been opened, closed ones
  /// included. [engine]
  [[nodiscard]] virtual Result<bool> has_instance(const WorkflowId& workflow, FiscalYear year,
                                                  const DepartmentId& department) = 0;

  /// The rows without a voucher that a source recorded in this year under this digest before:
  /// nothing but the file they came in tells such rows apart. [engine]
  [[nodiscard]] virtual Result<std::vector<Payment>> find_unvouchered(
      const std::string& source, FiscalYear year, const std::string& digest) = 0;

  /// Those of the vouchers that a source has recorded before in this year, in any region, with what
  /// they said. [engine]
  [[nodiscard]] virtual Result<KnownVouchers> find_vouchers(const std::string& source,
                                                            FiscalYear year,
                                                            std::span<const Payment> rows) = 0;
};

}  // namespace budget
