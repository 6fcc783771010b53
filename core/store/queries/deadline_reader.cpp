#include "engine/schedule.h"
#include "store/queries/readers.h"
#include "store/tables/definitions.h"
#include "store/tables/instances.h"
#include "store/tables/people.h"

namespace budget {
namespace {

std::vector<std::string> notices_between(const Calendar& calendar, Date a, Date b) {
  std::vector<std::string> notices;
  for (int year = std::min(a, b).year(); year <= std::max(a, b).year(); ++year) {
    const auto found = calendar.years.find(year);
    if (found != calendar.years.end() && !found->second.notice.empty())
      notices.push_back(found->second.notice);
  }
  return notices;
}

}  // namespace

Result<DeadlineRow> read_deadline(Database& database, DefinitionCache& definitions, InstanceId id) {
  static const std::string kSelect =
      std::string("SELECT ") + kInstanceColumns + " FROM instances i WHERE i.id = ?1";
  Rows rows = database.statement(kSelect.c_str()).query(id);
  const bool is_known = rows.next();
  const Instance instance = is_known ? read_instance(rows) : Instance();
  const auto definition = is_known ? definitions.find(database, instance.definition) : nullptr;
  const Stage* stage = is_known ? find_stage(*definition, instance.stage) : nullptr;
  const bool is_due = stage != nullptr && instance.due_on && stage->deadline;
  if (!is_due) {
    return Error{ErrorCode::not_found,
                 "expected a deadline of instance " + std::to_string(id.value()) + ", but " +
                     (is_known ? "its stage \"" + instance.stage.text() + "\" has none"
                               : std::string("there is no such instance"))};
  }
  const Calendar calendar = read_calendar(database, instance.calendar);
  DeadlineRow row;
  row.instance = id;
  row.stage_title = stage->title;
  row.entered_on = instance.work.counted_from.value_or(instance.entered_at.date());
  row.is_kept = instance.work.kept_due.has_value();
  row.is_redo = instance.work.is_redo && stage->redo_deadline;
  row.rule = row.is_redo ? *stage->redo_deadline : *stage->deadline;
  row.account = account_of(row.rule, row.entered_on, instance.year, calendar,
                           occasion_of(row.rule, instance, read_occasion_days(database)));
  row.extension = instance.work.extension;
  row.due_on = *instance.due_on;
  row.calendar = instance.calendar;
  row.notices = notices_between(calendar, row.account.counted_from, row.due_on);
  return row;
}

}  // namespace budget
