#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/alerts.h"
#include "store/tables/definitions.h"
#include "store/tables/exemptions.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

std::string select_alerts(const std::string& from, const std::string& where) {
  return std::string("SELECT ") + kAlertColumns +
         ", a.year, i.department, coalesce(d.name, i.department), coalesce(p.name, ''), " +
         kHandlingColumns + " FROM " + from +
         " LEFT JOIN alert_handlings h ON h.alert = a.id"
         " LEFT JOIN departments d ON d.id = i.department "
         "LEFT JOIN projects p ON p.instance = a.instance AND p.code = a.project" +
         where;
}

AlertRow read_row(const Rows& rows) {
  constexpr int kFirst = kAlertColumnCount;
  return {read_alert(rows),        rows.year(kFirst),       rows.id<DepartmentId>(kFirst + 1),
          rows.string(kFirst + 2), rows.string(kFirst + 3), read_handling(rows, kFirst + 4)};
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
  if (filter.phase)
    conditions.add("coalesce(h.phase, 'raised') = ", std::string(name_of(*filter.phase)));
  if (filter.not_suppressed_on)
    conditions.add("coalesce(h.suppressed_until, '') < ", filter.not_suppressed_on->to_text());
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
      database.prepare(select_alerts(from(filter), conditions.text()) +
                       " ORDER BY a.gap_fen DESC, a.id LIMIT " + std::to_string(page.limit));
  conditions.bind(statement);
  std::vector<AlertRow> alerts;
  Rows rows = statement.query();
  while (rows.next())
    alerts.push_back(read_row(rows));
  return alerts;
}

Result<AlertRow> read_alert_row(Database& database, AlertId id) {
  static const std::string kSelect = select_alerts(from(""), " WHERE a.id = ?1");
  Rows rows = database.statement(kSelect.c_str()).query(id);
  if (!rows.next()) {
    return Error{ErrorCode::not_found, "expected to find alert " + std::to_string(id.value()) +
                                           ", but there is none of this number"};
  }
  AlertRow row = read_row(rows);
  const RuleSet rule_set = read_rule_set(database, row.data.rule_set.text());
  row.rule = over_spending_rule();
  for (const Rule& rule : rule_set.rules) {
    if (rule.id == row.data.rule) row.rule = rule;
  }
  return row;
}

namespace {

/// One alert's money, to be counted once for its project.
struct Stake {
  std::size_t group;
  std::int64_t instance;
  std::string project;
  Money gap;
};

/// A project that lags at several nodes or by several rules has its money at stake once: the most.
void add_stakes(std::vector<Stake>& stakes, std::vector<AlertTotalRow>& totals) {
  std::ranges::sort(stakes, [](const Stake& a, const Stake& b) {
    if (const auto order = std::tie(a.instance, a.project) <=> std::tie(b.instance, b.project);
        order != 0)
      return order < 0;
    return a.gap > b.gap;
  });
  const Stake* before = nullptr;
  for (const Stake& stake : stakes) {
    const bool is_counted =
        before != nullptr && before->instance == stake.instance && before->project == stake.project;
    if (!is_counted) totals[stake.group].stake += stake.gap;
    before = &stake;
  }
}

/// Everybody's open alerts, in the order they lie in the table: their index has them by their gaps,
/// and a page would be fetched for each of them.
std::string from_open(const AlertFilter& open) {
  return open.instance || open.sight ? from(open) : from(" NOT INDEXED");
}
const char* in_the_order_of_the_table(const AlertFilter& open) {
  return open.instance || open.sight ? ""
                                     : " AND a.id IN (SELECT o.id FROM alerts o INDEXED BY "
                                       "alerts_open WHERE o.state = 'open')";
}

std::string name_of_group(Database& database, AlertGrouping by, const std::string& key) {
  const char* const sql = by == AlertGrouping::region
                              ? "SELECT name FROM regions WHERE code = ?1"
                              : "SELECT name FROM departments WHERE id = ?1";
  Rows rows = database.statement(sql).query(key.substr(0, key.find(' ')));
  return rows.next() ? rows.string(0) : "";
}

}  // namespace

std::vector<AlertTotalRow> read_alert_totals(Database& database, AlertGrouping by,
                                             const AlertFilter& filter, Date today) {
  const char* const key = by == AlertGrouping::unit         ? "i.department || ' ' || p.unit"
                          : by == AlertGrouping::department ? "i.department"
                                                            : "substr(i.department, 1, 6)";
  const char* const units =
      by == AlertGrouping::unit
          ? " LEFT JOIN projects p ON p.instance = a.instance AND p.code = a.project"
          : "";
  if (filter.state == AlertState::closed) return {};
  AlertFilter open = filter;
  open.state = AlertState::open;
  Conditions conditions = conditions_of(open);
  const std::string day = conditions.bound(today.to_text());
  Statement statement = database.prepare(
      std::string("SELECT ") + key +
      ", a.level, coalesce(h.phase, 'raised'), coalesce(h.suppressed_until, '') >= " + day +
      ", a.gap_fen, a.instance, a.project FROM " + from_open(open) +
      " LEFT JOIN alert_handlings h ON h.alert = a.id" + units + conditions.text() +
      in_the_order_of_the_table(open));
  conditions.bind(statement);
  std::vector<AlertTotalRow> totals;
  std::unordered_map<std::string, std::size_t> groups;
  std::vector<Stake> stakes;
  Rows rows = statement.query();
  while (rows.next()) {
    const auto [group, is_new] = groups.try_emplace(rows.string(0), totals.size());
    if (is_new) totals.push_back({group->first, {}, {}, {}, 0, {}});
    AlertTotalRow& total = totals[group->second];
    ++total.open[read_word<AlertLevel>(rows, 1)];
    ++total.phases[read_word<AlertPhase>(rows, 2)];
    total.suppressed += rows.flag(3) ? 1 : 0;
    stakes.push_back({group->second, rows.integer(5), rows.string(6), rows.money(4)});
  }
  add_stakes(stakes, totals);
  for (AlertTotalRow& total : totals)
    total.name = name_of_group(database, by, total.key);
  std::ranges::sort(totals, {}, &AlertTotalRow::key);
  std::ranges::stable_sort(totals, std::ranges::greater(), &AlertTotalRow::stake);
  return totals;
}

std::vector<GrantedExemption> read_exemptions(Database& database, InstanceId id) {
  Rows rows = database
                  .statement(
                      "SELECT instance, project, rule, reason, until_on, granted_by, granted_at_ms "
                      "FROM exemptions WHERE instance = ?1 ORDER BY project, rule")
                  .query(id);
  std::vector<GrantedExemption> exemptions;
  while (rows.next())
    exemptions.push_back(read_exemption(rows));
  return exemptions;
}

}  // namespace budget
