#include "engine/authorize.h"

#include <algorithm>

namespace budget {
namespace {

Error refuse(std::string message, std::string hint = {}) {
  return {ErrorCode::forbidden, std::move(message), std::move(hint)};
}

bool is_author(const Instance& instance, const PersonId& person) {
  return std::ranges::binary_search(instance.authors, person);
}

std::string acts_of(const WorkflowDefinition& definition, const StageId& stage) {
  std::string acts;
  for (const Transition& transition : definition.transitions) {
    if (transition.from != stage || transition.kind == ActKind::automatic) continue;
    acts += (acts.empty() ? "" : ", ") + transition.act.text();
  }
  return acts.empty() ? "no act" : acts;
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

/// Knows the person of one command and answers for each kind of action.
class Authorizer {
 public:
  Authorizer(const State& state, const Command& command)
      : state_(state), command_(command), person_(command.actor) {}

  Result<void> operator()(const OpenCycle& action) const {
    return granted(Permission::open_cycle, action.region);
  }

  Result<void> operator()(const RecordPayments&) const {
    return granted(Permission::record_payments, RegionCode());
  }

  Result<void> operator()(const EnterProjects& action) const { return may_edit(action.instance); }
  Result<void> operator()(const DropProject& action) const { return may_edit(action.instance); }
  Result<void> operator()(const ImportDocuments& action) const { return may_edit(action.instance); }

  Result<void> operator()(const PerformAct& action) const {
    const InstanceState& instance = *TRY(open_instance(action.instance));
    const WorkflowDefinition& definition = state_.workflows.at(instance.data.definition);
    const Transition* transition = find_transition(definition, instance.data.stage, action.act);
    if (transition == nullptr) {
      return Error{ErrorCode::conflict,
                   "expected to perform " + quoted(action.act.text()) + " on instance " +
                       std::to_string(action.instance.value()) + ", but its stage " +
                       quoted(instance.data.stage.text()) + " has no such act",
                   "possible here: " + acts_of(definition, instance.data.stage) +
                       "; someone may have acted before you"};
    }
    return may_act(instance.data, *transition);
  }

  Result<void> operator()(const RetryDeadLetter&) const { return keeps_the_machine(); }
  Result<void> operator()(const DiscardDeadLetter&) const { return keeps_the_machine(); }
  Result<void> operator()(const EnableChannel&) const { return keeps_the_machine(); }
  Result<void> operator()(const TestChannel&) const { return keeps_the_machine(); }
  Result<void> operator()(const CheckInstance& action) const {
    TRY(not_administrator());
    TRY(open_instance(action.instance));
    return {};
  }

  Result<void> operator()(const RepinRules& action) const {
    TRY(not_administrator());
    const InstanceState& instance = *TRY(open_instance(action.instance));
    return granted(Permission::open_cycle, region_of(instance.data.department));
  }

  Result<void> operator()(const ActOnPlugin&) const {
    if (state_.directory.is_system_administrator(person_)) return {};
    return refuse("expected the system administrator to do this with a plugin, but " +
                      quoted(person_.text()) + " is not one",
                  "ask whoever keeps the machine");
  }

  /// What is left belongs to the engine itself.
  template <typename SystemAction>
  Result<void> operator()(const SystemAction&) const {
    return refuse("expected the engine itself to do this, but " + quoted(command_.actor.text()) +
                  " asked for it");
  }

 private:
  Result<void> keeps_the_machine() const {
    if (state_.directory.is_system_administrator(person_)) return {};
    return refuse("expected the system administrator to do this, but " + quoted(person_.text()) +
                      " is not one",
                  "channels and dead letters are kept by a role with administrator = \"system\"");
  }

  Result<const InstanceState*> open_instance(InstanceId id) const {
    const auto found = state_.instances.find(id);
    const bool shown = found != state_.instances.end() &&
                       state_.directory.is_concerned(person_, found->second.data.department);
    if (!shown) {
      return Error{ErrorCode::not_found,
                   "expected to find the open instance " + std::to_string(id.value()) +
                       ", but there is none: it is unknown, closed or not theirs to see"};
    }
    return &found->second;
  }

  Result<void> not_administrator() const {
    if (!state_.directory.is_administrator(person_)) return {};
    return refuse(
        "expected someone who keeps a budget, but " + quoted(person_.text()) +
            " is an administrator",
        "administrators keep the machine, the accounts or the audit and never act on a budget");
  }

  Result<void> granted(Permission permission, const RegionCode& region) const {
    TRY(not_administrator());
    if (state_.directory.is_granted(person_, permission, region)) return {};
    return refuse("expected a role that grants " + quoted(name_of(permission)) + ", but " +
                  quoted(person_.text()) + " holds none" +
                  (region.empty() ? "" : " for region " + region.text()));
  }

  Result<void> may_edit(InstanceId id) const {
    TRY(not_administrator());
    const InstanceState& instance = *TRY(open_instance(id));
    const Stage* stage =
        find_stage(state_.workflows.at(instance.data.definition), instance.data.stage);
    Result<void> role = has_role(stage->role, instance.data);
    if (!role && !stage->editable) {
      role.error().hint = "it is in stage " + quoted(stage->id.text()) +
                          ", where projects are fixed: have it returned or withdrawn first";
    }
    if (!role || stage->editable) return role;
    return Error{ErrorCode::conflict,
                 "expected to edit projects, but instance " + std::to_string(id.value()) +
                     " is in stage " + quoted(stage->id.text()) + ", where they are fixed",
                 "have it returned or withdrawn first"};
  }

  Result<void> has_role(const RoleId& role, const Instance& instance) const {
    if (!role.empty() && state_.directory.holds(person_, role, instance.department)) return {};
    return refuse("expected a holder of role " + quoted(role.text()) + " for " +
                  instance.department.text() + ", but " + quoted(person_.text()) + " is not one");
  }

  Result<void> may_act(const Instance& instance, const Transition& transition) const {
    TRY(not_administrator());
    if (transition.kind == ActKind::automatic) {
      return refuse("expected the engine to perform " + quoted(transition.act.text()) +
                    ", but a person asked for it");
    }
    TRY(has_role(transition.role, instance));
    if (transition.kind == ActKind::judge && is_author(instance, person_)) {
      return refuse("expected someone other than its authors to judge it, but " +
                        quoted(person_.text()) + " drafted or handed in a round of it",
                    "four eyes: ask another holder of role " + quoted(transition.role.text()));
    }
    for (const StageActor& actor : instance.actors) {
      const bool differs = std::ranges::count(transition.differs_from, actor.stage) > 0;
      if (!differs || actor.person != person_) continue;
      return refuse("expected someone who did not act in stage " + quoted(actor.stage.text()) +
                        " of this round, but " + quoted(person_.text()) + " did",
                    "four eyes: ask another holder of role " + quoted(transition.role.text()));
    }
    if (transition.kind == ActKind::take_back && instance.last_actor != person_) {
      return refuse("expected the person who handed it in to take it back, but that was " +
                    quoted(instance.last_actor.text()));
    }
    if (transition.kind == ActKind::take_back && instance.previous_stage != transition.to) {
      return Error{ErrorCode::conflict,
                   "expected to take back the last act, but the instance did not come from stage " +
                       quoted(transition.to.text())};
    }
    return {};
  }

  const State& state_;
  const Command& command_;
  const PersonId& person_;
};

bool is_from_engine(Via via) {
  return via == Via::timer || via == Via::runner || via == Via::startup;
}

/// The engine's own commands: definitions at start-up, timers, outcomes of notices and checks.
/// Never the acts of people.
bool is_system_action(const Action& action) {
  return std::holds_alternative<DeployWorkflow>(action) ||
         std::holds_alternative<DeployRuleSet>(action) ||
         std::holds_alternative<PublishCalendar>(action) ||
         std::holds_alternative<DeployOrganisation>(action) ||
         std::holds_alternative<FireTimer>(action) ||
         std::holds_alternative<DeployChannels>(action) ||
         std::holds_alternative<FormLetters>(action) ||
         std::holds_alternative<ReportDelivered>(action) ||
         std::holds_alternative<ReportChannelGone>(action) ||
         std::holds_alternative<ReportUndelivered>(action) ||
         std::holds_alternative<ReportCheck>(action) ||
         std::holds_alternative<ReportPlugin>(action);
}

}  // namespace

Result<void> authorize(const State& state, const Command& command) {
  if (command.actor == system_actor()) {
    if (is_from_engine(command.via) && is_system_action(command.action)) return {};
    return refuse("expected a person to do this, but the engine itself asked for it");
  }
  if (is_from_engine(command.via))
    return refuse("expected a person to come in by a door for people, but it was an inner one");
  if (!state.directory.is_member(command.actor)) {
    return refuse("expected a person of this office, but " + quoted(command.actor.text()) +
                  " is unknown or disabled");
  }
  return std::visit(Authorizer(state, command), command.action);
}

}  // namespace budget
