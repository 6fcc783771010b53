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
  Rows rows =
      database.statement("SELECT region, year, max(number) FROM alert_letters GROUP BY 1, 2")
          .query();
  while (rows.next())
    state.last_inquiry[{rows.id<RegionCode>(0), rows.year(1)}] = rows.number(2);
}

}  // namespace budget
