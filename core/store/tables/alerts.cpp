#include "store/tables/alerts.h"

#include "store/tables/projects.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr char kUpsert[] = R"(INSERT INTO alerts
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
  ON CONFLICT DO UPDATE SET
    level = excluded.level, budget_fen = excluded.budget_fen, planned_fen = excluded.planned_fen,
    paid_fen = excluded.paid_fen, paid_to_date_fen = excluded.paid_to_date_fen, next_month = excluded.next_month,
    next_planned_fen = excluded.next_planned_fen, gap_fen = excluded.gap_fen, state = excluded.state,
    cause = excluded.cause, changed_at_ms = excluded.changed_at_ms, sentence = excluded.sentence)";

}  // namespace

void write_alert(Database& database, const Alert& alert, FiscalYear year) {
  const AlertInputs& inputs = alert.inputs;
  database.statement(kUpsert).run(
      alert.id, alert.instance, year, alert.project.view(), alert.rule, alert.rule_set,
      alert.rule_set_version, alert.month, name_of(alert.level), inputs.budget, inputs.planned,
      inputs.paid, inputs.paid_to_date, inputs.next_month, inputs.next_planned,
      inputs.planned - inputs.paid, name_of(alert.state), name_of(alert.cause), alert.raised_at,
      alert.changed_at, alert.sentence);
}

Alert read_alert(const Rows& rows) {
  Alert alert;
  alert.id = AlertId(rows.integer(0));
  alert.instance = InstanceId(rows.integer(1));
  alert.project = read_code(rows, 2);
  alert.rule = rows.id<RuleId>(3);
  alert.rule_set = rows.id<ContentHash>(4);
  alert.rule_set_version = rows.number(5);
  alert.month = rows.number(6);
  alert.level = read_word<AlertLevel>(rows, 7);
  alert.inputs = {rows.money(8),  rows.money(9),   rows.money(10),
                  rows.money(11), rows.number(12), rows.money(13)};
  alert.state = read_word<AlertState>(rows, 14);
  alert.cause = read_word<AlertCause>(rows, 15);
  alert.raised_at = rows.instant(16);
  alert.changed_at = rows.instant(17);
  alert.sentence = rows.string(18);
  return alert;
}

void load_alerts(Database& database, State& state) {
  static const std::string kSelect = std::string("SELECT ") + kAlertColumns +
                                     " FROM instances i INDEXED BY instances_open CROSS JOIN "
                                     "alerts a ON a.instance = i.id WHERE i.is_closed = 0";
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next()) {
    Alert alert = read_alert(rows);
    InstanceState& instance = state.instances.at(alert.instance);
    if (alert.state == AlertState::open) instance.open_alerts.insert(alert.id);
    state.alert_by_key[{{instance.data.year, alert.project}, alert.rule, alert.month}] = alert.id;
    const AlertId id = alert.id;
    state.alerts.emplace(id, std::move(alert));
  }
  state.last_alert = AlertId(database.integer("SELECT max(id) FROM alerts"));
}

}  // namespace budget
