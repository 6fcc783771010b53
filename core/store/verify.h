#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <budget/ids.h>
#include <budget/result.h>

namespace budget {

/// What happened to a database that does not verify.
enum class Tampering {
  event_changed,     ///< an event's content or hash is not what was written
  events_missing,    ///< a gap in the log
  events_moved,      ///< events stand in another order, or under other numbers
  log_truncated,     ///< events behind the last one are gone
  log_rewritten,     ///< the chain is sound in itself, but not the one that was lodged
  event_impossible,  ///< an event this program cannot read or could not have decided
  row_changed,       ///< a table says other than the log
  row_missing,
  row_unexpected,
  payments_changed,  ///< a batch's rows are not those the log vouches for
  schema_changed,    ///< a table, index or trigger is not as the migrations made it
  file_damaged,      ///< SQLite itself finds the file broken
};

[[nodiscard]] const char* name_of(Tampering value) noexcept;

struct Discrepancy {
  Tampering what = Tampering::event_changed;
  std::string table;
  std::string key;  ///< of the row; the batch for payments
  EventSeq seq;     ///< of the event; 0 when it is not about one
  std::string message;
};

/// A place in the chain as it was noted down elsewhere.
struct LodgedHead {
  EventSeq seq;
  std::string hash;  ///< lower-case hex
};

struct VerifyProgress {
  const char* phase = "";  ///< "file", "log", "tables"
  std::int64_t done = 0;
  std::int64_t total = 0;
};

struct VerifyOptions {
  std::optional<LodgedHead> lodged;  ///< without it a log cut off at its end cannot be noticed
  std::function<void(const VerifyProgress&)> progress{};
  std::size_t most = 1000;  ///< discrepancies told; the others are counted
  std::string vfs{};
};

struct VerifyReport {
  std::vector<Discrepancy> discrepancies;
  std::size_t untold = 0;                ///< found beyond VerifyOptions::most
  std::vector<std::string> not_checked;  ///< what could not be looked at because of the rest
  std::int64_t events = 0;
  LodgedHead head;  ///< the end of the chain, for lodging it

  [[nodiscard]] bool is_sound() const { return discrepancies.empty() && not_checked.empty(); }
};

/// Holds a database against its own log: the chain, every table replayed, every payment batch, the
/// file. Reads one snapshot and never writes to the database; a running daemon is not disturbed.
/// Errors: those of opening it; unavailable.
[[nodiscard]] Result<VerifyReport> verify(const std::string& path,
                                          const VerifyOptions& options = {});

}  // namespace budget
