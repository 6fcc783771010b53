#include "store/tables/payments.h"

#include <cstdlib>
#include <map>
#include <unordered_map>
#include <vector>

#include "store/row_insert.h"
#include "store/tables/projects.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

/// The number of a source; 0 when it has sent nothing yet.
std::int64_t find_source(Database& database, const std::string& name) {
  Rows rows = database.statement("SELECT id FROM payment_sources WHERE name = ?1").query(name);
  return rows.next() ? rows.integer(0) : 0;
}

std::int64_t source_number(Database& database, const std::string& name) {
  if (const std::int64_t known = find_source(database, name); known != 0) return known;
  database
      .statement(
          "INSERT INTO payment_sources SELECT coalesce(max(id), 0) + 1, ?1 FROM payment_sources")
      .run(name);
  return find_source(database, name);
}

/// Where the rows of the next batch begin. Follows from the batches alone, so that verify can make
/// them without payments.
std::int64_t next_payment(Database& database) {
  Rows rows =
      database
          .statement("SELECT first_payment + count FROM payment_batches ORDER BY id DESC LIMIT 1")
          .query();
  return rows.next() ? rows.integer(0) : 1;
}

std::int64_t first_payment(Database& database, BatchId batch) {
  Rows rows =
      database.statement("SELECT first_payment FROM payment_batches WHERE id = ?1").query(batch);
  return rows.next() ? rows.integer(0) : 0;
}

constexpr char kPaymentColumns[] =
    "SELECT paid_on, project, amount_fen, fund, voucher, memo FROM payments ";

Payment read_payment(const Rows& rows) {
  return {rows.date(0),   read_code(rows, 1), rows.money(2), read_word<FundKind>(rows, 3),
          rows.string(4), rows.string(5)};
}

/// "130605" as 130605; the region of the department whose project a payment is for.
std::int64_t region_number(const State& after, FiscalYear year, const ProjectCode& project) {
  const InstanceId instance = after.projects.at({year, project}).instance;
  const RegionCode region = region_of(after.instances.at(instance).data.department);
  return std::strtoll(region.text().c_str(), nullptr, 10);
}

RegionCode region_code(std::int64_t number) {
  std::string digits = std::to_string(number);
  return RegionCode(std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits);
}

/// Whether the source has used any voucher between the first and the last of these. New files
/// continue the numbering of the old ones, so that the answer is mostly no and no row need be
/// looked for.
bool overlaps(Database& database, std::int64_t source, FiscalYear year,
              std::span<const Payment> rows) {
  std::string_view first;
  std::string_view last;
  for (const Payment& row : rows) {
    if (row.voucher.empty()) continue;
    if (first.empty() || row.voucher < first) first = row.voucher;
    if (row.voucher > last) last = row.voucher;
  }
  if (first.empty()) return false;
  Rows found = database
                   .statement(
                       "SELECT 1 FROM payments WHERE source = ?1 AND year = ?2 AND voucher >= ?3 "
                       "AND voucher <= ?4 AND voucher <> '' LIMIT 1")
                   .query(source, year, first, last);
  return found.next();
}

}  // namespace

void write_batch(Database& database, const PaymentsSummary& summary, const Envelope& envelope) {
  database
      .statement(
          "INSERT INTO payment_batches VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
          "?13)")
      .run(summary.batch, source_number(database, summary.source), summary.digest, summary.year,
           envelope.at, envelope.actor, next_payment(database), summary.count, summary.known,
           summary.rejected, summary.sum, summary.rows, summary.rejects);
}

void write_payments(Database& database, const PaymentsRecorded& event, const State& after) {
  const std::int64_t source = source_number(database, event.source);
  std::int64_t id = first_payment(database, event.batch);
  std::map<Date, std::string> days;
  std::unordered_map<ProjectCode, std::int64_t, ProjectCodeHash> regions;
  static const InsertTexts kInsert("payments", 11, 32);
  RowInsert insert(database, kInsert, event.rows.size());
  for (const Payment& row : event.rows) {
    const auto [day, is_new_day] = days.try_emplace(row.paid_on);
    if (is_new_day) day->second = row.paid_on.to_text();
    const auto [region, is_new] = regions.try_emplace(row.project);
    if (is_new) region->second = region_number(after, event.year, row.project);
    insert.add(id++, event.batch, source, event.year, row.voucher, day->second, row.project.view(),
               row.amount, name_of(row.fund), row.memo, region->second);
  }
  Statement& reject =
      database.statement("INSERT INTO payment_rejects VALUES (NULL, ?1, ?2, ?3, ?4)");
  for (const PaymentReject& one : event.rejects)
    reject.run(event.batch, one.row, one.text, one.reason);
}

std::vector<Payment> find_unvouchered(Database& database, const std::string& source,
                                      FiscalYear year, const std::string& digest) {
  Rows rows =
      database
          .statement(
              "SELECT p.paid_on, p.project, p.amount_fen, p.fund, p.voucher, p.memo "
              "FROM payment_sources s JOIN payment_batches b ON b.source = s.id AND b.digest = ?3 "
              "AND b.digest <> '' "
              "JOIN payments p ON p.id >= b.first_payment AND p.id < b.first_payment + b.count "
              "WHERE s.name = ?1 AND b.year = ?2 AND p.voucher = ''")
          .query(source, year, digest);
  std::vector<Payment> found;
  while (rows.next())
    found.push_back(read_payment(rows));
  return found;
}

KnownVouchers find_vouchers(Database& database, const std::string& source, FiscalYear year,
                            std::span<const Payment> rows) {
  static constexpr char kSelect[] =
      "SELECT paid_on, project, amount_fen, fund, voucher, memo, region FROM payments "
      "WHERE source = ?1 AND year = ?2 AND voucher = ?3 AND voucher <> ''";
  KnownVouchers known;
  const std::int64_t number = find_source(database, source);
  if (number == 0 || !overlaps(database, number, year, rows)) return known;
  Statement& select = database.statement(kSelect);
  for (const Payment& row : rows) {
    if (row.voucher.empty() || known.contains(row.voucher)) continue;
    Rows found = select.query(number, year, row.voucher);
    while (found.next())
      known[row.voucher].push_back({region_code(found.integer(6)), read_payment(found)});
  }
  return known;
}

std::vector<Payment> read_payments(Database& database, BatchId batch) {
  static const std::string kSelect =
      std::string(kPaymentColumns) +
      "WHERE id >= (SELECT first_payment FROM payment_batches WHERE id = ?1) "
      "AND id < (SELECT first_payment + count FROM payment_batches WHERE id = ?1) "
      "AND batch = ?1 ORDER BY id";
  Rows rows = database.statement(kSelect.c_str()).query(batch);
  std::vector<Payment> payments;
  while (rows.next())
    payments.push_back(read_payment(rows));
  return payments;
}

std::vector<PaymentReject> read_rejects(Database& database, BatchId batch) {
  Rows rows =
      database
          .statement("SELECT row, text, reason FROM payment_rejects WHERE batch = ?1 ORDER BY id")
          .query(batch);
  std::vector<PaymentReject> rejects;
  while (rows.next())
    rejects.push_back({rows.number(0), rows.string(1), rows.string(2)});
  return rejects;
}

}  // namespace budget
