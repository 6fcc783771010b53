#include <algorithm>

#include "engine/authorize.h"
#include "engine/decide/decision.h"
#include "engine/pace/pace.h"
#include "engine/schedule.h"

namespace budget {
namespace {

bool is_armed(const std::optional<Timer>& timer, const FireTimer& action) {
  return timer && timer->name == action.name && timer->occurrence == action.occurrence;
}

constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

std::string days_text(int days) {
  return std::to_string(days < 0 ? -days : days) + "天";
}

void tell(Decision& decision, const Instance& instance, const Stage& stage, const Rung& rung) {
  const State& state = decision.state();
  const int left = instance.due_on->days() - decision.today().days();
  const bool overdue = left < 0 || rung.number == 0;
  const std::string text =
      subject_of(state, instance) + "的“" + stage.title + "”应于" +
      due_text(stage, *instance.due_on) + "前办理，" +
      (left < 0 ? "已逾期" + days_text(left)
                : (left > 0 ? "还有" + days_text(left) : (overdue ? "已过时限" : "今天到期")));
  const std::int64_t late_days = (decision.now().ms() - rung.at.ms()) / kDayMs;
  // A rung that had passed when the stage was entered is not late: nothing stood still.
  const bool is_late = late_days > 0 && rung.at >= instance.entered_at;
  const std::string late = is_late ? "（迟发" + days_text(static_cast<int>(late_days)) + "）" : "";
  std::vector<PersonId> people = rung.notify.empty()
                                     ? whose_turn(turn_of(state, instance, decision.today()))
                                     : state.directory.holders(rung.notify, instance.department);
  // Where nobody can act, those who hold the role are told all the same.
  if (people.empty()) people = state.directory.holders(stage.role, instance.department);
  decision.notify(instance.id, overdue ? NoticeTopic::overdue : NoticeTopic::reminder,
                  std::move(people), text + late + "。");
}

/// After a long stop the next rung fires at once: whoever it tells need not be told twice, unless
/// the rung wants it so.
bool is_told(const Rung& rung, const Rung* follows_at_once, Instant now) {
  if (rung.catch_up == CatchUp::each) return true;
  if (rung.catch_up == CatchUp::skip && now > rung.until) return false;
  return follows_at_once == nullptr || follows_at_once->notify != rung.notify;
}

void fire_rung(Decision& decision, const Instance& instance, const Stage& stage,
               const Timer& timer) {
  const Calendar& calendar = decision.state().calendars.at(instance.calendar);
  const std::vector<Rung> rungs = rungs_of(stage, *instance.due_on, calendar);
  const Rung* rung = rung_of(stage, rungs, timer.name);
  const bool is_due = rung != nullptr && rung->number == 0;

  TimerFired fired{
      instance.id, TimerTrack::stage, timer, decision.now().ms() - timer.at.ms(), is_due, {}};
  if (rung != nullptr)
    fired.next = next_rung(stage, rungs, rung->number, timer.occurrence, decision.now());
  const Rung* follows = fired.next && fired.next->at <= decision.now()
                            ? rung_of(stage, rungs, fired.next->name)
                            : nullptr;
  decision.record(std::move(fired));
  if (rung != nullptr && is_told(*rung, follows, decision.now()))
    tell(decision, instance, stage, *rung);
}

/// What a check of one node found over all the instance's projects.
NodeChecked check_node(Decision& decision, const InstanceState& instance, int month) {
  const State& state = decision.state();
  NodeChecked checked;
  checked.instance = instance.data.id;
  checked.month = month;
  for (const ProjectCode& code : instance.projects) {
    const ProjectState& project = state.projects.at({instance.data.year, code});
    const NodeResult result =
        assess(decision, project, instance.data, Moment::month_end, month, AlertCause::node_check);
    if (!result.is_assessed) {
      ++checked.not_assessed;
      continue;
    }
    ++checked.assessed;
    const std::optional<AlertInputs> inputs =
        inputs_at(project, instance.data.year, month, decision.today());
    const Money planned = inputs ? inputs->planned : Money();
    checked.planned += planned;
    checked.paid += paid_by(project, month);
    if (planned.is_zero()) ++checked.silent_plans;
    if (!result.level) continue;
    ++checked.lagging;
    checked.gap += result.stake;
  }
  return checked;
}

/// Goes to those who drafted the plans, who fill in the sheets and to whoever answers for the
/// monitoring: where the stage names no role, whoever keeps the payments.
void tell_result(Decision& decision, const Instance& instance, const NodeChecked& checked,
                 const std::string& sheets) {
  const State& state = decision.state();
  const WorkflowDefinition& definition = state.workflows.at(instance.definition);
  const Date day = Date::last_of_month(instance.year.value(), checked.month);
  std::string text = subject_of(state, instance) + "：截至" + day.to_chinese() + "，";
  if (checked.assessed > 0) {
    text += std::to_string(checked.assessed) + " 个项目中 " + std::to_string(checked.lagging) +
            " 个落后于计划，差额合计 " + checked.gap.to_wan() + " 万元";
  } else {
    text += "没有检查任何项目";
  }
  if (checked.silent_plans > 0)
    text += "；" + std::to_string(checked.silent_plans) + " 个项目到此没有计划，无从落后";
  if (checked.not_assessed > 0)
    text += "；" + std::to_string(checked.not_assessed) +
            " 个项目未检查：没有生效的计划，或没有规则检查这一节点";
  text += sheets;
  const Stage& drafting = *find_stage(definition, definition.initial);
  std::vector<PersonId> recipients = holders_and_substitutes(
      state.directory, state.substitutions, drafting.role, instance.department, decision.today());
  for (const PersonId& person : finance_side(state, instance)) {
    if (std::ranges::count(recipients, person) == 0) recipients.push_back(person);
  }
  decision.notify(instance.id, NoticeTopic::node_result, std::move(recipients), text + "。");
}

void fire_node(Decision& decision, const InstanceState& instance, const Stage& stage,
               const Timer& timer) {
  std::vector<int> checked_months = instance.data.nodes_checked;
  checked_months.push_back(timer.occurrence);
  const std::optional<Timer> next =
      next_node(stage, node_months(stage, decision.state().rule_sets.at(instance.data.rule_set)),
                instance.data.year, checked_months);
  decision.record(TimerFired{instance.data.id, TimerTrack::node, timer,
                             decision.now().ms() - timer.at.ms(), false, next});
  const NodeChecked checked = check_node(decision, instance, timer.occurrence);
  decision.record(checked);
  const std::string sheets = open_sheets(decision, instance.data, stage, timer.occurrence);
  tell_result(decision, instance.data, checked, sheets);
  const bool still_waits = !stage.waits_for.empty() && !instance.data.work.wait_is_over;
  if (!next && !still_waits) conclude_monitoring(decision, instance.data);
}

}  // namespace

Result<void> decide_on(Decision& decision, const FireTimer& action) {
  const State& state = decision.state();
  const auto found = state.instances.find(action.instance);
  if (found == state.instances.end()) return {};
  const InstanceState& instance = found->second;
  const std::optional<Timer>& timer =
      action.track == TimerTrack::stage ? instance.data.stage_timer : instance.data.node_timer;
  // A timer that was replaced meanwhile, or is not due yet, does nothing.
  if (!is_armed(timer, action) || timer->at > decision.now()) return {};
  const Stage& stage =
      *find_stage(state.workflows.at(instance.data.definition), instance.data.stage);
  if (action.track == TimerTrack::node) {
    fire_node(decision, instance, stage, *timer);
  } else {
    fire_rung(decision, instance.data, stage, *timer);
  }
  return {};
}

}  // namespace budget
