#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/ports.h"
#include "store/codec/payments_summary.h"
#include "store/database.h"

// Format of the log (table `events`).
//
// One row per event, seq counting from 1 without gaps. The events of one command share at_ms, actor
// and via; the first of them holds their number (entry_size), the idempotency key and the digest of
// the request, the others hold 0 and neither. The payload is the canonical JSON of
// codec/event_codec.h.
//
// The rows form a chain: hash = SHA-256(previous hash ‖ fields). The first row's previous hash is
// 32 zero bytes. The fields are, in this order, each as its length in bytes in decimal, a colon,
// the bytes and a comma:
//   seq, at_ms, actor, via, entry_size, key, type, version, instance, payload
// and request, where there is one.
// Numbers are written in decimal; no key is the empty text, no instance is 0. docs/storage.md shows
// how to check it by hand.
//
// Outside the hash stands `before`, which follows from the rest: the event before it about the same
// instance. From instances.last_event on it leads through an instance's history, newest first,
// without an index.

namespace budget {

/// One row of the log. Texts point into what it was read from.
struct LogLine {
  std::int64_t seq = 0;
  std::int64_t at_ms = 0;
  std::string_view actor;
  std::string_view via;
  std::int64_t entry_size = 0;
  std::string_view key;
  std::string_view type;
  std::int64_t version = 1;
  std::int64_t instance = 0;
  std::int64_t before = 0;
  std::string_view payload;
  Sha256 hash{};
  std::string_view request;
};

/// The hash a line must have behind the previous one. `buffer` is working space, kept between
/// calls.
[[nodiscard]] Sha256 hash_of(const LogLine& line, const Sha256& previous, Hasher& hasher,
                             std::string& buffer);

/// The columns read_line() expects, in its order.
inline constexpr char kLogColumns[] =
    "seq, at_ms, actor, via, entry_size, key, type, version, instance, before, payload, hash, "
    "request";
inline constexpr int kLogColumnCount = 13;
[[nodiscard]] LogLine read_line(const Rows& rows);

/// The instance an event is about, 0 when none. Changes of alerts are found through the state.
[[nodiscard]] InstanceId instance_of(const Event& event, const State& after);

struct LogHead {
  EventSeq seq;
  Sha256 hash{};
};
[[nodiscard]] LogHead read_head(Database& database);

/// The events of instance ?1 behind seq ?2, newest first, as a table `history (seq, before)`.
inline constexpr char kHistory[] =
    "WITH RECURSIVE history (seq, before) AS ("
    "SELECT e.seq, e.before FROM instances i JOIN events e ON e.seq = i.last_event WHERE i.id = "
    "?1 AND i.last_event > ?2 "
    "UNION ALL SELECT e.seq, e.before FROM history h JOIN events e ON e.seq = h.before WHERE "
    "h.before > ?2) ";

/// Where the histories of instances end, as far as they were asked for.
class LastEvents {
 public:
  explicit LastEvents(Database& database) : database_(database) {}
  /// The event before `seq` about the same instance, 0 for none; from now on `seq` is the last one.
  [[nodiscard]] std::int64_t replace(InstanceId instance, std::int64_t seq);
  /// The last one so far.
  [[nodiscard]] EventSeq of(InstanceId instance);
  /// Nothing more is expected of it: it has closed.
  void forget(InstanceId instance) { last_.erase(instance); }

 private:
  [[nodiscard]] std::int64_t& find(InstanceId instance);

  Database& database_;
  std::unordered_map<InstanceId, std::int64_t> last_;
};

/// Appends entries; the caller holds the transaction.
class LogWriter {
 public:
  explicit LogWriter(Database& database);
  /// Errors: invalid_input for text that is not UTF-8. After an error the transaction must be
  /// undone and this thrown away.
  [[nodiscard]] Result<void> append(const Entry& entry, const State& after,
                                    const PaymentsSummaries& payments);
  /// For the projection of what was appended.
  [[nodiscard]] LastEvents& last_events() { return last_events_; }
  [[nodiscard]] const LogHead& head() const { return head_; }

 private:
  Database& database_;
  LogHead head_;
  LastEvents last_events_;
  Hasher hasher_;
  std::string buffer_;
};

}  // namespace budget
