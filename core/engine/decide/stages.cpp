#include <algorithm>

#include "engine/authorize.h"
#include "engine/children.h"
#include "engine/decide/decision.h"
#include "engine/facts.h"
#include "engine/schedule.h"

namespace budget {
namespace {

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
    text += "，请于" + due_text(stage, *entered.due_on) + "前办理";
  } else if (stage.node_months.empty()) {
    text += "，请办理";
  }
  text += "。";
  decision.notify(instance.id, topic,
                  holders_and_substitutes(state.directory, state.substitutions, stage.role,
                                          instance.department, decision.today()),
                  std::move(text));
}

/// Errors: conflict, naming what has not come about in other instances.
Result<void> check_wait(const State& state, const Instance& instance,
                        const Transition& transition) {
  const bool is_onward = transition.kind == ActKind::hand_in ||
                         (transition.kind == ActKind::judge && !goes_back(transition));
  const Stage& stage = *find_stage(definition_of(state, instance), instance.stage);
  if (!is_onward || (stage.opens.empty() && stage.waits_for.empty()) ||
      is_wait_over(state, instance, stage))
    return {};
  return conflict("expected what the stage waits for before \"" + transition.act.text() +
                      "\", but: " + missing_for(state, instance, stage),
                  "it goes on by itself, or says so, when that has come about");
}

/// Where an act leads: where its performer chose, where the work came from, or where it says.
Result<StageId> destination_of(const Instance& instance, const Transition& transition,
                               const StageId& chosen) {
  const auto is_offered = [&](const StageId& stage) {
    return stage == transition.to || std::ranges::count(transition.choices, stage) > 0;
  };
  if (chosen.empty()) {
    const bool goes_to_previous = transition.to_previous && is_offered(instance.previous_stage);
    return goes_to_previous ? instance.previous_stage : transition.to;
  }
  if (is_offered(chosen)) return chosen;
  std::string offered = transition.to.text();
  for (const StageId& stage : transition.choices)
    offered += ", " + stage.text();
  return invalid("expected \"" + transition.act.text() + "\" to go where it may, but \"" +
                     chosen.text() + "\" is not one of these stages",
                 "possible: " + offered);
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
    Instance fresh = instance;
    fresh.work = StageWork();
    const DueFacts facts{calendar, state.occasions};
    Deadline deadline = *deadline_of(fresh, stage, decision.today(), false, facts);
    // Where the work comes back after that, it is the one for doing it again.
    entered.is_redo = topic == NoticeTopic::returned && stage.redo_deadline &&
                      decision.now() >= Instant::at(deadline.due_on, stage.deadline->cutoff_hour);
    if (entered.is_redo) deadline = *deadline_of(fresh, stage, decision.today(), true, facts);
    entered.due_on = deadline.due_on;
    entered.due_is_provisional = deadline.provisional;
    const auto occurrence = static_cast<int>(instance.revision);
    entered.stage_timer = next_rung(stage, rungs_of(stage, deadline.due_on, calendar), -1,
                                    occurrence, decision.now());
  }
  const bool has_to_wait = is_waiting(instance, stage);
  entered.node_timer = next_node(stage, node_months(stage, state.rule_sets.at(instance.rule_set)),
                                 instance.year, instance.nodes_checked);
  const bool nothing_to_wait_for =
      !stage.node_months.empty() && !entered.node_timer && stage.waits_for.empty();
  // Where others are waited for, those whose turn it is are told when that is over.
  if (!has_to_wait || topic == NoticeTopic::returned)
    announce(decision, instance, stage, entered, topic, because);
  if (stage.is_final) carry_over(decision, instance);
  decision.record(std::move(entered));
  static_cast<void>(open_sheets(decision, instance, stage, kEvaluation));
  if (nothing_to_wait_for) {
    Instance waiting = instance;
    waiting.stage = stage.id;
    conclude_monitoring(decision, waiting);
  }
}

void announce_turn(Decision& decision, const Instance& instance, const Stage& stage,
                   const std::string& because) {
  StageEntered entered;
  entered.due_on = instance.due_on;
  announce(decision, instance, stage, entered, NoticeTopic::your_turn, because);
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
  TRY(check_reason(action.reason, transition.reason_required ? ReasonNeeded::yes : ReasonNeeded::no,
                   "\"" + action.act.text() + "\""));
  const StageId to = TRY(destination_of(data, transition, action.to));
  const Turn turn = turn_of(state, data, decision.today());
  const PersonId& signer = decision.right().holder(decision.command().actor);
  if (!is_signed_with(turn, transition, signer)) {
    decision.record(ActSigned{data.id, transition.act, data.stage, data.round, signer,
                              action.reason, decision.right().principals});
    return {};
  }
  TRY(check_wait(state, data, transition));
  TRY(check_needs(transition.needs, state, instance));
  std::optional<GatePassage> passage;
  if (transition.gate) {
    passage = TRY(ask_gate(decision, instance, transition));
    if (!passage) return {};
  }

  // A round ends where the act usually leads; a stage in between belongs to the same round.
  const bool starts_round = transition.starts_round && to == transition.to;
  decision.record(ActPerformed{data.id, transition.act, transition.kind, transition.from, to,
                               data.round, starts_round, action.reason, std::move(passage),
                               decision.right().principals});
  const bool is_request = definition_of(state, data).subject == Subject::budget_adjustment;
  if (transition.approves_plan && is_request)
    TRY(carry_out_movement(decision, instance, transition, action.reason));
  if (transition.approves_plan && !is_request)
    decision.record(PlansApproved{data.id, data.year.first_day(), transition.title});
  if (transition.kind == ActKind::hand_in || transition.approves_plan) {
    for (const ProjectCode& code : instance.projects)
      assess_draft(decision, state.projects.at({data.year, code}), data, AlertCause::handed_in);
  }
  enter_stage(decision, data, to,
              goes_back(transition) ? NoticeTopic::returned : NoticeTopic::your_turn,
              action.reason);
  return {};
}

}  // namespace budget
