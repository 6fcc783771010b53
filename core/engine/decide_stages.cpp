#include <algorithm>

#include "engine/decision.h"
#include "engine/facts.h"
#include "engine/schedule.h"

namespace budget {
namespace {

constexpr std::size_t kLongestReason = 4000;  // bytes

const WorkflowDefinition& definition_of(const State& state, const Instance& instance) {
  return state.workflows.at(instance.definition);
}

void announce(Decision& decision, const Instance& instance, const Stage& stage,
              const StageEntered& entered, NoticeTopic topic, const std::string& because) {
  const State& state = decision.state();
  const std::string subject = subject_of(state, instance);
  if (stage.is_final) {
    decision.notify(instance.id, NoticeTopic::closed, instance.authors, subject + "已办结。");
    return;
  }
  if (stage.role.empty()) return;
  std::string text =
      subject + (topic == NoticeTopic::returned ? "被退回到“" : "已进入“") + stage.title + "”";
  if (!because.empty()) text += "：" + because;
  if (entered.due_on) {
    text += "，请于" + entered.due_on->to_chinese() + "前办理";
  } else if (stage.node_months.empty()) {
    text += "，请办理";
  }
  text += "。";
  decision.notify(instance.id, topic, state.directory.holders(stage.role, instance.department),
                  std::move(text));
}

/// The deadline of the stage; where the work comes back after that, the one for doing it again.
Deadline deadline_of(const Stage& stage, Date today, FiscalYear year, const Calendar& calendar,
                     NoticeTopic topic) {
  const Deadline first = due_day(*stage.deadline, today, year, calendar);
  if (topic != NoticeTopic::returned || !stage.redo_deadline || today <= first.due_on) return first;
  return due_day(*stage.redo_deadline, today, year, calendar);
}

}  // namespace

void enter_stage(Decision& decision, const Instance& instance, const StageId& stage_id,
                 NoticeTopic topic, const std::string& because) {
  const State& state = decision.state();
  const Stage& stage = *find_stage(definition_of(state, instance), stage_id);
  const Calendar& calendar = state.calendars.at(instance.calendar);

  StageEntered entered;
  entered.instance = instance.id;
  entered.stage = stage.id;
  entered.is_final = stage.is_final;
  if (stage.deadline) {
    const Deadline deadline = deadline_of(stage, decision.today(), instance.year, calendar, topic);
    entered.due_on = deadline.due_on;
    entered.due_is_provisional = deadline.provisional;
    const auto occurrence = static_cast<int>(instance.revision);
    entered.stage_timer = next_rung(stage, rungs_of(stage, deadline.due_on, calendar), -1,
                                    occurrence, decision.now());
  }
  entered.node_timer = next_node(stage, node_months(stage, state.rule_sets.at(instance.rule_set)),
                                 instance.year, instance.nodes_checked);
  const bool nothing_to_wait_for = !stage.node_months.empty() && !entered.node_timer;
  announce(decision, instance, stage, entered, topic, because);
  decision.record(std::move(entered));
  if (nothing_to_wait_for) {
    Instance waiting = instance;
    waiting.stage = stage.id;
    conclude_monitoring(decision, waiting);
  }
}

void conclude_monitoring(Decision& decision, const Instance& instance) {
  const Transition* transition =
      automatic_transition(definition_of(decision.state(), instance), instance.stage);
  if (transition == nullptr) return;
  decision.record(ActPerformed{instance.id,
                               transition->act,
                               transition->kind,
                               transition->from,
                               transition->to,
                               instance.round,
                               transition->starts_round,
                               {}});
  enter_stage(decision, instance, transition->to, NoticeTopic::your_turn, {});
}

Result<void> decide_on(Decision& decision, const PerformAct& action) {
  const State& state = decision.state();
  const InstanceState& instance = state.instances.at(action.instance);
  const Instance& data = instance.data;
  if (action.expected_revision != 0 && action.expected_revision != data.revision) {
    return conflict("expected revision " + std::to_string(action.expected_revision) +
                        " of the instance, but it is " + std::to_string(data.revision),
                    "someone has acted since you looked; read the instance again");
  }
  const Transition& transition =
      *find_transition(definition_of(state, data), data.stage, action.act);
  if (action.reason.size() > kLongestReason) {
    return invalid("expected a reason of at most 4000 bytes, but it has " +
                   std::to_string(action.reason.size()));
  }
  const bool reason_is_blank = action.reason.find_first_not_of(" \t\r\n") == std::string::npos;
  if (transition.reason_required && reason_is_blank) {
    return invalid("expected a reason for \"" + action.act.text() + "\", but none was given",
                   "say what has to be changed; the drafter will read it");
  }
  TRY(check_needs(transition.needs, state, instance));
  std::optional<GatePassage> passage;
  if (transition.gate) {
    passage = TRY(ask_gate(decision, instance, transition));
    if (!passage) return {};
  }

  decision.record(ActPerformed{data.id, transition.act, transition.kind, transition.from,
                               transition.to, data.round, transition.starts_round, action.reason,
                               std::move(passage)});
  if (transition.approves_plan) {
    decision.record(PlansApproved{data.id, data.year.first_day(), transition.title});
  }
  if (transition.kind == ActKind::hand_in || transition.approves_plan) {
    for (const ProjectCode& code : instance.projects)
      assess_draft(decision, state.projects.at({data.year, code}), data, AlertCause::handed_in);
  }
  const bool goes_back = transition.kind == ActKind::judge && transition.reason_required;
  enter_stage(decision, data, transition.to,
              goes_back ? NoticeTopic::returned : NoticeTopic::your_turn, action.reason);
  return {};
}

}  // namespace budget
