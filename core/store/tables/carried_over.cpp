#include "store/tables/carried_over.h"

#include <iterator>

#include "store/codec/content.h"

namespace budget {

void write_carried(Database& database, const YearCarriedOver& event, Instant at) {
  database.statement("INSERT INTO carried_over VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8)")
      .run(event.instance, event.department, event.into, to_json(event.alerts), event.errors,
           event.warnings, at, std::ssize(event.alerts));
}

void end_carried(Database& database, const Instance& closed) {
  database
      .statement(
          "UPDATE carried_over SET is_open = 0 WHERE department = ?1 AND year = ?2 AND is_open = 1")
      .run(closed.department, closed.year);
}

void load_carried(Database& database, State& state) {
  Rows rows = database
                  .statement(
                      "SELECT instance, department, year, alert_count, errors, warnings FROM "
                      "carried_over INDEXED BY carried_over_open WHERE is_open = 1 "
                      "ORDER BY at_ms, instance")
                  .query();
  while (rows.next()) {
    state.carried[{rows.id<DepartmentId>(1), rows.year(2)}].push_back(
        {InstanceId(rows.integer(0)), rows.integer(3), rows.integer(4), rows.integer(5)});
  }
}

std::vector<CarriedRow> read_carried(Database& database, const DepartmentId& department,
                                     FiscalYear year) {
  Rows rows = database
                  .statement(
                      "SELECT instance, alerts, errors, warnings, at_ms FROM carried_over WHERE "
                      "department = ?1 AND year = ?2 ORDER BY at_ms, instance")
                  .query(department, year);
  std::vector<CarriedRow> found;
  while (rows.next()) {
    auto alerts = from_json<std::vector<CarriedAlert>>(rows.text(1));
    const CarriedOver data{InstanceId(rows.integer(0)), std::ssize(alerts), rows.integer(2),
                           rows.integer(3)};
    found.push_back({data, std::move(alerts), rows.instant(4)});
  }
  return found;
}

}  // namespace budget
