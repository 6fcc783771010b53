#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/alerts.h"

namespace budget {
namespace {

std::string select(const std::string& from, const std::string& where) {
  return std::string("SELECT ") + kAlertColumns +
         ", a.year, i.department, coalesce(d.name, i.department), coalesce(p.name, '') "
         "FROM " +
         from +
         " LEFT JOIN departments d ON d.id = i.department "
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
  if (filter.sight) {
    conditions.add(*filter.sight);
    if (filter.year) conditions.add("i.year = ", filter.year->value());  // for its index
  }
  if (filter.year) conditions.add("a.year = ", filter.year->value());
  if (filter.instance) conditions.add("a.instance = ", filter.instance->value());
  // Said as a constant, which an index of open alerts only can be matched with.
  if (filter.state)
    conditions.add(*filter.state == AlertState::open ? "a.state = 'open'" : "a.state = 'closed'");
  if (filter.month) conditions.add("a.month = ", *filter.month);
  if (filter.level) conditions.add("a.level = ", std::string(name_of(*filter.level)));
  return conditions;
}

std::string from(const char* index) {
  return std::string("alerts a") + index + " CROSS JOIN instances i ON i.id = a.instance";
}

/// Behind the last alert of a page in the order of gaps; false when it is out of sight or gone.
bool continue_behind(Database& database, const AlertFilter& filter, std::int64_t last,
                     Conditions& conditions) {
  Conditions of_last;
  of_last.add("a.id = ", last);
  if (filter.sight) of_last.add(*filter.sight);
  Statement statement = database.prepare("SELECT a.gap_fen FROM " + from("") + of_last.text());
  of_last.bind(statement);
  Rows rows = statement.query();
  if (!rows.next()) return false;
  const std::string gap = conditions.bound(rows.integer(0));
  conditions.add(("a.gap_fen <= " + gap + " AND (a.gap_fen < " + gap + " OR a.id > " +
                  conditions.bound(last) + ")")
                     .c_str());
  return true;
}

/// Somebody's few alerts are found by their instances; everybody's are read in the order of gaps.
std::string from(const AlertFilter& filter) {
  if (filter.instance) return from(" INDEXED BY alerts_by_instance");
  if (filter.sight) {
    return "instances i INDEXED BY instances_by_department "
           "CROSS JOIN alerts a INDEXED BY alerts_by_instance ON a.instance = i.id";
  }
  if (filter.state == AlertState::open) return from(" INDEXED BY alerts_open");
  if (filter.year) return from(" INDEXED BY alerts_by_gap");
  return from("");
}

}  // namespace

std::vector<AlertRow> read_alerts(Database& database, const AlertFilter& filter, Page page) {
  Conditions conditions = conditions_of(filter);
  if (page.after > 0 && !continue_behind(database, filter, page.after, conditions)) return {};
  Statement statement =
      database.prepare(select(from(filter), conditions.text()) +
                       " ORDER BY a.gap_fen DESC, a.id LIMIT " + std::to_string(page.limit));
  conditions.bind(statement);
  std::vector<AlertRow> alerts;
  Rows rows = statement.query();
  while (rows.next())
    alerts.push_back(read_row(rows));
  return alerts;
}

Result<AlertRow> read_alert_row(Database& database, AlertId id) {
  static const std::string kSelect = select(from(""), " WHERE a.id = ?1");
  Rows rows = database.statement(kSelect.c_str()).query(id);
  if (!rows.next()) {
    return Error{ErrorCode::not_found, "expected to find alert " + std::to_string(id.value()) +
                                           ", but there is none of this number"};
  }
  return read_row(rows);
}

}  // namespace budget
