#include "store/tables/exemptions.h"

#include "store/tables/projects.h"

namespace budget {

GrantedExemption read_exemption(const Rows& rows) {
  return {InstanceId(rows.integer(0)),
          read_code(rows, 1),
          rows.id<RuleId>(2),
          rows.string(3),
          rows.date(4),
          rows.id<PersonId>(5),
          rows.instant(6)};
}

void write_exemption(Database& database, const State& after, InstanceId instance,
                     const ExemptionKey& key) {
  const auto found = after.exemptions.find(key);
  if (found == after.exemptions.end()) {
    database.statement("DELETE FROM exemptions WHERE instance = ?1 AND project = ?2 AND rule = ?3")
        .run(instance, key.project.code.view(), key.rule);
    return;
  }
  const GrantedExemption& granted = found->second;
  database.statement("INSERT OR REPLACE INTO exemptions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .run(instance, granted.project.view(), granted.rule, granted.reason, granted.until,
           granted.granted_by, granted.granted_at);
}

void load_exemptions(Database& database, State& state) {
  Rows rows = database
                  .statement(
                      "SELECT e.instance, e.project, e.rule, e.reason, e.until_on, e.granted_by, "
                      "e.granted_at_ms FROM instances i INDEXED BY instances_open CROSS JOIN "
                      "exemptions e ON e.instance = i.id WHERE i.is_closed = 0")
                  .query();
  while (rows.next()) {
    GrantedExemption granted = read_exemption(rows);
    const FiscalYear year = state.instances.at(granted.instance).data.year;
    const ExemptionKey key{{year, granted.project}, granted.rule};
    state.exemptions.emplace(key, std::move(granted));
  }
}

}  // namespace budget
