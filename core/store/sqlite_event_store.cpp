#include "store/sqlite_event_store.h"

#include "store/failure.h"
#include "store/load_state.h"
#include "store/migrator.h"
#include "store/projection.h"
#include "store/tables/payments.h"

namespace budget {
namespace {

PaymentsSummaries summaries_of(std::span<const Entry> entries) {
  PaymentsSummaries summaries;
  for (const Entry& entry : entries) {
    for (const Event& event : entry.events) {
      if (const auto* payments = std::get_if<PaymentsRecorded>(&event))
        summaries[payments->batch] = summary_of(*payments);
    }
  }
  return summaries;
}

void write_payment_rows(Database& database, std::span<const Entry> entries, const State& after) {
  for (const Entry& entry : entries) {
    for (const Event& event : entry.events) {
      if (const auto* payments = std::get_if<PaymentsRecorded>(&event))
        write_payments(database, *payments, after);
    }
  }
}

}  // namespace

SqliteEventStore::SqliteEventStore(std::string path, StoreOptions options, StoreLock lock)
    : path_(std::move(path)), options_(std::move(options)), lock_(std::move(lock)) {}

Result<std::unique_ptr<SqliteEventStore>> SqliteEventStore::open(const std::string& path,
                                                                 const StoreOptions& options) {
  return at_the_boundary([&]() -> Result<std::unique_ptr<SqliteEventStore>> {
    StoreLock lock = TRY(StoreLock::take(path));
    Database database = Database::open(path, {OpenMode::create, options.vfs});
    TRY(schema_version(database));
    database.become_writer(options.durability);
    TRY(migrate(database));
    std::unique_ptr<SqliteEventStore> store(new SqliteEventStore(path, options, std::move(lock)));
    store->database_.emplace(std::move(database));
    return store;
  });
}

Database& SqliteEventStore::database() {
  if (!database_) {
    // Not to be created: a file that has gone meanwhile must not be replaced by an empty one.
    Database database = Database::open(path_, {OpenMode::read_write, options_.vfs});
    database.become_writer(options_.durability);
    database_.emplace(std::move(database));
  }
  return *database_;
}

/// Whatever failed, the head of the chain is read again. A connection that cannot even read is
/// opened again; one that could not write must stay: a commit whose sync failed is in the
/// write-ahead file with all its pages, this connection knows that it does not count and writes
/// over it, but a new one would find it there and take it for good.
template <typename Call>
auto SqliteEventStore::guarded(Doing doing, Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const SqliteFailure& failure) {
    log_.reset();
    const bool is_stuck = database_ && database_->in_transaction();
    if (doing == Doing::reading || is_stuck || is_damage(failure)) database_.reset();
    return error_of(failure);
  } catch (...) {
    log_.reset();
    throw;
  }
}

Result<State> SqliteEventStore::load() {
  return guarded(Doing::reading, [&]() -> Result<State> {
    log_.reset();
    Transaction snapshot(database(), Transaction::Kind::read);
    return load_state(database());
  });
}

Result<EventSeq> SqliteEventStore::commit(std::span<const Entry> entries, const State& after) {
  return guarded(Doing::writing, [&]() -> Result<EventSeq> {
    Result<EventSeq> last = write(entries, after);
    if (!last) log_.reset();
    return last;
  });
}

Result<EventSeq> SqliteEventStore::write(std::span<const Entry> entries, const State& after) {
  const PaymentsSummaries payments = summaries_of(entries);
  Transaction transaction(database(), Transaction::Kind::write);
  if (!log_) log_.emplace(database());
  for (const Entry& entry : entries)
    TRY(log_->append(entry, after, payments));
  write_projection(database(), entries, payments, after, log_->last_events());
  write_payment_rows(database(), entries, after);
  transaction.commit();
  return log_->head().seq;
}

Result<std::optional<KeyUse>> SqliteEventStore::find_key(const PersonId& actor,
                                                         std::string_view key) {
  return guarded(Doing::reading, [&]() -> Result<std::optional<KeyUse>> {
    if (key.empty()) return std::optional<KeyUse>();
    Rows rows =
        database()
            .statement(
                "SELECT seq + entry_size - 1, request FROM events WHERE actor = ?1 AND key = ?2")
            .query(actor, key);
    if (!rows.next()) return std::optional<KeyUse>();
    return std::optional(KeyUse{EventSeq(rows.integer(0)), rows.string(1)});
  });
}

Result<bool> SqliteEventStore::has_instance(const WorkflowId& workflow, FiscalYear year,
                                            const DepartmentId& department) {
  return guarded(Doing::reading, [&]() -> Result<bool> {
    Rows rows =
        database()
            .statement(
                "SELECT 1 FROM instances WHERE department = ?1 AND year = ?2 AND workflow = ?3")
            .query(department, year, workflow);
    return rows.next();
  });
}

Result<std::vector<Payment>> SqliteEventStore::find_unvouchered(const std::string& source,
                                                                FiscalYear year,
                                                                const std::string& digest) {
  return guarded(Doing::reading, [&]() -> Result<std::vector<Payment>> {
    return budget::find_unvouchered(database(), source, year, digest);
  });
}

Result<KnownVouchers> SqliteEventStore::find_vouchers(const std::string& source, FiscalYear year,
                                                      std::span<const Payment> rows) {
  return guarded(Doing::reading, [&]() -> Result<KnownVouchers> {
    Transaction snapshot(database(), Transaction::Kind::read);
    return budget::find_vouchers(database(), source, year, rows);
  });
}

Result<LogHead> SqliteEventStore::head() {
  return guarded(Doing::reading, [&]() -> Result<LogHead> { return read_head(database()); });
}

}  // namespace budget
