#include "attack_oracle.h"

#include <algorithm>
#include <optional>
#include <set>

#include "support/small_office.h"

namespace budget::test {
namespace {

const std::set<Via> kDoorsOfPeople = {Via::console, Via::cli, Via::api, Via::batch};

/// One attempt of one person, told from the configuration alone.
class Oracle {
 public:
  Oracle(const State& state, const PersonId& actor) : state_(state), actor_(actor) {
    const auto found = state.instances.find(kAttacked);
    instance_ = &found->second.data;
    workflow_ = &state.workflows.at(instance_->definition);
  }

  bool operator()(const PerformAct& action) const {
    if (action.instance != kAttacked || !sees()) return false;
    for (const Transition& transition : workflow_->transitions) {
      if (transition.from == instance_->stage && transition.act == action.act)
        return may(transition, action.on_behalf_of);
    }
    return false;
  }

  bool operator()(const EnterProjects&) const { return edits(); }
  bool operator()(const DropProject&) const { return edits(); }
  bool operator()(const ImportDocuments&) const { return edits(); }
  bool operator()(const AskMovement&) const { return edits(); }
  /// Whoever does the first step of what is opened.
  bool operator()(const OpenChild& action) const {
    return action.parent == kAttacked && action.workflow == workflow_->id && sees() &&
           !administers(actor_) && holds(actor_, find_stage(*workflow_, workflow_->initial)->role);
  }

  bool operator()(const ArrangeWork& action) const {
    if (!sees() || administers(actor_)) return false;
    const StageWork& work = instance_->work;
    const bool drafted = has(instance_->authors, actor_);
    switch (action.arrangement) {
      case Arrangement::add_signer:
        return has_the_turn(false);
      case Arrangement::transfer:
      case Arrangement::delegate:
        return has_the_turn(false, true);
      case Arrangement::drop_signer:
        // Who only signs takes away whom they added themselves, and nobody else.
        return has_the_turn(false, std::ranges::none_of(work.added_signers, [&](const auto& added) {
                              return added.by == actor_ && added.person == action.people.front();
                            }));
      case Arrangement::answer:
        return !work.delegation || work.delegation->to == actor_;
      case Arrangement::recall:
        return !work.delegation || work.delegation->from == actor_ || has_the_turn(true);
      case Arrangement::copy:
      case Arrangement::urge:
        return true;
      case Arrangement::suspend:
      case Arrangement::resume:
      case Arrangement::terminate:
      case Arrangement::drop_repair:
        return grants(Permission::steer, "130605");
      case Arrangement::propose_repair:
        return grants(Permission::steer, "130605") && !drafted;
      case Arrangement::confirm_repair:
        return grants(Permission::steer, "130605") && !drafted &&
               !(work.repair &&
                 (work.repair->by == actor_ || has(instance_->authors, work.repair->by)));
    }
    return false;
  }

  bool operator()(const CheckInstance&) const { return sees() && !administers(actor_); }
  bool operator()(const RepinRules&) const {
    return sees() && grants(Permission::open_cycle, "130605");
  }
  bool operator()(const OpenCycle& action) const {
    return grants(Permission::open_cycle, action.region.text());
  }
  bool operator()(const NameOccasion& action) const {
    return grants(Permission::open_cycle, action.region.text());
  }
  bool operator()(const RecordPayments&) const {
    return grants(Permission::record_payments, "130605") ||
           grants(Permission::record_payments, "130186");
  }
  bool operator()(const AppointSubstitute& action) const {
    const Substitution& wanted = action.substitution;
    if (administers(actor_, Administrator::security)) return wanted.substitute != actor_;
    return wanted.person == actor_ && !administers(actor_);
  }
  bool operator()(const EndSubstitution& action) const {
    const auto found = state_.substitutions.find(action.substitution);
    if (found == state_.substitutions.end()) return false;
    return administers(actor_, Administrator::security) || found->second.person == actor_ ||
           found->second.substitute == actor_;
  }
  bool operator()(const RetryDeadLetter&) const {
    return administers(actor_, Administrator::system);
  }
  bool operator()(const DiscardDeadLetter&) const {
    return administers(actor_, Administrator::system);
  }
  bool operator()(const TestChannel&) const { return administers(actor_, Administrator::system); }
  bool operator()(const EnableChannel&) const { return administers(actor_, Administrator::system); }
  bool operator()(const ActOnPlugin&) const { return administers(actor_, Administrator::system); }
  bool operator()(const DeployWorkflow&) const {
    return administers(actor_, Administrator::system);
  }
  bool operator()(const ProposeMigration& action) const {
    return grants(Permission::steer, action.plan.region.text());
  }
  bool operator()(const ConfirmMigration& action) const {
    const auto found = state_.migrations.find(action.migration);
    return found != state_.migrations.end() && found->second.proposed_by != actor_ &&
           grants(Permission::steer, found->second.plan.region.text());
  }
  bool operator()(const DropMigration& action) const {
    const auto found = state_.migrations.find(action.migration);
    return found != state_.migrations.end() &&
           grants(Permission::steer, found->second.plan.region.text());
  }
  bool operator()(const FillSheets& action) const { return fills(action.month); }
  bool operator()(const ActOnSheets& action) const {
    if (action.act == SheetAct::hand_in) return fills(action.month);
    return judges(action.month, action.act == SheetAct::send_back);
  }
  bool operator()(const CheckEvaluation&) const { return judges(kEvaluation, false); }
  bool operator()(const HandleAlert& action) const {
    const bool is_known = state_.alerts.contains(action.alert);
    switch (action.act) {
      case AlertAct::acknowledge:
      case AlertAct::explain:
      case AlertAct::report:
        return is_known && answers();
      case AlertAct::accept: {
        const auto handling = state_.handlings.find(action.alert);
        const bool answered =
            handling != state_.handlings.end() && handling->second.answered_by == actor_;
        return is_known && monitors() && !answered;
      }
      default:
        return is_known && monitors();
    }
  }
  bool operator()(const ExemptFromRule& action) const {
    const auto answered = [&](const auto& entry) {
      const auto alert = state_.alerts.find(entry.first);
      return entry.second.answered_by == actor_ && alert != state_.alerts.end() &&
             alert->second.project == action.project && alert->second.rule == action.rule;
    };
    return monitors() && std::ranges::none_of(state_.handlings, answered);
  }
  bool operator()(const LiftExemption&) const { return monitors(); }
  bool operator()(const MoveBudget&) const { return monitors(); }
  bool operator()(const TellGoalProgress&) const { return answers(); }
  template <typename EnginesOwn>
  bool operator()(const EnginesOwn&) const {
    return false;
  }

  [[nodiscard]] bool is_known() const { return person(actor_) != nullptr; }

 private:
  static bool has(const std::vector<PersonId>& people, const PersonId& one) {
    return std::ranges::count(people, one) > 0;
  }
  /// Null also for one who has left.
  const Person* person(const PersonId& id) const {
    for (const Person& one : state_.organisation.people) {
      if (one.id == id && one.enabled) return &one;
    }
    return nullptr;
  }
  bool administers(const PersonId& id, std::optional<Administrator> which = {}) const {
    const Person* one = person(id);
    if (one == nullptr) return false;
    for (const RoleHolding& holding : one->roles) {
      const Administrator kind = find_role(state_.organisation, holding.role)->administrator;
      if (which ? kind == *which : kind != Administrator::none) return true;
    }
    return false;
  }
  bool grants(Permission permission, const std::string& region) const {
    if (administers(actor_)) return false;
    for (const RoleHolding& holding : person(actor_)->roles) {
      const Role& role = *find_role(state_.organisation, holding.role);
      if (holding.region.text() == region && holding.department.empty() &&
          std::ranges::count(role.grants, permission) > 0)
        return true;
    }
    return false;
  }
  static bool is_here(const RoleHolding& holding) {
    return holding.department.empty() ? holding.region.text() == "130605"
                                      : holding.department.text() == "130605-203";
  }
  bool sees() const { return std::ranges::any_of(person(actor_)->roles, is_here); }
  bool holds(const PersonId& id, const RoleId& role) const {
    const Person* one = person(id);
    return one != nullptr && std::ranges::any_of(one->roles, [&](const RoleHolding& holding) {
             return holding.role == role && is_here(holding);
           });
  }

  /// Whether one of the ways from `holder`, by at most so many substitutions, leads to the actor
  /// and is clean.
  bool comes_from(const PersonId& holder, const Transition& transition, int steps) const {
    if (!is_clean(holder, transition)) return false;
    if (holder == actor_) return true;
    if (steps == 0 || administers(holder) || person(holder) == nullptr) return false;
    return std::ranges::any_of(state_.substitutions, [&](const auto& entry) {
      const Substitution& one = entry.second;
      const bool is_meant = one.roles.empty() || std::ranges::count(one.roles, transition.role) > 0;
      return one.person == holder && is_meant && one.first_day <= day(kToday) &&
             day(kToday) <= one.last_day && comes_from(one.substitute, transition, steps - 1);
    });
  }
  bool is_clean(const PersonId& id, const Transition& transition) const {
    if (transition.kind == ActKind::judge && has(instance_->authors, id)) return false;
    return std::ranges::none_of(instance_->actors, [&](const StageActor& actor) {
      return actor.person == id && std::ranges::count(transition.differs_from, actor.stage) > 0;
    });
  }

  bool may(const Transition& transition, const PersonId& whose, bool undelegated = false,
           bool by_role = false) const {
    const StageWork& work = instance_->work;
    const RoleId stage_role = find_stage(*workflow_, instance_->stage)->role;
    const bool is_the_stages =
        transition.role == stage_role && transition.kind != ActKind::take_back;
    if (administers(actor_) || transition.kind == ActKind::automatic || work.suspended_since)
      return false;
    if (work.delegation && is_the_stages && !undelegated) return false;
    if (transition.kind == ActKind::take_back &&
        (instance_->last_actor != actor_ || instance_->previous_stage != transition.to ||
         !work.votes.empty()))
      return false;
    for (const Person& one : state_.organisation.people) {
      if (!whose.empty() && one.id != whose) continue;
      const bool was_added = !by_role && is_the_stages && transition.kind == ActKind::judge &&
                             person(one.id) != nullptr && std::ranges::any_of(one.roles, is_here) &&
                             std::ranges::any_of(work.added_signers, [&](const AddedSigner& added) {
                               return added.person == one.id;
                             });
      bool has_it = holds(one.id, transition.role);
      if (is_the_stages && holds(work.assignee, transition.role) && work.assignee != one.id)
        has_it = false;
      if (!has_it && !was_added) continue;
      const bool has_signed = std::ranges::any_of(work.votes, [&](const Vote& vote) {
        return (vote.signer == one.id && vote.act == transition.act) ||
               (vote.actor == actor_ && vote.signer != one.id);
      });
      if (has_signed) continue;
      if (comes_from(one.id, transition, kLongestSubstitution)) return true;
    }
    return false;
  }

  bool has_the_turn(bool undelegated, bool by_role = false) const {
    const RoleId role = find_stage(*workflow_, instance_->stage)->role;
    return std::ranges::any_of(workflow_->transitions, [&](const Transition& transition) {
      return transition.from == instance_->stage && transition.role == role &&
             transition.kind != ActKind::take_back && may(transition, {}, undelegated, by_role);
    });
  }
  /// The department's side of the year's monitoring: its drafters, in their own name.
  bool answers() const { return !administers(actor_) && holds(actor_, RoleId("drafter")); }
  /// Finance's side: the monitoring stage's role, or whoever records payments if it names none.
  bool monitors() const {
    for (const Stage& stage : workflow_->stages) {
      if (stage.node_months.empty()) continue;
      if (stage.role.empty()) return sees() && grants(Permission::record_payments, "130605");
      return !administers(actor_) && holds(actor_, stage.role);
    }
    return false;
  }
  bool edits() const {
    const Stage& stage = *find_stage(*workflow_, instance_->stage);
    Transition entering;
    entering.role = stage.role;
    return sees() && stage.editable && may(entering, {});
  }

  /// Sheets: the department's side by the role that drafts, self-evaluations also by the role that
  /// evaluates; finance's by the role that monitors.
  /// Substitutes do what those may for whom they stand in. Nobody while it is suspended.
  bool fills(int month) const {
    if (!sees() || administers(actor_) || instance_->work.suspended_since) return false;
    if (has_role(find_stage(*workflow_, workflow_->initial)->role, {})) return true;
    return month == kEvaluation && std::ranges::any_of(workflow_->stages, [&](const Stage& stage) {
             return stage.sheets && stage.sheets->kind == SheetKind::evaluation &&
                    has_role(stage.role, {});
           });
  }
  /// Whoever takes part in it, by hand or by name, has no hand in the sheets.
  bool judges(int month, bool with_own) const {
    const std::optional<int> without = with_own ? std::nullopt : std::optional(month);
    if (instance_->work.suspended_since) return false;
    for (const Stage& stage : workflow_->stages) {
      if (stage.node_months.empty()) continue;
      if (stage.role.empty()) return monitors() && (with_own || !has_filled(actor_, month));
      return sees() && !administers(actor_) && has_role(stage.role, without);
    }
    return false;
  }
  /// One's own, or by a chain from a holder; `without`: of people with no hand in that month's
  /// sheets.
  bool has_role(const RoleId& role, std::optional<int> without) const {
    return std::ranges::any_of(state_.organisation.people, [&](const Person& one) {
      return holds(one.id, role) && leads_here(one.id, role, without, kLongestSubstitution);
    });
  }
  bool leads_here(const PersonId& id, const RoleId& role, std::optional<int> without,
                  int steps) const {
    if (without && has_filled(id, *without)) return false;
    if (id == actor_) return true;
    if (steps == 0 || person(id) == nullptr || administers(id)) return false;
    return std::ranges::any_of(state_.substitutions, [&](const auto& entry) {
      const Substitution& one = entry.second;
      const bool is_meant = one.roles.empty() || std::ranges::count(one.roles, role) > 0;
      return one.person == id && is_meant && one.first_day <= day(kToday) &&
             day(kToday) <= one.last_day && leads_here(one.substitute, role, without, steps - 1);
    });
  }
  bool has_filled(const PersonId& id, int month) const {
    for (const auto& [key, project] : state_.projects) {
      for (const SheetState& sheet : project.sheets) {
        if (sheet.month == month && (sheet.filled_by == id || sheet.handed_in_by == id ||
                                     has(sheet.filled_for, id) || has(sheet.handed_in_for, id)))
          return true;
      }
    }
    return false;
  }

  const State& state_;
  const PersonId& actor_;
  const Instance* instance_;
  const WorkflowDefinition* workflow_;
};

bool is_the_engines_own(const Action& action) {
  return std::holds_alternative<FireTimer>(action) ||
         std::holds_alternative<DeployWorkflow>(action) ||
         std::holds_alternative<DeployOrganisation>(action) ||
         std::holds_alternative<PublishCalendar>(action) ||
         std::holds_alternative<DeployRuleSet>(action) ||
         std::holds_alternative<DeployChannels>(action) ||
         std::holds_alternative<FormLetters>(action) ||
         std::holds_alternative<ReportDelivered>(action) ||
         std::holds_alternative<ReportUndelivered>(action) ||
         std::holds_alternative<ReportChannelGone>(action) ||
         std::holds_alternative<ReportPlugin>(action) ||
         std::holds_alternative<FireAlertDeadline>(action) ||
         std::holds_alternative<ReportCheck>(action) ||
         std::holds_alternative<ContinueMigration>(action) ||
         std::holds_alternative<FireSheetDeadline>(action) ||
         std::holds_alternative<CheckStaffing>(action) || std::holds_alternative<GoOn>(action);
}

}  // namespace

bool is_allowed(const State& state, const PersonId& actor, Via via, const Action& action) {
  const bool is_door_of_people = kDoorsOfPeople.contains(via);
  if (actor == PersonId("system")) return !is_door_of_people && is_the_engines_own(action);
  const Oracle oracle(state, actor);
  return is_door_of_people && oracle.is_known() && std::visit(oracle, action);
}

}  // namespace budget::test
