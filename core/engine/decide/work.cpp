#include <algorithm>

#include "engine/authorize.h"
#include "engine/children.h"
#include "engine/decide/decision.h"
#include "engine/schedule.h"

namespace budget {
namespace {

constexpr std::size_t kMostCopies = 50;  // people told in one go

/// One arrangement, its instance and its people, on the way to its events.
class Arranging {
 public:
  Arranging(Decision& decision, const ArrangeWork& action)
      : decision_(decision),
        action_(action),
        data_(decision.state().instances.at(action.instance).data),
        turn_(turn_of(decision.state(), data_, decision.today())),
        stage_(*find_stage(turn_.definition, data_.stage)) {}

  Result<void> run() {
    TRY(check_request());
    switch (action_.arrangement) {
      case Arrangement::transfer:
        return transfer();
      case Arrangement::delegate:
        return delegate();
      case Arrangement::answer:
      case Arrangement::recall:
        return bring_back();
      case Arrangement::add_signer:
        return add_signer();
      case Arrangement::drop_signer:
        return drop_signer();
      case Arrangement::copy:
        return copy();
      case Arrangement::urge:
        return urge();
      case Arrangement::suspend:
        return suspend();
      case Arrangement::resume:
        return resume();
      case Arrangement::terminate:
        return terminate();
      case Arrangement::propose_repair:
        return propose_repair();
      case Arrangement::confirm_repair:
        return confirm_repair();
      case Arrangement::drop_repair:
        return drop_repair();
    }
    return {};
  }

 private:
  const State& state() const { return decision_.state(); }
  std::string subject() const { return subject_of(state(), data_) + "的“" + stage_.title + "”"; }
  std::string actor_name() const { return state().directory.name_of(decision_.command().actor); }
  std::string because() const { return is_blank(action_.reason) ? "" : "：" + action_.reason; }
  const PersonId& person() const { return action_.people.front(); }

  static bool needs_reason(Arrangement arrangement) {
    switch (arrangement) {
      case Arrangement::answer:
      case Arrangement::drop_signer:
      case Arrangement::suspend:
      case Arrangement::terminate:
      case Arrangement::propose_repair:
        return true;
      default:
        return false;
    }
  }

  static std::size_t most_people(Arrangement arrangement) {
    switch (arrangement) {
      case Arrangement::transfer:
      case Arrangement::delegate:
      case Arrangement::add_signer:
      case Arrangement::drop_signer:
        return 1;
      case Arrangement::copy:
        return kMostCopies;
      default:
        return 0;
    }
  }

  Result<void> check_request() const {
    const Arrangement what = action_.arrangement;
    const std::string name = std::string("\"") + name_of(what) + "\"";
    if (action_.expected_revision != 0 && action_.expected_revision != data_.revision) {
      return conflict("expected revision " + std::to_string(action_.expected_revision) +
                          " of the instance, but it is " + std::to_string(data_.revision),
                      "someone has acted since you looked; read the instance again");
    }
    TRY(check_reason(action_.reason, needs_reason(what) ? ReasonNeeded::yes : ReasonNeeded::no,
                     name));
    const std::size_t most = most_people(what);
    const std::size_t count = action_.people.size();
    if (count > most || (most > 0 && count == 0)) {
      return invalid("expected " +
                     (most == 0 ? std::string("nobody to be named")
                                : (most == 1 ? std::string("one person")
                                             : "1 to " + std::to_string(most) + " people")) +
                     " for " + name + ", but there are " + std::to_string(count));
    }
    if (action_.stage.empty() != (what != Arrangement::propose_repair)) {
      return invalid("expected a stage for \"propose_repair\" and for nothing else, but this is " +
                     name);
    }
    if (data_.work.suspended_since && what != Arrangement::resume &&
        what != Arrangement::terminate && what != Arrangement::copy &&
        what != Arrangement::suspend) {
      return conflict("expected to perform " + name + ", but the instance is suspended since " +
                          data_.work.suspended_since->to_text(),
                      "resume it first");
    }
    return {};
  }

  void record(std::vector<PersonId> people, StageId stage) {
    decision_.record(WorkArranged{data_.id, action_.arrangement, std::move(stage),
                                  std::move(people), action_.reason, decision_.right().principals});
  }
  void record() { record(action_.people, data_.stage); }
  void tell(std::vector<PersonId> people, NoticeTopic topic, std::string text) {
    decision_.notify(data_.id, topic, std::move(people), std::move(text));
  }

  Result<void> transfer() {
    Instance assigned = data_;
    assigned.work.assignee = person();
    if (data_.work.assignee == person())
      return conflict("expected another person, but it is theirs already");
    const Substitutions nobodys;  // in their own right
    const Turn turn{turn_.directory, nobodys, turn_.definition, assigned, turn_.today};
    const Result<Right> can = has_turn(turn, person());
    if (!can) {
      return invalid(
          "expected somebody who may act here to transfer it to, but: " + can.error().message,
          "delegate it instead if it shall come back");
    }
    record();
    tell({person()}, NoticeTopic::arranged,
         subject() + "由" + actor_name() + "转给您办理" + because() + "。");
    return {};
  }

  Result<void> delegate() {
    if (person() == decision_.command().actor)
      return invalid("expected somebody else to delegate it to, but it is oneself");
    TRY(refuse_as_input(may_help(turn_, person())));
    record();
    tell({person()}, NoticeTopic::arranged,
         actor_name() + "委派您办理" + subject() + "，办好后请交回" + because() + "。");
    return {};
  }

  Result<void> bring_back() {
    const std::optional<Delegation>& delegation = data_.work.delegation;
    if (!delegation)
      return conflict("expected work that was delegated, but this is not", "see instance show");
    const bool is_answer = action_.arrangement == Arrangement::answer;
    record({is_answer ? delegation->from : delegation->to}, data_.stage);
    tell({is_answer ? delegation->from : delegation->to}, NoticeTopic::arranged,
         is_answer
             ? state().directory.name_of(delegation->to) + "交回" + subject() + because() + "。"
             : actor_name() + "收回了委派给您的" + subject() + because() + "。");
    return {};
  }

  Result<void> add_signer() {
    if (!is_judging(turn_.definition, stage_)) {
      return conflict(
          "expected a stage where work is judged, but in \"" + stage_.id.text() + "\" nobody signs",
          "send them a copy instead");
    }
    TRY(refuse_as_input(may_help(turn_, person())));
    const auto& added = data_.work.added_signers;
    if (std::ranges::find(added, person(), &AddedSigner::person) != added.end())
      return conflict("expected somebody new, but " + person().text() + " has to sign already");
    record();
    tell({person()}, NoticeTopic::arranged,
         actor_name() + "请您会签" + subject() + because() + "。");
    return {};
  }

  /// Only whoever was added, by whoever added them or the holder in whose stage it is, and not once
  /// they have signed: nobody is voted out.
  Result<void> drop_signer() {
    const auto& added = data_.work.added_signers;
    if (std::ranges::find(added, person(), &AddedSigner::person) == added.end()) {
      return conflict(
          "expected one of the signers that were added, but " + person().text() + " was not",
          "those who sign by their role cannot be dropped");
    }
    const auto& votes = data_.work.votes;
    if (std::ranges::find(votes, person(), &Vote::signer) != votes.end())
      return conflict("expected somebody who has not signed, but " + person().text() + " has");
    if (person() == decision_.command().actor)
      return invalid("expected another person to drop, but it is oneself");
    record();
    tell({person()}, NoticeTopic::arranged, subject() + "不再需要您会签" + because() + "。");
    return {};
  }

  Result<void> copy() {
    for (const PersonId& one : action_.people) {
      if (state().directory.is_member(one) && state().directory.is_concerned(one, data_.department))
        continue;
      return invalid("expected people who may see " + data_.department.text() + ", but " +
                     one.text() + " is unknown or has nothing to do with it");
    }
    record();
    tell(action_.people, NoticeTopic::copied,
         actor_name() + "抄送：" + subject() + because() + "。");
    return {};
  }

  Result<void> urge() {
    if (data_.work.urged_on == decision_.today())
      return conflict("expected to urge once a day, but somebody has today", "ask tomorrow");
    std::vector<PersonId> people = whose_turn(turn_);
    if (people.empty()) {
      return conflict("expected somebody whose turn it is, but there is nobody",
                      "see budgetctl instance people");
    }
    record(people, data_.stage);
    std::string text = actor_name() + "催办：" + subject();
    if (data_.due_on) text += "应于" + due_text(stage_, *data_.due_on) + "前办理";
    tell(std::move(people), NoticeTopic::urged, text + because() + "。");
    return {};
  }

  Result<void> suspend() {
    if (data_.work.suspended_since)
      return conflict("expected an instance that runs, but it is suspended already");
    const std::vector<PersonId> people = whose_turn(turn_);
    record();
    tell(people, NoticeTopic::arranged, subject() + "已挂起" + because() + "。");
    return {};
  }

  /// A deadline that counts from the stage is put off by the time that stood still; a day of the
  /// year stays where it is.
  Result<void> resume() {
    if (!data_.work.suspended_since)
      return conflict("expected an instance that is suspended, but it runs");
    Instance after = data_;
    after.work.suspended_since.reset();
    const Calendar& calendar = state().calendars.at(data_.calendar);
    const auto& rule = data_.work.is_redo ? stage_.redo_deadline : stage_.deadline;
    if (rule && rule->reference == DeadlineReference::stage_entered)
      after.work.extension = longer(rule->span.unit, calendar);
    WorkResumed resumed;
    resumed.instance = data_.id;
    resumed.stage = data_.stage;
    resumed.suspended_since = *data_.work.suspended_since;
    resumed.extension = after.work.extension;
    resumed.reason = action_.reason;
    const std::optional<Deadline> deadline = deadline_of(
        after, stage_, data_.entered_at.date(), data_.work.is_redo, {calendar, state().occasions});
    if (deadline) {
      resumed.due_on = deadline->due_on;
      resumed.due_is_provisional = deadline->provisional;
      resumed.stage_timer =
          rung_from_now(stage_, rungs_of(stage_, deadline->due_on, calendar),
                        static_cast<int>(data_.revision), decision_.now(), data_.is_overdue);
    }
    const RuleSet& rules = state().rule_sets.at(data_.rule_set);
    resumed.node_timer =
        next_node(stage_, node_months(stage_, rules), data_.year, data_.nodes_checked);
    decision_.record(resumed);
    std::string text = subject() + "已恢复办理";
    if (resumed.due_on) text += "，请于" + due_text(stage_, *resumed.due_on) + "前办理";
    const Turn turn{turn_.directory, turn_.substitutions, turn_.definition, after, turn_.today};
    tell(whose_turn(turn), NoticeTopic::arranged, text + because() + "。");
    return {};
  }

  /// The extension so far and the days from the suspension to today, in the deadline's own days.
  Span longer(SpanUnit unit, const Calendar& calendar) const {
    Span span = data_.work.extension;
    span.unit = unit == SpanUnit::working_days ? unit : SpanUnit::days;
    for (Date day = *data_.work.suspended_since; day < decision_.today(); day = day.plus_days(1)) {
      if (span.unit == SpanUnit::days || is_working_day(calendar, day)) ++span.count;
    }
    return span;
  }

  Result<void> terminate() {
    std::vector<PersonId> people = data_.authors;
    for (const PersonId& one : whose_turn(turn_)) {
      if (std::ranges::count(people, one) == 0) people.push_back(one);
    }
    carry_over(decision_, data_);
    if (is_waited_for(state(), data_)) tell_parent();
    record();
    tell(std::move(people), NoticeTopic::closed,
         subject_of(state(), data_) + "已终止" + because() + "。");
    return {};
  }

  /// What waited for it goes on without it: an office counts its budgets.
  void tell_parent() {
    const Instance& parent = state().instances.at(data_.origin->parent).data;
    decision_.notify(parent.id, NoticeTopic::arranged,
                     state().directory.granted(Permission::steer, region()),
                     subject_of(state(), data_) + "已终止" + because() + "；" +
                         subject_of(state(), parent) + "不再等待它。");
  }

  Result<void> propose_repair() {
    const Stage* to = find_stage(turn_.definition, action_.stage);
    if (to == nullptr || to->is_final || action_.stage == data_.stage) {
      return invalid("expected another stage of the workflow that is not its end, but \"" +
                         action_.stage.text() + "\" is not",
                     "to end it before its time, terminate it");
    }
    record({}, action_.stage);
    std::vector<PersonId> seconds = state().directory.granted(Permission::steer, region());
    std::erase(seconds, decision_.command().actor);
    tell(std::move(seconds), NoticeTopic::arranged,
         actor_name() + "提议把" + subject_of(state(), data_) + "从“" + stage_.title + "”更正到“" +
             to->title + "”，请另一人确认" + because() + "。");
    return {};
  }

  Result<void> confirm_repair() {
    if (!data_.work.repair)
      return conflict("expected a repair that somebody has proposed, but there is none");
    const RepairProposal repair = *data_.work.repair;
    record({repair.by}, repair.to);
    Instance moved = data_;
    moved.previous_stage = data_.stage;
    enter_stage(decision_, moved, repair.to, NoticeTopic::your_turn, "更正跳转，" + repair.reason);
    return {};
  }

  Result<void> drop_repair() {
    if (!data_.work.repair)
      return conflict("expected a repair that somebody has proposed, but there is none");
    record({data_.work.repair->by}, data_.work.repair->to);
    return {};
  }

  /// Whom it is about is what the request says, not who asks.
  static Result<void> refuse_as_input(const Result<void>& allowed) {
    if (allowed) return {};
    return invalid(allowed.error().message, allowed.error().hint);
  }

  RegionCode region() const { return region_of(data_.department); }

  Decision& decision_;
  const ArrangeWork& action_;
  const Instance& data_;
  const Turn turn_;
  const Stage& stage_;
};

}  // namespace

Result<void> decide_on(Decision& decision, const ArrangeWork& action) {
  return Arranging(decision, action).run();
}

}  // namespace budget
