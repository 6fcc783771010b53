#include "store/tables/checks.h"

#include "store/codec/content.h"

namespace budget {

void write_pins(Database& database, const Instance& instance) {
  database.statement("DELETE FROM instance_pins WHERE instance = ?1").run(instance.id);
  Statement& insert = database.statement("INSERT INTO instance_pins VALUES (?1, ?2, ?3, ?4)");
  for (const PluginPin& pin : instance.pins)
    insert.run(instance.id, pin.plugin, pin.version, pin.hash);
}

std::vector<PluginPin> read_pins(Database& database, InstanceId instance) {
  std::vector<PluginPin> pins;
  Rows rows = database
                  .statement(
                      "SELECT plugin, version, hash FROM instance_pins WHERE instance = ?1 ORDER "
                      "BY plugin")
                  .query(instance);
  while (rows.next())
    pins.push_back({rows.id<PluginName>(0), rows.string(1), rows.id<ContentHash>(2)});
  return pins;
}

void write_check(Database& database, const CheckRequested& event, Instant requested_at) {
  database.statement("INSERT INTO checks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 'pending')")
      .run(event.check, event.instance, event.moment, event.stage, event.round, event.day,
           to_json(event.rules), requested_at);
}

void end_check(Database& database, CheckId check) {
  database.statement("UPDATE checks SET state = 'reported', changed = 0 WHERE id = ?1").run(check);
}

void drop_checks(Database& database, InstanceId instance) {
  database
      .statement(
          "UPDATE checks SET state = 'dropped', changed = 0 WHERE instance = ?1 AND state = "
          "'pending'")
      .run(instance);
}

void write_changed(Database& database, const Check& check) {
  database.statement("UPDATE checks SET changed = ?2 WHERE id = ?1").run(check.id, check.changed);
}

void write_report(Database& database, InstanceId instance, const Report& report,
                  const std::vector<PluginReport>& plugins) {
  database
      .statement("INSERT OR REPLACE INTO reports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
      .run(instance, report.check, report.moment, report.stage, report.round, report.day, report.at,
           report.is_stale, to_json(report.verdicts), to_json(plugins));
}

void write_stale(Database& database, InstanceId instance, bool is_stale) {
  database.statement("UPDATE reports SET is_stale = ?2 WHERE instance = ?1 AND is_stale <> ?2")
      .run(instance, is_stale);
}

Report read_report(const Rows& rows) {
  Report report;
  report.check = CheckId(rows.integer(1));
  report.moment = rows.id<ActId>(2);
  report.stage = rows.id<StageId>(3);
  report.round = rows.number(4);
  report.day = rows.date(5);
  report.at = rows.instant(6);
  report.is_stale = rows.flag(7);
  report.verdicts = from_json<std::vector<PluginVerdict>>(rows.text(8));
  return report;
}

namespace {

void load_pins(Database& database, State& state) {
  Rows rows = database
                  .statement(
                      "SELECT p.instance, p.plugin, p.version, p.hash FROM instances i INDEXED BY "
                      "instances_open CROSS JOIN instance_pins p ON p.instance = i.id WHERE "
                      "i.is_closed = 0 ORDER BY i.id, p.plugin")
                  .query();
  while (rows.next()) {
    state.instances.at(InstanceId(rows.integer(0)))
        .data.pins.push_back({rows.id<PluginName>(1), rows.string(2), rows.id<ContentHash>(3)});
  }
}

void load_reports(Database& database, State& state) {
  static const std::string kSelect =
      std::string("SELECT ") + kReportColumns +
      " FROM instances i INDEXED BY instances_open CROSS JOIN reports r ON r.instance = i.id "
      "WHERE i.is_closed = 0";
  Rows rows = database.statement(kSelect.c_str()).query();
  while (rows.next())
    state.instances.at(InstanceId(rows.integer(0))).report = read_report(rows);
}

}  // namespace

void load_checks(Database& database, State& state) {
  Rows rows = database
                  .statement(
                      "SELECT id, instance, moment, stage, round, day, rules, changed FROM checks "
                      "INDEXED BY checks_pending WHERE state = 'pending' ORDER BY id")
                  .query();
  while (rows.next()) {
    Check check;
    check.id = CheckId(rows.integer(0));
    check.instance = InstanceId(rows.integer(1));
    check.moment = rows.id<ActId>(2);
    check.stage = rows.id<StageId>(3);
    check.round = rows.number(4);
    check.day = rows.date(5);
    check.rules = from_json<std::vector<PluginName>>(rows.text(6));
    check.changed = EventSeq(rows.integer(7));
    state.checks.emplace(check.id, std::move(check));
  }
  state.last_check = CheckId(database.integer("SELECT max(id) FROM checks"));
  load_pins(database, state);
  load_reports(database, state);
}

}  // namespace budget
