#include <algorithm>

#include "store/queries/conditions.h"
#include "store/queries/readers.h"
#include "store/tables/words_column.h"

namespace budget {
namespace {

void add_instances(Database& database, DefinitionCache& definitions, const Conditions& of_year,
                   StatusRow& status) {
  Statement statement = database.prepare(
      "SELECT definition, stage, count(*), sum(is_overdue), sum(projects), sum(budget_fen), "
      "sum(paid_fen) "
      "FROM instances LEFT JOIN instance_totals ON instance = id" +
      of_year.text() + " GROUP BY definition, stage ORDER BY max(id) DESC");
  of_year.bind(statement);
  Rows rows = statement.query();
  while (rows.next()) {
    const auto definition = definitions.find(database, rows.id<ContentHash>(0));
    for (const Stage& stage : definition->stages)
      status.count(definition->title, stage.title,
                   stage.id == rows.id<StageId>(1) ? rows.number(2) : 0);
    status.instances += rows.number(2);
    if (definition->subject == Subject::department_budget) status.budgets += rows.number(2);
    status.overdue += rows.number(3);
    status.projects += rows.number(4);
    status.budget += rows.money(5);
    status.paid += rows.money(6);
  }
}

void add_alerts(Database& database, Conditions of_year, StatusRow& status) {
  of_year.add("state = 'open'");
  Statement statement =
      database.prepare("SELECT level, count(*) FROM alerts INDEXED BY alerts_open" +
                       of_year.text() + " GROUP BY level");
  of_year.bind(statement);
  Rows rows = statement.query();
  while (rows.next())
    status.open_alerts[read_word<AlertLevel>(rows, 0)] = rows.number(1);
}

}  // namespace

StatusRow read_status(Database& database, DefinitionCache& definitions,
                      std::optional<FiscalYear> year) {
  Conditions of_year;
  if (year) of_year.add("year = ", year->value());
  StatusRow status;
  add_instances(database, definitions, of_year, status);
  add_alerts(database, of_year, status);
  status.queued_notices = static_cast<int>(database.integer(
      "SELECT count(*) FROM notices INDEXED BY notices_queued WHERE state = 'queued'"));
  Rows off =
      database
          .statement(
              "SELECT name, problem FROM channels WHERE is_off AND place >= 0 ORDER BY place")
          .query();
  while (off.next())
    status.channels_off.emplace_back(off.string(0), off.string(1));
  Rows last = database.statement("SELECT seq, at_ms FROM events ORDER BY seq DESC LIMIT 1").query();
  if (last.next()) {
    status.last_event = EventSeq(last.integer(0));
    status.last_at = last.instant(1);
  }
  return status;
}

}  // namespace budget
