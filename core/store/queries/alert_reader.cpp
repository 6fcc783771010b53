#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/alerts.h"

namespace budget {
namespace {

std::string select(const std::string& index, const std::string& where) {
  return std::string("SELECT ") + kAlertColumns +
         ", a.year, i.department, coalesce(d.name, i.department), coalesce(p.name, '') "
         "FROM alerts a" +
         index +
         " CROSS JOIN instances i ON i.id = a.instance "
         "LEFT JOIN departments d ON d.id = i.department "
         "LEFT JOIN projects p ON p.instance = a.instance AND p.code = a.project" +
         where;
}

AlertRow read_row(const Rows& rows) {
  constexpr int kFirst = kAlertColumnCount;
  return {read_alert(rows), rows.year(kFirst), rows.id<DepartmentId>(kFirst + 1),
          rows.string(kFirst + 2), rows.string(kFirst + 3)};
}

Conditions conditions_of(const AlertFilter& filter) {
  Conditions conditions;
  if (filter.year) conditions.add("a.year = ", filter.year->value());
  if (filter.instance) conditions.add("a.instance = ", filter.instance->value());
  // Said as a constant, which an index of open alerts only can be matched with.
  if (filter.state)
    conditions.add(*filter.state == AlertState::open ? "a.state = 'open'" : "a.state = 'closed'");
  if (filter.month) conditions.add("a.month = ", *filter.month);
  if (filter.level) conditions.add("a.level = ", std::string(name_of(*filter.level)));
  return conditions;
}

std::string index_of(const AlertFilter& filter) {
  if (filter.instance) return " INDEXED BY alerts_by_instance";
  if (filter.state == AlertState::open) return " INDEXED BY alerts_open";
  if (filter.year) return " INDEXED BY alerts_by_gap";
  return "";
}

}  // namespace

std::vector<AlertRow> read_alerts(Database& database, const AlertFilter& filter, Page page) {
  const Conditions conditions = conditions_of(filter);
  Statement statement = database.prepare(
      select(index_of(filter), conditions.text()) + " ORDER BY a.gap_fen DESC, a.id LIMIT " +
      std::to_string(page.limit) + " OFFSET " + std::to_string(page.after));
  conditions.bind(statement);
  std::vector<AlertRow> alerts;
  Rows rows = statement.query();
  while (rows.next())
    alerts.push_back(read_row(rows));
  return alerts;
}

Result<AlertRow> read_alert_row(Database& database, AlertId id) {
  static const std::string kSelect = select("", " WHERE a.id = ?1");
  Rows rows = database.statement(kSelect.c_str()).query(id);
  if (!rows.next()) {
    return Error{ErrorCode::not_found, "expected to find alert " + std::to_string(id.value()) +
                                           ", but there is none of this number"};
  }
  return read_row(rows);
}

}  // namespace budget
