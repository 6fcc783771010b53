#include "store/tables/cycles.h"

namespace budget {

void write_cycle(Database& database, const CycleOpened& event, Instant at) {
  database.statement("INSERT INTO cycles VALUES (?1, ?2, ?3, ?4, 0, 0) ON CONFLICT DO NOTHING")
      .run(event.region, event.year, event.workflow, at);
}

void count_opened(Database& database, const InstanceOpened& event) {
  database
      .statement(
          "UPDATE cycles SET instances = instances + 1 WHERE region = ?1 AND year = ?2 AND "
          "workflow = ?3")
      .run(region_of(event.department), event.year, event.workflow);
}

void count_closed(Database& database, const Instance& instance) {
  database
      .statement(
          "UPDATE cycles SET closed = closed + 1 WHERE region = ?1 AND year = ?2 AND workflow = ?3")
      .run(region_of(instance.department), instance.year, instance.workflow);
}

void load_cycles(Database& database, State& state) {
  Rows rows = database.statement("SELECT region, year, workflow FROM cycles").query();
  while (rows.next())
    state.cycles.insert({rows.id<RegionCode>(0), rows.year(1), rows.id<WorkflowId>(2)});
}

std::vector<CycleRow> read_cycles(Database& database) {
  Rows rows =
      database
          .statement(
              "SELECT c.region, coalesce(r.name, c.region), c.year, c.workflow, c.opened_at_ms, "
              "c.instances, c.closed FROM cycles c LEFT JOIN regions r ON r.code = c.region "
              "ORDER BY c.year DESC, c.region, c.workflow")
          .query();
  std::vector<CycleRow> cycles;
  while (rows.next()) {
    cycles.push_back({rows.id<RegionCode>(0), rows.string(1), rows.year(2), rows.id<WorkflowId>(3),
                      rows.instant(4), rows.number(5), rows.number(6)});
  }
  return cycles;
}

}  // namespace budget
