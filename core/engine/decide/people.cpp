#include <algorithm>

#include "engine/authorize.h"
#include "engine/decide/decision.h"

namespace budget {
namespace {

constexpr int kLongestWindow = 366;             // days
constexpr std::size_t kMostSubstitutions = 20;  // of one person at a time

Result<void> check_people(const Directory& directory, const Substitution& wanted) {
  for (const PersonId& person : {wanted.person, wanted.substitute}) {
    if (!directory.is_member(person)) {
      return invalid("expected people of this office, but " + person.text() +
                     " is unknown or disabled");
    }
    if (directory.is_administrator(person)) {
      return invalid(
          "expected people who keep budgets, but " + person.text() + " is an administrator",
          "administrators neither act on budgets nor lend their role");
    }
  }
  if (wanted.person == wanted.substitute)
    return invalid("expected somebody else as substitute, but it is the same person");
  if (!directory.sees_as_much(wanted.substitute, wanted.person, wanted.roles)) {
    return invalid("expected a substitute who may see what " + wanted.person.text() +
                       " acts on, but no role of " + wanted.substitute.text() + " reaches it all",
                   "a substitution lends acts, never sight: choose a colleague of the same place");
  }
  for (const RoleId& role : wanted.roles) {
    if (!directory.holds_any(wanted.person, {role}))
      return invalid("expected roles of " + wanted.person.text() + ", but \"" + role.text() +
                     "\" is none");
  }
  return {};
}

Result<void> check_window(const Substitution& wanted, Date today) {
  const int days = wanted.last_day.days() - wanted.first_day.days() + 1;
  if (days >= 1 && days <= kLongestWindow && wanted.last_day >= today) return {};
  return invalid("expected a window of 1 to 366 days that is not over, but it goes from " +
                     wanted.first_day.to_text() + " to " + wanted.last_day.to_text(),
                 "both days are included");
}

std::string window_text(const Substitution& substitution) {
  return substitution.first_day.to_chinese() + "至" + substitution.last_day.to_chinese();
}

/// Nobody hears of a substitution from the log alone.
void tell_both(Decision& decision, const Substitution& substitution, const std::string& what) {
  const Directory& directory = decision.state().directory;
  decision.notify(
      InstanceId(), NoticeTopic::arranged, {substitution.person, substitution.substitute},
      directory.name_of(substitution.substitute) + "代" + directory.name_of(substitution.person) +
          "办理，" + window_text(substitution) + what);
}

void check_staffing(Decision& decision, const Instance& instance) {
  const State& state = decision.state();
  const Turn turn = turn_of(state, instance, decision.today());
  const Stage& stage = *find_stage(turn.definition, instance.stage);
  const bool waits_for_nobody = automatic_transition(turn.definition, stage.id) != nullptr ||
                                stage.is_final || instance.work.suspended_since;
  Instance by_role = instance;
  by_role.work.added_signers.clear();  // they decide nothing
  const Turn without{turn.directory, turn.substitutions, turn.definition, by_role, turn.today};
  const bool is_unstaffed = !waits_for_nobody && whose_turn(without).empty();
  if (is_unstaffed == instance.work.is_unstaffed) return;
  decision.record(StaffingChanged{instance.id, instance.stage, is_unstaffed});
  if (!is_unstaffed) return;
  std::vector<PersonId> people =
      state.directory.granted(Permission::open_cycle, region_of(instance.department));
  decision.notify(
      instance.id, NoticeTopic::unstaffed, std::move(people),
      subject_of(state, instance) + "的“" + stage.title + "”现在无人能够办理，请安排人员或代办。");
}

}  // namespace

Result<void> decide_on(Decision& decision, const AppointSubstitute& action) {
  const State& state = decision.state();
  Substitution wanted = action.substitution;
  TRY(check_reason(wanted.reason, ReasonNeeded::no, "a substitution"));
  TRY(check_people(state.directory, wanted));
  TRY(check_window(wanted, decision.today()));
  const auto of_person = std::ranges::count_if(state.substitutions, [&](const auto& entry) {
    return entry.second.person == wanted.person && entry.second.last_day >= decision.today();
  });
  if (static_cast<std::size_t>(of_person) >= kMostSubstitutions)
    return conflict("expected at most 20 substitutions of a person, but there are as many");
  if (closes_a_circle(state.substitutions, wanted)) {
    return conflict("expected a substitute who does not lead back to " + wanted.person.text() +
                        ", but with this one somebody would act for themselves",
                    "end the other substitution first: budgetctl substitution list");
  }
  wanted.id = decision.new_substitution();
  decision.record(SubstituteAppointed{wanted});
  tell_both(decision, wanted, is_blank(wanted.reason) ? "。" : "：" + wanted.reason + "。");
  return {};
}

Result<void> decide_on(Decision& decision, const EndSubstitution& action) {
  const Substitution& substitution = decision.state().substitutions.at(action.substitution);
  TRY(check_reason(action.reason, ReasonNeeded::no, "the end of a substitution"));
  decision.record(SubstitutionEnded{action.substitution, action.reason});
  tell_both(decision, substitution, "的代办已结束。");
  return {};
}

Result<void> decide_on(Decision& decision, const CheckStaffing&) {
  const State& state = decision.state();
  for (const auto& [id, substitution] : state.substitutions) {
    if (substitution.last_day < decision.today()) decision.record(SubstitutionEnded{id, "期满"});
  }
  std::vector<InstanceId> open;
  for (const auto& [id, instance] : state.instances)
    open.push_back(id);
  std::ranges::sort(open);
  for (const InstanceId id : open)
    check_staffing(decision, state.instances.at(id).data);
  return {};
}

}  // namespace budget
