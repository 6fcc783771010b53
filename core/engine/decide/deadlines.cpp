#include <algorithm>

#include "engine/authorize.h"
#include "engine/decide/decision.h"
#include "engine/schedule.h"

namespace budget {
namespace {

/// What changes in one instance; nothing when nothing does.
std::optional<DeadlineMoved> moved(const Decision& decision, const Instance& instance,
                                   const DeadlineChange& change) {
  const State& state = decision.state();
  const Stage& stage = *find_stage(state.workflows.at(instance.definition), instance.stage);
  DeadlineMoved event;
  event.instance = instance.id;
  event.stage = instance.stage;
  event.calendar = change.calendar.edition;
  event.before = instance.due_on;
  event.due_on = instance.due_on;
  event.was_provisional = instance.due_is_provisional;
  event.due_is_provisional = instance.due_is_provisional;
  event.is_overdue = instance.is_overdue;
  event.stage_timer = instance.stage_timer;
  const std::optional<Deadline> deadline =
      deadline_of(instance, stage, instance.entered_at.date(), instance.work.is_redo,
                  {change.calendar, change.occasions});
  if (deadline) {
    event.due_on = deadline->due_on;
    event.due_is_provisional = deadline->provisional;
  }
  // Reminders are counted in working days too: the ladder may move though the day does not.
  if (event.due_on && !instance.work.suspended_since) {
    const std::vector<Rung> rungs = rungs_of(stage, *event.due_on, change.calendar);
    event.is_overdue = instance.is_overdue && event.due_on <= instance.due_on;
    const Rung* armed =
        instance.stage_timer ? rung_of(stage, rungs, instance.stage_timer->name) : nullptr;
    const bool stays = event.due_on == instance.due_on && armed != nullptr &&
                       armed->at == instance.stage_timer->at;
    if (!stays) {
      event.stage_timer = rung_from_now(stage, rungs, static_cast<int>(instance.revision),
                                        decision.now(), event.is_overdue);
    }
  }
  const bool is_same = event.calendar == instance.calendar && event.due_on == instance.due_on &&
                       event.due_is_provisional == instance.due_is_provisional &&
                       event.stage_timer == instance.stage_timer;
  return is_same ? std::nullopt : std::optional(std::move(event));
}

void tell_moved(Decision& decision, const Instance& instance, const DeadlineMoved& event,
                const std::string& because) {
  const State& state = decision.state();
  const Turn turn = turn_of(state, instance, decision.today());
  const Stage& stage = *find_stage(turn.definition, instance.stage);
  decision.notify(instance.id, NoticeTopic::deadline_moved, whose_turn(turn),
                  subject_of(state, instance) + "的“" + stage.title + "”原应于" +
                      due_text(stage, *event.before) + "前办理，" + because + "，现应于" +
                      due_text(stage, *event.due_on) + "前办理" +
                      (event.due_is_provisional ? "（仍为暂定）" : "") + "。");
}

}  // namespace

void recompute_deadlines(Decision& decision, const DeadlineChange& change) {
  const State& state = decision.state();
  std::vector<InstanceId> open;
  for (const auto& [id, instance] : state.instances) {
    const bool is_meant =
        (change.region.empty() || region_of(instance.data.department) == change.region) &&
        (!change.year || instance.data.year == *change.year) &&
        (change.only_edition.empty() || instance.data.calendar == change.only_edition);
    if (is_meant && !instance.data.is_closed) open.push_back(id);
  }
  std::ranges::sort(open);
  for (const InstanceId id : open) {
    const Instance& instance = state.instances.at(id).data;
    const std::optional<DeadlineMoved> event = moved(decision, instance, change);
    if (!event) continue;
    decision.record(*event);
    if (event->before && event->due_on && *event->before != *event->due_on)
      tell_moved(decision, instance, *event, change.because);
  }
}

Result<void> decide_on(Decision& decision, const NameOccasion& action) {
  const State& state = decision.state();
  const OccasionKey key{action.region, action.year, action.occasion};
  TRY(check_reason(action.reason, ReasonNeeded::no, "the day of an occasion"));
  const auto before = state.occasions.find(key);
  if (before != state.occasions.end() && before->second == action.day) return {};
  const bool is_counted_from =
      std::ranges::any_of(state.current_workflow, [&](const auto& current) {
        const WorkflowDefinition& definition = state.workflows.at(current.second);
        return std::ranges::any_of(definition.stages, [&](const Stage& stage) {
          return (stage.deadline && stage.deadline->occasion == action.occasion) ||
                 (stage.redo_deadline && stage.redo_deadline->occasion == action.occasion);
        });
      });
  if (!is_counted_from) {
    return invalid("expected a day that a workflow counts from, but no deadline names \"" +
                       action.occasion.text() + "\"",
                   "deadlines name it as occasion = \"…\" in the files of workflows");
  }
  const int apart = action.day.year() - action.year.value();
  if (apart < -1 || apart > 1) {
    return invalid("expected a day in or next to " + std::to_string(action.year.value()) +
                   ", but it is " + action.day.to_text());
  }
  decision.record(
      OccasionNamed{action.region, action.year, action.occasion, action.day, action.reason});
  std::map<OccasionKey, Date> occasions = state.occasions;
  occasions[key] = action.day;
  // Each by the edition it is counted with: naming a day is not publishing a calendar.
  std::vector<ContentHash> editions;
  for (const auto& [id, instance] : state.instances) {
    if (std::ranges::count(editions, instance.data.calendar) == 0)
      editions.push_back(instance.data.calendar);
  }
  std::ranges::sort(editions);
  for (const ContentHash& edition : editions) {
    recompute_deadlines(decision, {state.calendars.at(edition), occasions, action.region,
                                   action.year, "日期已确定", edition});
  }
  return {};
}

Result<void> decide_on(Decision& decision, const PublishCalendar& action) {
  if (action.calendar.edition.empty())
    return invalid("expected the content's SHA-256 as its identity, but it is empty");
  if (decision.state().current_calendar == action.calendar.edition) return {};
  decision.record(CalendarPublished{action.calendar});
  recompute_deadlines(decision,
                      {action.calendar, decision.state().occasions, {}, {}, "工作日历更新", {}});
  return {};
}

}  // namespace budget
