#include "store/tables/alerts.h"

#include "engine/pace/alert_life.h"
#include "store/codec/content.h"
#include "store/tables/projects.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

constexpr char kUpsertAlert[] = R"(INSERT INTO alerts
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
          ?22, ?23, ?24, ?25)
  ON CONFLICT DO UPDATE SET
    level = excluded.level, budget_fen = excluded.budget_fen, planned_fen = excluded.planned_fen,
    paid_fen = excluded.paid_fen, paid_to_date_fen = excluded.paid_to_date_fen, next_month = excluded.next_month,
    next_planned_fen = excluded.next_planned_fen, gap_fen = excluded.gap_fen, state = excluded.state,
    cause = excluded.cause, changed_at_ms = excluded.changed_at_ms, sentence = excluded.sentence,
    policy_bp = excluded.policy_bp, period_paid_fen = excluded.period_paid_fen,
    achieved_bp = excluded.achieved_bp, stake_fen = excluded.stake_fen)";

std::optional<std::int64_t> number_of(const std::optional<BasisPoints>& share) {
  return share ? std::optional(share->value()) : std::nullopt;
}
std::optional<BasisPoints> share_in(const Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : std::optional(BasisPoints(rows.integer(column)));
}
std::optional<Money> money_in(const Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : std::optional(rows.money(column));
}
std::optional<Date> date_in(const Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : std::optional(rows.date(column));
}

}  // namespace

void write_alert(Database& database, const Alert& alert, FiscalYear year) {
  const AlertInputs& inputs = alert.inputs;
  database.statement(kUpsertAlert)
      .run(alert.id, alert.instance, year, alert.project.view(), alert.rule, alert.rule_set,
           alert.rule_set_version, alert.month, name_of(alert.level), inputs.budget, inputs.planned,
           inputs.paid, inputs.paid_to_date, inputs.next_month, inputs.next_planned,
           stake_of(inputs), name_of(alert.state), name_of(alert.cause), alert.raised_at,
           alert.changed_at, alert.sentence, number_of(inputs.policy), inputs.period_paid,
           number_of(inputs.achieved), inputs.stake);
}

void write_handling(Database& database, AlertId alert, const AlertHandling& handling) {
  database
      .statement(
          "INSERT OR REPLACE INTO alert_handlings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
      .run(alert, name_of(handling.phase), to_json(handling.causes), handling.explanation,
           handling.attachment, handling.answered_by, handling.due_on, handling.demand,
           handling.suppressed_until, handling.suppressed_because);
}

AlertHandling read_handling(const Rows& rows, int first) {
  AlertHandling handling;
  if (rows.is_null(first)) return handling;
  handling.phase = read_word<AlertPhase>(rows, first);
  handling.causes = from_json<std::vector<DeviationCause>>(rows.text(first + 1));
  handling.explanation = rows.string(first + 2);
  handling.attachment = rows.string(first + 3);
  handling.answered_by = rows.id<PersonId>(first + 4);
  handling.due_on = date_in(rows, first + 5);
  handling.demand = rows.string(first + 6);
  handling.suppressed_until = date_in(rows, first + 7);
  handling.suppressed_because = rows.string(first + 8);
  return handling;
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
  alert.inputs = {rows.money(8),
                  rows.money(9),
                  rows.money(10),
                  rows.money(11),
                  rows.number(12),
                  rows.money(13),
                  {},
                  {},
                  {},
                  {}};
  alert.state = read_word<AlertState>(rows, 14);
  alert.cause = read_word<AlertCause>(rows, 15);
  alert.raised_at = rows.instant(16);
  alert.changed_at = rows.instant(17);
  alert.sentence = rows.string(18);
  alert.inputs.policy = share_in(rows, 19);
  alert.inputs.period_paid = money_in(rows, 20);
  alert.inputs.achieved = share_in(rows, 21);
  alert.inputs.stake = money_in(rows, 22);
  return alert;
}

namespace {

void load_handlings(Database& database, State& state) {
  static const std::string kSelect =
      std::string("SELECT ") + kHandlingColumns +
      ", h.alert FROM instances i INDEXED BY instances_open CROSS JOIN alerts a ON a.instance = "
      "i.id CROSS JOIN alert_handlings h ON h.alert = a.id WHERE i.is_closed = 0";
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next()) {
    const auto alert = state.alerts.find(AlertId(rows.integer(kHandlingColumnCount)));
    if (alert == state.alerts.end()) continue;
    state.handlings.emplace(alert->first, read_handling(rows, 0));
    if (const std::optional<Instant> at = deadline_of(state, alert->second))
      state.alert_deadlines.emplace(*at, alert->first);
  }
}

}  // namespace

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
  load_handlings(database, state);
}

}  // namespace budget
