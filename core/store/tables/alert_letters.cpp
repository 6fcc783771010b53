#include "engine/directory.h"
#include "store/codec/content.h"
#include "store/tables/sheets.h"

namespace budget {
namespace {

constexpr char kInsertLetter[] = R"(INSERT INTO alert_letters
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, '', '[]', '', ''))";

constexpr char kAnswerLetter[] = R"(UPDATE alert_letters SET answered_at_ms = ?2, answered_by = ?3,
    causes = ?4, answer = ?5, attachment = ?6
  WHERE (region, year, number) = (SELECT region, year, number FROM alert_letters
    WHERE alert = ?1 ORDER BY number DESC LIMIT 1))";

/// From one office's year to the next by the key, over the letters between them: a start must not
/// read every letter there ever was.
constexpr char kLastNumbers[] = R"(WITH RECURSIVE regions (region) AS (
    SELECT max(region) FROM alert_letters
    UNION ALL
    SELECT (SELECT max(l.region) FROM alert_letters l WHERE l.region < r.region)
    FROM regions r WHERE r.region IS NOT NULL),
  years (region, year) AS (
    SELECT r.region, (SELECT max(l.year) FROM alert_letters l WHERE l.region = r.region)
    FROM regions r WHERE r.region IS NOT NULL
    UNION ALL
    SELECT y.region, (SELECT max(l.year) FROM alert_letters l
      WHERE l.region = y.region AND l.year < y.year)
    FROM years y WHERE y.year IS NOT NULL)
  SELECT y.region, y.year, (SELECT max(l.number) FROM alert_letters l
    WHERE l.region = y.region AND l.year = y.year)
  FROM years y WHERE y.year IS NOT NULL)";

}  // namespace

void write_letter_step(Database& database, const AlertHandled& event, const Instance& instance,
                       const Envelope& envelope) {
  if (event.letter) {
    database.statement(kInsertLetter)
        .run(region_of(instance.department), instance.year, event.letter->number, event.alert,
             name_of(event.act), envelope.at, envelope.actor, event.day, event.text,
             event.letter->sentence);
  } else if (event.act == AlertAct::explain || event.act == AlertAct::report) {
    database.statement(kAnswerLetter)
        .run(event.alert, envelope.at, envelope.actor, to_json(event.causes), event.text,
             event.attachment);
  }
}

void load_letters(Database& database, State& state) {
  Rows rows = database.statement(kLastNumbers).query();
  while (rows.next())
    state.last_inquiry[{rows.id<RegionCode>(0), rows.year(1)}] = rows.number(2);
}

}  // namespace budget
