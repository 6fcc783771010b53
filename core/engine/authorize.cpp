#include "engine/authorize.h"

#include <algorithm>
#include <functional>

#include "engine/pace/alert_life.h"
#include "engine/refusal.h"

namespace budget {
namespace {

std::string acts_of(const WorkflowDefinition& definition, const StageId& stage) {
  std::string acts;
  for (const Transition& transition : definition.transitions) {
    if (transition.from != stage || transition.kind == ActKind::automatic) continue;
    acts += (acts.empty() ? "" : ", ") + transition.act.text();
  }
  return acts.empty() ? "no act" : acts;
}

/// Knows the person of one command and answers for each kind of action.
class Authorizer {
 public:
  Authorizer(const State& state, const Command& command, Date today)
      : state_(state), command_(command), person_(command.actor), today_(today) {}

  Result<Right> operator()(const OpenCycle& action) const {
    return granted(Permission::open_cycle, action.region);
  }
  Result<Right> operator()(const NameOccasion& action) const {
    return granted(Permission::open_cycle, action.region);
  }

  Result<Right> operator()(const RecordPayments&) const {
    return granted(Permission::record_payments, RegionCode());
  }

  Result<Right> operator()(const EnterProjects& action) const { return edits(action.instance); }
  Result<Right> operator()(const DropProject& action) const { return edits(action.instance); }
  Result<Right> operator()(const ImportDocuments& action) const { return edits(action.instance); }
  Result<Right> operator()(const AskMovement& action) const { return edits(action.instance); }

  Result<Right> operator()(const PerformAct& action) const {
    const Turn turn = TRY(open_turn(action.instance));
    const Instance& instance = turn.instance;
    const Transition* transition = find_transition(turn.definition, instance.stage, action.act);
    if (transition == nullptr) {
      return Error{ErrorCode::conflict,
                   "expected to perform " + quoted(action.act.text()) + " on instance " +
                       std::to_string(action.instance.value()) + ", but its stage " +
                       quoted(instance.stage.text()) + " has no such act",
                   "possible here: " + acts_of(turn.definition, instance.stage) +
                       "; someone may have acted before you"};
    }
    return may_act(turn, *transition, person_, action.on_behalf_of);
  }

  Result<Right> operator()(const ArrangeWork& action) const {
    TRY(not_administrator());
    const Turn turn = TRY(open_turn(action.instance));
    switch (action.arrangement) {
      case Arrangement::add_signer:
        return has_turn(turn, person_);
      case Arrangement::transfer:
      case Arrangement::delegate:
        return has_turn_by_role(turn);
      case Arrangement::drop_signer:
        return drops(turn, action.people);
      case Arrangement::answer:
        return answers(turn);
      case Arrangement::recall:
        return recalls(turn);
      case Arrangement::copy:
      case Arrangement::urge:
        return Right();
      case Arrangement::suspend:
      case Arrangement::resume:
      case Arrangement::terminate:
      case Arrangement::drop_repair:
        return granted(Permission::steer, region_of(turn.instance.department));
      case Arrangement::propose_repair:
        TRY(granted(Permission::steer, region_of(turn.instance.department)));
        return no_author(turn.instance);
      case Arrangement::confirm_repair:
        break;
    }
    TRY(granted(Permission::steer, region_of(turn.instance.department)));
    TRY(no_author(turn.instance));
    return is_the_second(turn.instance);
  }

  Result<Right> operator()(const DeployWorkflow&) const { return keeps_the_machine(); }

  Result<Right> operator()(const ProposeMigration& action) const {
    return granted(Permission::steer, action.plan.region);
  }
  Result<Right> operator()(const ConfirmMigration& action) const {
    const WorkflowMigration& migration = TRY(seen_migration(action.migration)).get();
    if (migration.proposed_by != person_) return Right();
    return refuse("expected a second person to confirm the migration, but " +
                      quoted(person_.text()) + " proposed it",
                  "four eyes: ask another one who steers the year");
  }
  Result<Right> operator()(const DropMigration& action) const {
    TRY(seen_migration(action.migration));
    return Right();
  }

  Result<Right> operator()(const AppointSubstitute& action) const {
    const Substitution& wanted = action.substitution;
    TRY(keeps(wanted.person));
    if (state_.directory.is_security_administrator(person_) && wanted.substitute == person_)
      return refuse("expected to appoint somebody else, but this would be the administrator");
    return Right();
  }

  Result<Right> operator()(const EndSubstitution& action) const {
    const auto found = state_.substitutions.find(action.substitution);
    const bool is_theirs =
        found != state_.substitutions.end() &&
        (found->second.person == person_ || found->second.substitute == person_ ||
         state_.directory.is_security_administrator(person_));
    if (is_theirs) return Right();
    return Error{ErrorCode::not_found, "expected to find substitution " +
                                           std::to_string(action.substitution.value()) +
                                           ", but there is none, or it is not theirs"};
  }

  Result<Right> operator()(const RetryDeadLetter&) const { return keeps_the_machine(); }
  Result<Right> operator()(const DiscardDeadLetter&) const { return keeps_the_machine(); }
  Result<Right> operator()(const EnableChannel&) const { return keeps_the_machine(); }
  Result<Right> operator()(const TestChannel&) const { return keeps_the_machine(); }
  Result<Right> operator()(const CheckInstance& action) const {
    TRY(not_administrator());
    TRY(open_turn(action.instance));
    return Right();
  }

  Result<Right> operator()(const RepinRules& action) const {
    const Turn turn = TRY(open_turn(action.instance));
    return granted(Permission::open_cycle, region_of(turn.instance.department));
  }

  Result<Right> operator()(const HandleAlert& action) const {
    const auto alert = state_.alerts.find(action.alert);
    const Error none{ErrorCode::not_found,
                     "expected to find alert " + std::to_string(action.alert.value()) +
                         " of an open instance, but there is none: it is unknown, of a closed year "
                         "or not theirs to see"};
    if (alert == state_.alerts.end()) return none;
    const Result<Turn> turn = open_turn(alert->second.instance);
    if (!turn) return none;
    if (is_answer(action.act)) return answers_for(*turn);
    TRY(monitors(*turn));
    const auto handling = state_.handlings.find(action.alert);
    if (action.act == AlertAct::accept && handling != state_.handlings.end() &&
        handling->second.answered_by == person_) {
      return refuse("expected someone other than who answered to accept the answer, but that was " +
                        quoted(person_.text()),
                    "four eyes: ask another holder of the monitoring role");
    }
    return Right();
  }
  Result<Right> operator()(const ExemptFromRule& action) const {
    const Turn turn = TRY(open_turn(action.instance));
    Right right = TRY(monitors(turn));
    // It closes the alert as accepting its answer does.
    for (const AlertId id : state_.instances.at(action.instance).open_alerts) {
      const Alert& alert = state_.alerts.at(id);
      const auto handling = state_.handlings.find(id);
      if (alert.project != action.project || alert.rule != action.rule ||
          handling == state_.handlings.end() || handling->second.answered_by != person_)
        continue;
      return refuse("expected someone other than who answered alert " + std::to_string(id.value()) +
                        " to end it by an exemption, but that was " + quoted(person_.text()),
                    "four eyes: ask another holder of the monitoring role");
    }
    return right;
  }
  Result<Right> operator()(const LiftExemption& action) const {
    return monitors(TRY(open_turn(action.instance)));
  }
  /// Whoever does the first step of what is opened: what one may not work on one need not open.
  Result<Right> operator()(const OpenChild& action) const {
    TRY(not_administrator());
    const Turn turn = TRY(open_turn(action.parent));
    const auto workflow = state_.current_workflow.find(action.workflow);
    if (workflow == state_.current_workflow.end()) {
      return Error{ErrorCode::not_found, "expected to find workflow " + action.workflow.text() +
                                             ", but it is not deployed"};
    }
    const WorkflowDefinition& definition = state_.workflows.at(workflow->second);
    return holds(find_stage(definition, definition.initial)->role, turn);
  }
  Result<Right> operator()(const MoveBudget& action) const {
    return monitors(TRY(open_turn(action.instance)));
  }
  Result<Right> operator()(const TellGoalProgress& action) const {
    return answers_for(TRY(open_turn(action.instance)));
  }

  Result<Right> operator()(const FillSheets& action) const {
    return fills_sheets(TRY(open_turn(action.instance)), action.month);
  }
  Result<Right> operator()(const ActOnSheets& action) const {
    const Turn turn = TRY(open_turn(action.instance));
    if (action.act == SheetAct::hand_in) return fills_sheets(turn, action.month);
    const std::vector<Right> ways = TRY(ways_to_judge_sheets(turn, person_));
    if (action.act == SheetAct::send_back) return ways.front();
    return no_filler(ways, turn.instance, action.month, action.projects);
  }
  Result<Right> operator()(const CheckEvaluation& action) const {
    const Turn turn = TRY(open_turn(action.instance));
    return no_filler(TRY(ways_to_judge_sheets(turn, person_)), turn.instance, kEvaluation,
                     {action.project});
  }

  Result<Right> operator()(const ActOnPlugin&) const {
    if (state_.directory.is_system_administrator(person_)) return Right();
    return refuse("expected the system administrator to do this with a plugin, but " +
                      quoted(person_.text()) + " is not one",
                  "ask whoever keeps the machine");
  }

  /// What is left belongs to the engine itself.
  template <typename SystemAction>
  Result<Right> operator()(const SystemAction&) const {
    return refuse("expected the engine itself to do this, but " + quoted(command_.actor.text()) +
                  " asked for it");
  }

 private:
  Result<Right> keeps_the_machine() const {
    if (state_.directory.is_system_administrator(person_)) return Right();
    return refuse("expected the system administrator to do this, but " + quoted(person_.text()) +
                      " is not one",
                  "channels and dead letters are kept by a role with administrator = \"system\"");
  }

  /// One that waits or runs, in a region whose year they steer.
  Result<std::reference_wrapper<const WorkflowMigration>> seen_migration(MigrationId id) const {
    const auto found = state_.migrations.find(id);
    if (found == state_.migrations.end()) {
      TRY(not_administrator());
      return Error{ErrorCode::not_found, "expected a migration " + std::to_string(id.value()) +
                                             " that waits or runs, but there is none"};
    }
    TRY(granted(Permission::steer, found->second.plan.region));
    return std::cref(found->second);
  }

  /// Finance's side of a year's monitoring: the role of a stage with nodes; where it names none,
  /// whoever keeps the payments.
  Result<Right> monitors(const Turn& turn) const {
    TRY(not_administrator());
    for (const Stage& stage : turn.definition.stages) {
      if (stage.node_months.empty()) continue;
      if (!stage.role.empty()) return holds(stage.role, turn);
      return granted(Permission::record_payments, region_of(turn.instance.department));
    }
    return refuse("expected a workflow with a monitoring stage, but this one has none");
  }

  /// The department's side: whoever may draft for it, and nobody else.
  Result<Right> answers_for(const Turn& turn) const {
    TRY(not_administrator());
    return holds(find_stage(turn.definition, turn.definition.initial)->role, turn);
  }

  /// Monitoring sheets: who answers for the department. Self-evaluations: whoever evaluates it too.
  Result<Right> fills_sheets(const Turn& turn, int month) const {
    return TRY(ways_to_fill_sheets(turn, month, person_)).front();
  }

  /// Nobody accepts a sheet they filled in or handed in. Without projects: all that are handed in.
  /// Nor for somebody who did, nor for whom it was done.
  Result<Right> no_filler(const std::vector<Right>& ways, const Instance& instance, int month,
                          const std::vector<ProjectCode>& projects) const {
    std::optional<Error> refusal;
    for (const Right& way : ways) {
      Result<Right> right = no_filler(way, instance, month, projects);
      if (right) return right;
      if (!refusal) refusal = right.error();
    }
    return *refusal;
  }

  Result<Right> no_filler(const Right& way, const Instance& instance, int month,
                          const std::vector<ProjectCode>& projects) const {
    std::vector<PersonId> people = way.principals;
    people.push_back(person_);
    const std::vector<ProjectCode>& all =
        projects.empty() ? state_.instances.at(instance.id).projects : projects;
    for (const ProjectCode& code : all) {
      const auto project = state_.projects.find({instance.year, code});
      if (project == state_.projects.end()) continue;
      const SheetState* sheet = find_sheet(project->second, month);
      if (sheet == nullptr) continue;
      for (const PersonId& person : people) {
        if (!has_hand_in(*sheet, person)) continue;
        return refuse("expected someone other than who filled in the sheet of " + code.text() +
                          " to accept it, but that was " + quoted(person.text()),
                      "four eyes: ask another holder of the monitoring role");
      }
    }
    return way;
  }

  /// In their own right: what is said about an alert does not tell whom somebody stands in for.
  Result<Right> holds(const RoleId& role, const Turn& turn) const {
    const DepartmentId& department = turn.instance.department;
    if (state_.directory.holds(person_, role, department)) return Right();
    return refuse("expected a holder of role " + quoted(role.text()) + " for " + department.text() +
                  ", but " + quoted(person_.text()) + " is not one");
  }

  Result<Turn> open_turn(InstanceId id) const {
    const auto found = state_.instances.find(id);
    const bool is_shown = found != state_.instances.end() &&
                          state_.directory.is_concerned(person_, found->second.data.department);
    if (!is_shown) {
      return Error{ErrorCode::not_found,
                   "expected to find the open instance " + std::to_string(id.value()) +
                       ", but there is none: it is unknown, closed or not theirs to see"};
    }
    return turn_of(state_, found->second.data, today_);
  }

  Result<void> not_administrator() const {
    if (!state_.directory.is_administrator(person_)) return {};
    return refuse(
        "expected someone who keeps a budget, but " + quoted(person_.text()) +
            " is an administrator",
        "administrators keep the machine, the accounts or the audit and never act on a budget");
  }

  Result<Right> granted(Permission permission, const RegionCode& region) const {
    TRY(not_administrator());
    if (state_.directory.is_granted(person_, permission, region)) return Right();
    return refuse("expected a role that grants " + quoted(name_of(permission)) + ", but " +
                  quoted(person_.text()) + " holds none" +
                  (region.empty() ? "" : " for region " + region.text()));
  }

  Result<Right> edits(InstanceId id) const { return may_edit(TRY(open_turn(id)), person_); }

  Result<Right> answers(const Turn& turn) const {
    const std::optional<Delegation>& delegation = turn.instance.work.delegation;
    if (delegation && delegation->to != person_) {
      return refuse("expected the one it was delegated to, " + quoted(delegation->to.text()) +
                    ", but it is " + quoted(person_.text()));
    }
    return Right();
  }

  /// Whoever was asked to sign signs, and no more.
  Result<Right> has_turn_by_role(const Turn& turn) const {
    Instance without = turn.instance;
    without.work.added_signers.clear();
    return has_turn({turn.directory, turn.substitutions, turn.definition, without, turn.today},
                    person_);
  }

  /// Those whose stage it is; those who sign only whom they added themselves.
  Result<Right> drops(const Turn& turn, const std::vector<PersonId>& people) const {
    const auto is_theirs = [&](const AddedSigner& added) {
      return added.by == person_ && std::ranges::count(people, added.person) > 0;
    };
    if (std::ranges::any_of(turn.instance.work.added_signers, is_theirs))
      return has_turn(turn, person_);
    return has_turn_by_role(turn);
  }

  /// Whoever delegated it, and whoever else could act if it had not been.
  Result<Right> recalls(const Turn& turn) const {
    const std::optional<Delegation>& delegation = turn.instance.work.delegation;
    if (!delegation || delegation->from == person_) return Right();
    Instance without = turn.instance;
    without.work.delegation.reset();
    return has_turn({turn.directory, turn.substitutions, turn.definition, without, turn.today},
                    person_);
  }

  Result<Right> no_author(const Instance& instance) const {
    if (!is_author(instance, person_)) return Right();
    return refuse("expected someone other than its authors to move it, but " +
                      quoted(person_.text()) + " drafted or handed in a round of it",
                  "four eyes: ask others who steer the year");
  }

  Result<Right> is_the_second(const Instance& instance) const {
    const std::optional<RepairProposal>& repair = instance.work.repair;
    if (!repair) return Right();
    if (is_author(instance, repair->by)) {
      return refuse("expected a repair that none of its authors proposed, but " +
                        quoted(repair->by.text()) + " has drafted or handed it in since",
                    "drop it and let others propose it: four eyes");
    }
    if (repair->by != person_) return Right();
    return refuse("expected a second person to confirm the repair, but " + quoted(person_.text()) +
                      " proposed it",
                  "four eyes: ask another one who steers the year");
  }

  /// Oneself, or the security administrator for others.
  Result<void> keeps(const PersonId& person) const {
    if (state_.directory.is_security_administrator(person_)) return {};
    TRY(not_administrator());
    if (person == person_) return {};
    return refuse(
        "expected to appoint a substitute for oneself, but it is for " + quoted(person.text()),
        "the security administrator appoints them for others");
  }

  const State& state_;
  const Command& command_;
  const PersonId& person_;
  Date today_;
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
         std::holds_alternative<FireAlertDeadline>(action) ||
         std::holds_alternative<GoOn>(action) ||
         std::holds_alternative<FireSheetDeadline>(action) ||
         std::holds_alternative<DeployChannels>(action) ||
         std::holds_alternative<FormLetters>(action) ||
         std::holds_alternative<ReportDelivered>(action) ||
         std::holds_alternative<ReportChannelGone>(action) ||
         std::holds_alternative<ReportUndelivered>(action) ||
         std::holds_alternative<ReportCheck>(action) ||
         std::holds_alternative<ReportPlugin>(action) ||
         std::holds_alternative<ContinueMigration>(action) ||
         std::holds_alternative<CheckStaffing>(action);
}

}  // namespace

Turn turn_of(const State& state, const Instance& instance, Date today) {
  return {state.directory, state.substitutions, state.workflows.at(instance.definition), instance,
          today};
}

Result<Right> authorize(const State& state, const Command& command, Date today) {
  if (command.actor == system_actor()) {
    if (is_from_engine(command.via) && is_system_action(command.action)) return Right();
    return refuse("expected a person to do this, but the engine itself asked for it");
  }
  if (is_from_engine(command.via))
    return refuse("expected a person to come in by a door for people, but it was an inner one");
  if (!state.directory.is_member(command.actor)) {
    return refuse("expected a person of this office, but " + quoted(command.actor.text()) +
                  " is unknown or disabled");
  }
  return std::visit(Authorizer(state, command, today), command.action);
}

}  // namespace budget
