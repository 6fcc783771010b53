#include "store/queries/readers.h"
#include "store/tables/projects.h"
#include "store/tables/words_column.h"

namespace budget {

std::vector<BatchRow> read_batches(Database& database, Page page) {
  Rows rows = database
                  .statement(
                      "SELECT b.id, s.name, b.year, b.at_ms, b.actor, b.count, b.known, "
                      "b.rejected, b.sum_fen "
                      "FROM payment_batches b LEFT JOIN payment_sources s ON s.id = b.source "
                      "WHERE b.id > ?1 ORDER BY b.id LIMIT ?2")
                  .query(page.after, page.limit);
  std::vector<BatchRow> batches;
  while (rows.next()) {
    batches.push_back({BatchId(rows.integer(0)), rows.string(1), rows.year(2), rows.instant(3),
                       rows.id<PersonId>(4), rows.number(5), rows.number(6), rows.number(7),
                       rows.money(8)});
  }
  return batches;
}

RepeatedRows read_repeated(Database& database, BatchId batch, int most) {
  Rows rows = database
                  .statement(
                      "SELECT p.paid_on, p.project, p.amount_fen, p.fund, p.memo "
                      "FROM payment_batches b CROSS JOIN payments p "
                      "ON p.id >= b.first_payment AND p.id < b.first_payment + b.count "
                      "WHERE b.id = ?1 AND p.voucher = '' AND EXISTS (SELECT 1 FROM payments o "
                      "INDEXED BY payments_without_voucher CROSS JOIN payment_batches e "
                      "ON e.id = o.batch WHERE o.voucher = '' AND o.project = p.project "
                      "AND o.paid_on = p.paid_on AND o.amount_fen = p.amount_fen "
                      "AND o.year = p.year AND o.fund = p.fund AND o.memo = p.memo "
                      "AND o.batch < p.batch AND e.digest <> b.digest) ORDER BY p.id")
                  .query(batch);
  RepeatedRows found;
  while (rows.next()) {
    if (++found.rows > most) continue;
    found.first.push_back({rows.date(0),
                           read_code(rows, 1),
                           rows.money(2),
                           read_word<FundKind>(rows, 3),
                           {},
                           rows.string(4)});
  }
  return found;
}

std::vector<PaymentRow> read_payment_rows(Database& database, std::optional<FiscalYear> year,
                                          Page page) {
  Rows rows = database
                  .statement(
                      "SELECT p.id, p.batch, coalesce(s.name, ''), p.paid_on, p.project, "
                      "p.amount_fen, p.fund, p.voucher, p.memo "
                      "FROM payments p LEFT JOIN payment_sources s ON s.id = p.source "
                      "WHERE p.id > ?1 AND (?3 = 0 OR p.year = ?3) ORDER BY p.id LIMIT ?2")
                  .query(page.after, page.limit, year ? year->value() : 0);
  std::vector<PaymentRow> payments;
  while (rows.next()) {
    payments.push_back({rows.integer(0),
                        BatchId(rows.integer(1)),
                        rows.string(2),
                        {rows.date(3), read_code(rows, 4), rows.money(5),
                         read_word<FundKind>(rows, 6), rows.string(7), rows.string(8)}});
  }
  return payments;
}

std::vector<RejectRow> read_reject_rows(Database& database, std::optional<BatchId> batch,
                                        Page page) {
  Rows rows =
      batch
          ? database
                .statement(
                    "SELECT r.id, r.batch, b.actor, r.row, r.text, r.reason FROM payment_rejects r "
                    "CROSS JOIN payment_batches b ON b.id = r.batch "
                    "WHERE r.id > ?1 AND r.batch = ?3 ORDER BY r.id LIMIT ?2")
                .query(page.after, page.limit, *batch)
          : database
                .statement(
                    "SELECT r.id, r.batch, b.actor, r.row, r.text, r.reason FROM payment_rejects r "
                    "CROSS JOIN payment_batches b ON b.id = r.batch "
                    "WHERE r.id > ?1 ORDER BY r.id LIMIT ?2")
                .query(page.after, page.limit);
  std::vector<RejectRow> rejects;
  while (rows.next()) {
    rejects.push_back({rows.integer(0),
                       BatchId(rows.integer(1)),
                       rows.id<PersonId>(2),
                       {rows.number(3), rows.string(4), rows.string(5)}});
  }
  return rejects;
}

}  // namespace budget
