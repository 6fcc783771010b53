#include "store/verify.h"

#include "store/event_log.h"
#include "store/failure.h"
#include "store/migrator.h"
#include "store/verify/chain_check.h"
#include "store/verify/replay.h"
#include "store/verify/table_comparison.h"

namespace budget {
namespace {

constexpr std::int64_t kTellEvery = 10'000;  // events

/// One verification: the phases in their order, over one snapshot.
class Verification {
 public:
  Verification(Database& database, const VerifyOptions& options, VerifyReport& report)
      : database_(database), options_(options), report_(report), findings_(report, options.most) {}

  Result<void> run() {
    Database expected = Database::temporary();
    TRY(migrate(expected));
    guard("the file", [&] { check_file(); });
    guard("the schema", [&] { compare_schema(database_, expected, findings_); });
    Replay replay(database_, expected, findings_);
    guard("the log", [&] { check_log(expected, replay); });
    guard("the payments", [&] { check_stray_payments(); });
    if (!is_log_read_ || !replay.is_complete()) {
      findings_.not_checked("the tables: the log could not be replayed to its end");
      return {};
    }
    guard("the tables", [&] { check_tables(expected); });
    return {};
  }

 private:
  /// A broken page must not keep the other checks from being made.
  template <typename Check>
  void guard(const std::string& what, const Check& check) {
    try {
      check();
    } catch (const SqliteFailure& failure) {
      if (!is_damage(failure) && !is_other_schema(failure)) throw;
      findings_.add({is_damage(failure) ? Tampering::file_damaged : Tampering::schema_changed, "",
                     "", EventSeq(), failure.what()});
      findings_.not_checked(what + ": not to the end");
    }
  }

  void tell(const char* phase, std::int64_t done, std::int64_t total) {
    if (options_.progress) options_.progress({phase, done, total});
  }

  void check_file() {
    tell("file", 0, 1);
    Statement integrity = database_.prepare("PRAGMA integrity_check(100)");
    Rows problems = integrity.query();
    while (problems.next()) {
      if (problems.text(0) != "ok")
        findings_.add({Tampering::file_damaged, "", "", EventSeq(), problems.string(0)});
    }
    Statement keys = database_.prepare("PRAGMA foreign_key_check");
    Rows strays = keys.query();
    while (strays.next()) {
      findings_.add({Tampering::row_unexpected, strays.string(0), std::to_string(strays.integer(1)),
                     EventSeq(), "the row of " + strays.string(2) + " it belongs to is not there"});
    }
    tell("file", 1, 1);
  }

  void check_log(Database& expected, Replay& replay) {
    const std::int64_t total = database_.integer("SELECT count(*) FROM events");
    ChainCheck chain(findings_, options_.lodged);
    Transaction transaction(expected, Transaction::Kind::write);
    Statement statement =
        database_.prepare(std::string("SELECT ") + kLogColumns + " FROM events ORDER BY seq");
    Rows rows = statement.query();
    while (rows.next()) {
      const LogLine line = read_line(rows);
      chain.take(line);
      replay.take(line);
      report_.head = {EventSeq(line.seq), {}};
      last_hash_ = line.hash;
      if (++report_.events % kTellEvery == 0) tell("log", report_.events, total);
    }
    chain.finish();
    replay.finish();
    transaction.commit();
    is_log_read_ = true;
    report_.head.hash = report_.events > 0 ? hex(last_hash_) : "";
    tell("log", report_.events, total);
  }

  /// Rows of no batch, or outside their batch's range, which reading batch by batch does not meet.
  void check_stray_payments() {
    Statement payments = database_.prepare(
        "SELECT p.id FROM payments p LEFT JOIN payment_batches b ON b.id = p.batch "
        "WHERE b.id IS NULL OR p.id < b.first_payment OR p.id >= b.first_payment + b.count "
        "OR p.source <> b.source OR p.year <> b.year");
    Rows strays = payments.query();
    while (strays.next()) {
      findings_.add({Tampering::payments_changed, "payments", std::to_string(strays.integer(0)),
                     EventSeq(), "the log does not know this payment"});
    }
    Statement rejects = database_.prepare(
        "SELECT r.id FROM payment_rejects r LEFT JOIN payment_batches b ON b.id = r.batch WHERE "
        "b.id IS NULL");
    Rows stray_rejects = rejects.query();
    while (stray_rejects.next()) {
      findings_.add({Tampering::payments_changed, "payment_rejects",
                     std::to_string(stray_rejects.integer(0)), EventSeq(),
                     "the log does not know this rejected row"});
    }
  }

  void check_tables(Database& expected) {
    const std::vector<std::string> tables = projected_tables(expected);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      guard("the table " + tables[i],
            [&] { compare_table(database_, expected, tables[i], findings_); });
      tell("tables", static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(tables.size()));
    }
  }

  Database& database_;
  const VerifyOptions& options_;
  VerifyReport& report_;
  Findings findings_;
  Sha256 last_hash_{};
  bool is_log_read_ = false;
};

}  // namespace

const char* name_of(Tampering value) noexcept {
  switch (value) {
    case Tampering::event_changed:
      return "event_changed";
    case Tampering::events_missing:
      return "events_missing";
    case Tampering::events_moved:
      return "events_moved";
    case Tampering::log_truncated:
      return "log_truncated";
    case Tampering::log_rewritten:
      return "log_rewritten";
    case Tampering::event_impossible:
      return "event_impossible";
    case Tampering::row_changed:
      return "row_changed";
    case Tampering::row_missing:
      return "row_missing";
    case Tampering::row_unexpected:
      return "row_unexpected";
    case Tampering::payments_changed:
      return "payments_changed";
    case Tampering::schema_changed:
      return "schema_changed";
    case Tampering::file_damaged:
      return "file_damaged";
  }
  return "";
}

Result<VerifyReport> verify(const std::string& path, const VerifyOptions& options) {
  return at_the_boundary([&]() -> Result<VerifyReport> {
    OpenOptions how;
    how.mode = OpenMode::read_only;
    how.vfs = options.vfs;
    Database database = Database::open(path, how);
    Transaction snapshot(database, Transaction::Kind::read);
    TRY(unless_damaged(path, [&] { return require_current(database); }));
    VerifyReport report;
    TRY(Verification(database, options, report).run());
    return report;
  });
}

}  // namespace budget
