#include "engine/rights.h"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/refusal.h"

namespace budget {
namespace {

Error wait(std::string message, std::string hint = {}) {
  return {ErrorCode::conflict, std::move(message), std::move(hint)};
}

const Stage& stage_of(const Turn& turn) {
  return *find_stage(turn.definition, turn.instance.stage);
}

bool is_added_signer(const Instance& instance, const PersonId& person) {
  return std::ranges::find(instance.work.added_signers, person, &AddedSigner::person) !=
         instance.work.added_signers.end();
}

/// Whether the act belongs to those whose turn it is; taking back does not.
bool is_of_the_stage(const Turn& turn, const Transition& transition) {
  return transition.kind != ActKind::take_back && transition.role == stage_of(turn).role;
}

Result<void> no_administrator(const Turn& turn, const PersonId& person) {
  if (!turn.directory.is_administrator(person)) return {};
  return refuse(
      "expected someone who keeps a budget, but " + quoted(person.text()) + " is an administrator",
      "administrators keep the machine, the accounts or the audit and never act on a budget");
}

Result<void> not_suspended(const Instance& instance) {
  if (!instance.work.suspended_since) return {};
  return wait("expected to act on instance " + std::to_string(instance.id.value()) +
                  ", but it is suspended since " + instance.work.suspended_since->to_text(),
              "whoever steers the year resumes it: budgetctl instance resume");
}

Result<void> not_delegated(const Turn& turn, const Transition& transition) {
  const std::optional<Delegation>& delegation = turn.instance.work.delegation;
  if (!delegation || !is_of_the_stage(turn, transition)) return {};
  return wait("expected to act on instance " + std::to_string(turn.instance.id.value()) +
                  ", but it is with " + quoted(delegation->to.text()) + ", to whom " +
                  quoted(delegation->from.text()) + " delegated it",
              "wait for the answer, or take it back: budgetctl instance recall");
}

/// Four eyes, for one of those in whose name and by whose hand it is done.
Result<void> differs(const Turn& turn, const Transition& transition, const PersonId& person) {
  const std::string ask = "four eyes: ask another holder of role " + quoted(transition.role.text());
  if (transition.kind == ActKind::judge && is_author(turn.instance, person)) {
    return refuse("expected someone other than its authors to judge it, but " +
                      quoted(person.text()) + " drafted or handed in a round of it",
                  ask);
  }
  for (const StageActor& actor : turn.instance.actors) {
    const bool counts = std::ranges::count(transition.differs_from, actor.stage) > 0;
    if (!counts || actor.person != person) continue;
    return refuse("expected someone who did not act in stage " + quoted(actor.stage.text()) +
                      " of this round, but " + quoted(person.text()) + " did",
                  ask);
  }
  return {};
}

/// The person in whose name it is done: has the role, or was asked to sign.
Result<void> holds_it(const Turn& turn, const Transition& transition, const PersonId& holder) {
  const Instance& instance = turn.instance;
  const bool was_asked = transition.kind == ActKind::judge && is_of_the_stage(turn, transition) &&
                         is_added_signer(instance, holder);
  if (was_asked && turn.directory.is_concerned(holder, instance.department)) return {};
  if (!turn.directory.holds(holder, transition.role, instance.department)) {
    return refuse("expected a holder of role " + quoted(transition.role.text()) + " for " +
                  instance.department.text() + ", but " + quoted(holder.text()) + " is not one");
  }
  const PersonId& assignee = instance.work.assignee;
  // Somebody who has left the office or the role holds nobody up.
  const bool is_assigned = is_of_the_stage(turn, transition) &&
                           turn.directory.holds(assignee, transition.role, instance.department);
  if (is_assigned && assignee != holder) {
    return refuse("expected the one it was transferred to, " + quoted(assignee.text()) + ", but " +
                      quoted(holder.text()) + " is another",
                  "they can transfer it on");
  }
  return {};
}

Result<void> takes_back_own(const Turn& turn, const Transition& transition, const PersonId& actor) {
  const Instance& instance = turn.instance;
  if (transition.kind != ActKind::take_back) return {};
  if (instance.last_actor != actor) {
    return refuse("expected the person who handed it in to take it back, but that was " +
                  (instance.last_actor.empty() ? "nobody: a repair led here"
                                               : quoted(instance.last_actor.text())));
  }
  if (!instance.work.votes.empty()) {
    return wait("expected to take back the last act, but " +
                    quoted(instance.work.votes.back().signer.text()) + " has signed since",
                "have it returned");
  }
  if (instance.previous_stage != transition.to) {
    return wait("expected to take back the last act, but the instance did not come from stage " +
                quoted(transition.to.text()));
  }
  return {};
}

/// One person signs once, in whoever's name; and a name is signed once.
Result<void> signs_once(const Turn& turn, const Transition& transition, const PersonId& actor,
                        const PersonId& signer) {
  for (const Vote& vote : turn.instance.work.votes) {
    if (vote.actor == actor && vote.signer != signer) {
      return refuse("expected another hand for the signature of " + quoted(signer.text()) +
                        ", but " + quoted(actor.text()) + " has signed for " +
                        quoted(vote.signer.text()),
                    "one person signs once");
    }
    if (vote.signer == signer && vote.act == transition.act) {
      return wait("expected a signature that is missing, but " + quoted(signer.text()) +
                      " has signed already",
                  "the others have to sign");
    }
  }
  return {};
}

/// Who has left the office passes nothing on.
Result<void> is_here(const Turn& turn, const PersonId& principal) {
  if (turn.directory.is_member(principal)) return {};
  return refuse("expected a substitute of people of this office, but " + quoted(principal.text()) +
                " is unknown or disabled");
}

/// One way to be allowed: in one's own right, or for the first of a chain.
Result<Right> may_act_by(const Turn& turn, const Transition& transition, const PersonId& actor,
                         const SubstitutionChain& chain) {
  Right right{chain};
  TRY(holds_it(turn, transition, right.holder(actor)));
  TRY(differs(turn, transition, actor));
  for (const PersonId& principal : chain) {
    TRY(is_here(turn, principal));
    TRY(no_administrator(turn, principal));
    TRY(differs(turn, transition, principal));
  }
  TRY(takes_back_own(turn, transition, actor));
  TRY(signs_once(turn, transition, actor, right.holder(actor)));
  return right;
}

std::vector<PersonId> regular_signers(const Turn& turn, const Transition& transition) {
  std::vector<PersonId> signers = turn.directory.holders(transition.role, turn.instance.department);
  std::erase_if(signers, [&](const PersonId& person) {
    return turn.directory.is_administrator(person) || !differs(turn, transition, person);
  });
  return signers;
}

void add_once(std::vector<PersonId>& people, const PersonId& person) {
  if (std::ranges::count(people, person) == 0) people.push_back(person);
}

/// Adds everybody who stands in for these people in a role, directly or by others, as far as chains
/// go. Work proportional to the substitutions, not to their pairs.
void add_reached(std::set<PersonId>& reached, const Substitutions& substitutions,
                 const std::vector<PersonId>& people, const RoleId& role, Date today) {
  std::set<PersonId> from(people.begin(), people.end());
  for (int length = 1; length <= kLongestSubstitution && !from.empty(); ++length) {
    std::set<PersonId> next;
    for (const auto& [id, substitution] : substitutions) {
      if (from.contains(substitution.person) && covers(substitution, role, today))
        next.insert(substitution.substitute);
    }
    reached.insert(next.begin(), next.end());
    from = std::move(next);
  }
}

/// Those of them who are still here, in the order of the substitutions.
void add_substitutes(std::vector<PersonId>& people, const Turn& turn,
                     const std::set<PersonId>& reached) {
  if (reached.empty()) return;
  for (const auto& [id, substitution] : turn.substitutions) {
    const PersonId& substitute = substitution.substitute;
    if (reached.contains(substitute) && turn.directory.is_member(substitute))
      add_once(people, substitute);
  }
}

/// Everybody who could have a right at all: holders in the order of the organisation, whoever was
/// added, and substitutes.
std::vector<PersonId> candidates(const Turn& turn) {
  std::vector<PersonId> added;
  for (const AddedSigner& one : turn.instance.work.added_signers)
    added.push_back(one.person);
  std::vector<PersonId> people;
  std::set<PersonId> reached;
  std::set<RoleId> roles;
  for (const Transition& transition : turn.definition.transitions) {
    if (transition.from != turn.instance.stage || transition.role.empty()) continue;
    if (!roles.insert(transition.role).second) continue;
    std::vector<PersonId> holders =
        turn.directory.holders(transition.role, turn.instance.department);
    for (const PersonId& person : holders)
      add_once(people, person);
    holders.insert(holders.end(), added.begin(), added.end());
    add_reached(reached, turn.substitutions, holders, transition.role, turn.today);
  }
  for (const PersonId& person : added)
    add_once(people, person);
  add_substitutes(people, turn, reached);
  return people;
}

/// Whether the first of a chain holds the role and everybody in it may pass it on.
bool leads_to(const Directory& directory, const SubstitutionChain& chain, const RoleId& role,
              const DepartmentId& department) {
  return directory.holds(chain.front(), role, department) &&
         std::ranges::all_of(chain, [&](const PersonId& person) {
           return directory.is_member(person) && !directory.is_administrator(person);
         });
}

/// Every way into a role: one's own, then those of the people one stands in for.
Result<std::vector<Right>> ways_into(const Turn& turn, const RoleId& role, const PersonId& actor) {
  TRY(no_administrator(turn, actor));
  const DepartmentId& department = turn.instance.department;
  std::vector<Right> ways;
  if (turn.directory.holds(actor, role, department)) ways.emplace_back();
  for (SubstitutionChain& chain : chains_to(turn.substitutions, actor, role, turn.today)) {
    if (leads_to(turn.directory, chain, role, department)) ways.push_back({std::move(chain)});
  }
  if (!ways.empty()) return ways;
  return refuse("expected a holder of role " + quoted(role.text()) + " for " + department.text() +
                ", but " + quoted(actor.text()) + " is not one");
}

/// What can be done where projects are fixed: ask for a child that changes them, else go back.
std::string way_to_edit(const Turn& turn, const Stage& stage) {
  if (stage.may_open.empty()) return "have it returned or withdrawn first";
  std::string children;
  for (const WorkflowId& child : stage.may_open)
    children += (children.empty() ? "" : " or ") + quoted(child.text());
  return "what changes now is asked for beside it: open " + children +
         " (budgetctl instance open-child " + std::to_string(turn.instance.id.value()) + " …)";
}

}  // namespace

const RoleId* monitoring_role(const WorkflowDefinition& definition) {
  const auto stage = std::ranges::find_if(
      definition.stages, [](const Stage& one) { return !one.node_months.empty(); });
  return stage == definition.stages.end() ? nullptr : &stage->role;
}

std::vector<RoleId> filling_roles(const WorkflowDefinition& definition, int month) {
  std::vector<RoleId> roles;
  for (const Stage& stage : definition.stages) {
    const bool evaluates = month == kEvaluation && stage.sheets &&
                           stage.sheets->kind == SheetKind::evaluation && !stage.role.empty();
    if (evaluates && std::ranges::count(roles, stage.role) == 0) roles.push_back(stage.role);
  }
  const RoleId& drafts = find_stage(definition, definition.initial)->role;
  if (std::ranges::count(roles, drafts) == 0) roles.push_back(drafts);
  return roles;
}

Result<std::vector<Right>> ways_to_fill_sheets(const Turn& turn, int month, const PersonId& actor) {
  TRY(not_suspended(turn.instance));
  std::vector<Right> ways;
  std::optional<Error> refusal;
  for (const RoleId& role : filling_roles(turn.definition, month)) {
    Result<std::vector<Right>> some = ways_into(turn, role, actor);
    if (!some) {
      refusal = some.error();
      continue;
    }
    ways.insert(ways.end(), some->begin(), some->end());
  }
  if (ways.empty()) return *refusal;
  // One's own right before every other.
  std::ranges::stable_partition(ways, [](const Right& way) { return way.principals.empty(); });
  return ways;
}

Result<std::vector<Right>> ways_to_judge_sheets(const Turn& turn, const PersonId& actor) {
  TRY(not_suspended(turn.instance));
  const RoleId* role = monitoring_role(turn.definition);
  if (role == nullptr)
    return refuse("expected a workflow with a monitoring stage, but this one has none");
  if (!role->empty()) return ways_into(turn, *role, actor);
  TRY(no_administrator(turn, actor));
  const RegionCode region = region_of(turn.instance.department);
  if (turn.directory.is_granted(actor, Permission::record_payments, region))
    return std::vector<Right>{Right()};
  return refuse("expected a role that grants \"record_payments\", but " + quoted(actor.text()) +
                " holds none for region " + region.text());
}

Result<Right> may_act(const Turn& turn, const Transition& transition, const PersonId& actor,
                      const PersonId& on_behalf_of) {
  TRY(no_administrator(turn, actor));
  if (transition.kind == ActKind::automatic) {
    return refuse("expected the engine to perform " + quoted(transition.act.text()) +
                  ", but a person asked for it");
  }
  TRY(not_suspended(turn.instance));
  TRY(not_delegated(turn, transition));
  std::vector<SubstitutionChain> ways = {{}};
  for (SubstitutionChain& chain :
       chains_to(turn.substitutions, actor, transition.role, turn.today)) {
    ways.push_back(std::move(chain));
  }
  std::optional<Error> first;
  for (const SubstitutionChain& way : ways) {
    const PersonId& holder = way.empty() ? actor : way.front();
    if (!on_behalf_of.empty() && holder != on_behalf_of) continue;
    Result<Right> right = may_act_by(turn, transition, actor, way);
    if (right) return right;
    // What the holder of the role is told is worth more than that others do not hold it.
    const bool holds = turn.directory.holds(holder, transition.role, turn.instance.department);
    if (!first || (holds && way.size() <= 1)) first = right.error();
  }
  if (first) return *first;
  return refuse("expected a substitution by which " + quoted(actor.text()) + " acts for " +
                    quoted(on_behalf_of.text()) + " as " + quoted(transition.role.text()) +
                    " today, but there is none",
                "budgetctl substitution list");
}

Result<Right> has_turn(const Turn& turn, const PersonId& actor) {
  std::optional<Error> first;
  for (const Transition& transition : turn.definition.transitions) {
    if (transition.from != turn.instance.stage || transition.kind == ActKind::automatic ||
        !is_of_the_stage(turn, transition))
      continue;
    Result<Right> right = may_act(turn, transition, actor);
    if (right) return right;
    if (!first) first = right.error();
  }
  if (first) return *first;
  return wait("expected a stage where a person acts, but " + quoted(turn.instance.stage.text()) +
              " waits for something else");
}

Result<Right> may_edit(const Turn& turn, const PersonId& actor) {
  const Stage& stage = stage_of(turn);
  // As if projects were an act of the stage's role.
  Transition entering;
  entering.from = stage.id;
  entering.to = stage.id;
  entering.role = stage.role;
  Result<Right> right = may_act(turn, entering, actor);
  if (stage.editable) return right;
  // Whoever it is: that they are fixed is what stands in the way.
  Error fixed =
      wait("expected to edit projects, but instance " + std::to_string(turn.instance.id.value()) +
               " is in stage " + quoted(stage.id.text()) + ", where they are fixed",
           way_to_edit(turn, stage));
  if (!right) fixed.code = right.error().code;
  return fixed;
}

Result<void> may_help(const Turn& turn, const PersonId& person) {
  if (!turn.directory.is_member(person)) {
    return refuse("expected a person of this office, but " + quoted(person.text()) +
                  " is unknown or disabled");
  }
  TRY(no_administrator(turn, person));
  if (!turn.directory.is_concerned(person, turn.instance.department)) {
    return refuse("expected someone who may see " + turn.instance.department.text() + ", but " +
                      quoted(person.text()) + " has nothing to do with it",
                  "people see what a role of theirs reaches");
  }
  for (const Transition& transition : turn.definition.transitions) {
    if (transition.from == turn.instance.stage && transition.kind == ActKind::judge)
      TRY(differs(turn, transition, person));
  }
  return {};
}

std::vector<PersonId> signers_of(const Turn& turn, const Transition& transition) {
  std::vector<PersonId> signers;
  if (transition.kind != ActKind::judge) return signers;
  if (transition.signing) signers = regular_signers(turn, transition);
  if (goes_back(transition) && !transition.signing) return signers;
  for (const AddedSigner& added : turn.instance.work.added_signers) {
    const bool counts =
        may_help(turn, added.person).has_value() && std::ranges::count(signers, added.person) == 0;
    if (counts) signers.push_back(added.person);
  }
  return signers;
}

bool is_signed_with(const Turn& turn, const Transition& transition, const PersonId& signer) {
  const auto has_signed = [&](const PersonId& person) {
    return person == signer || std::ranges::any_of(turn.instance.work.votes, [&](const Vote& vote) {
             return vote.signer == person && vote.act == transition.act;
           });
  };
  const std::vector<PersonId> signers = signers_of(turn, transition);
  const auto given = std::ranges::count_if(signers, has_signed);
  const auto needed = static_cast<std::ptrdiff_t>(signers.size());
  if (transition.kind != ActKind::judge || (goes_back(transition) && !transition.signing))
    return given == needed;
  // However many sign, a holder of the role is among them: those who were added decide nothing.
  if (std::ranges::none_of(regular_signers(turn, transition), has_signed)) return false;
  if (transition.signing && transition.signing->mode == SigningMode::share)
    return given * 100 >= needed * transition.signing->percent;
  return given == needed;
}

std::vector<PossibleAct> who_can_act(const Turn& turn) {
  std::vector<PossibleAct> possible;
  if (turn.instance.is_closed) return possible;
  for (const PersonId& person : candidates(turn)) {
    for (const Transition& transition : turn.definition.transitions) {
      if (transition.from != turn.instance.stage) continue;
      Result<Right> right = may_act(turn, transition, person);
      if (right) possible.push_back({person, transition.act, std::move(right).value()});
    }
  }
  return possible;
}

std::vector<PersonId> holders_and_substitutes(const Directory& directory,
                                              const Substitutions& substitutions,
                                              const RoleId& role, const DepartmentId& department,
                                              Date today) {
  const std::vector<PersonId> holders = directory.holders(role, department);
  std::vector<PersonId> people = holders;
  std::set<PersonId> reached;
  add_reached(reached, substitutions, holders, role, today);
  for (const auto& [id, substitution] : substitutions) {
    const PersonId& substitute = substitution.substitute;
    if (!reached.contains(substitute) || !covers(substitution, role, today) ||
        !directory.is_member(substitute))
      continue;
    const std::vector<SubstitutionChain> chains = chains_to(substitutions, substitute, role, today);
    const bool stands_in = std::ranges::any_of(chains, [&](const SubstitutionChain& chain) {
      return leads_to(directory, chain, role, department);
    });
    if (stands_in) add_once(people, substitute);
  }
  return people;
}

std::vector<PersonId> whose_turn(const Turn& turn) {
  const Stage* stage = find_stage(turn.definition, turn.instance.stage);
  if (turn.instance.is_closed || stage == nullptr || stage->role.empty()) return {};
  Instance instance = turn.instance;
  if (const std::optional<Delegation>& delegation = instance.work.delegation) {
    const bool is_there = turn.directory.is_concerned(delegation->to, instance.department);
    if (is_there) return {delegation->to};
    instance.work.delegation.reset();  // whoever could act takes it back
  }
  const Turn now{turn.directory, turn.substitutions, turn.definition, instance, turn.today};
  std::vector<PersonId> people;
  for (const PersonId& person : candidates(now)) {
    if (has_turn(now, person)) people.push_back(person);
  }
  return people;
}

}  // namespace budget
