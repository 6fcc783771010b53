#include "store/codec/content.h"
#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr char kSelectLetter[] =
    R"(SELECT l.region, coalesce(r.name, ''), l.year, l.number, l.alert,
    l.act, l.issued_at_ms, l.issued_by, l.due_on, l.demand, l.sentence, l.answered_at_ms,
    l.answered_by, l.causes, l.answer, l.attachment
  FROM alert_letters l CROSS JOIN alerts a ON a.id = l.alert
  CROSS JOIN instances i ON i.id = a.instance LEFT JOIN regions r ON r.code = l.region)";

Result<AlertLetterRow> read_letter_row(Database& database, const People& people, const Rows& rows) {
  AlertLetterRow row;
  row.region = rows.id<RegionCode>(0);
  row.region_name = rows.string(1);
  row.year = rows.year(2);
  row.number = rows.number(3);
  row.alert = TRY(read_alert_row(database, AlertId(rows.integer(4))));
  row.act = read_word<AlertAct>(rows, 5);
  row.issued_at = rows.instant(6);
  row.issued_by = people.named(rows.id<PersonId>(7));
  if (!rows.is_null(8)) row.due_on = rows.date(8);
  row.demand = rows.string(9);
  row.sentence = rows.string(10);
  if (!rows.is_null(11)) {
    row.answered_at = rows.instant(11);
    row.answered_by = people.named(rows.id<PersonId>(12));
  }
  row.causes = from_json<std::vector<DeviationCause>>(rows.text(13));
  row.answer = rows.string(14);
  row.attachment = rows.string(15);
  return row;
}

}  // namespace

std::vector<AlertLetterRow> read_alert_letters(Database& database, PeopleCache& people,
                                               const AlertFilter& filter, Page page) {
  Conditions conditions;
  if (filter.sight) conditions.add(*filter.sight);
  if (filter.year) conditions.add("l.year = ", filter.year->value());
  if (filter.instance) conditions.add("a.instance = ", filter.instance->value());
  Statement statement =
      database.prepare(kSelectLetter + conditions.text() +
                       " ORDER BY l.issued_at_ms DESC, l.region, l.number DESC LIMIT " +
                       std::to_string(page.limit) + " OFFSET " + std::to_string(page.after));
  conditions.bind(statement);
  const std::shared_ptr<const People> known = people.current(database);
  std::vector<AlertLetterRow> letters;
  Rows rows = statement.query();
  while (rows.next()) {
    if (Result<AlertLetterRow> row = read_letter_row(database, *known, rows))
      letters.push_back(std::move(*row));
  }
  return letters;
}

Result<AlertLetterRow> read_alert_letter(Database& database, PeopleCache& people, AlertId id) {
  static const std::string kOne =
      std::string(kSelectLetter) + " WHERE l.alert = ?1 ORDER BY l.number DESC LIMIT 1";
  Rows rows = database.statement(kOne.c_str()).query(id);
  if (!rows.next()) {
    return Error{ErrorCode::not_found,
                 "expected to find a letter about alert " + std::to_string(id.value()) +
                     ", but none has gone out",
                 "budgetctl alert act inquire " + std::to_string(id.value()) + " sends one"};
  }
  return read_letter_row(database, *people.current(database), rows);
}

}  // namespace budget
