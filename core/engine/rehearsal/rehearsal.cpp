#include "engine/rehearsal/rehearsal.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "engine/rehearsal/narrator.h"

namespace budget {
namespace {

constexpr int kOpeningHour = 9;
constexpr int kActingHour = 10;
constexpr int kRecordingHour = 18;
constexpr std::size_t kProjectsAtOnce = 200;

/// The act that brings work onward: the first of the stage's that is neither a return, a withdrawal
/// nor the engine's.
const Transition* onward(const WorkflowDefinition& definition, const StageId& stage) {
  const auto found =
      std::ranges::find_if(definition.transitions, [&](const Transition& transition) {
        const bool by_person =
            transition.kind == ActKind::hand_in || transition.kind == ActKind::judge;
        return transition.from == stage && by_person && !transition.reason_required;
      });
  return found == definition.transitions.end() ? nullptr : &*found;
}

/// Someone who may do office work in the region, in the order of the organisation.
std::optional<PersonId> someone_granted(const State& state, Permission permission,
                                        const RegionCode& region) {
  for (const Person& person : state.organisation.people) {
    const bool granted = state.directory.is_granted(person.id, permission, region);
    if (granted && !state.directory.is_administrator(person.id)) return person.id;
  }
  return std::nullopt;
}

/// Everything one rehearsal carries along.
class Rehearsal {
 public:
  Rehearsal(Engine& engine, StepRunner& steps, VirtualClock& clock, const RehearsalPlan& plan,
            const std::function<void(const RehearsalStep&)>& sink)
      : engine_(engine),
        steps_(steps),
        clock_(clock),
        plan_(plan),
        narrator_(engine.state(), sink),
        payments_(plan.payments) {
    std::ranges::stable_sort(payments_, {}, &Payment::paid_on);
  }

  Result<RehearsalSummary> run() {
    TRY(open_cycle());
    take_up_open_instances();
    while (std::optional<Instant> next = next_moment()) {
      if (open_.empty()) break;
      clock_.advance_to(*next);
      TRY(live_through(*next));
    }
    return std::move(narrator_.summary());
  }

 private:
  const State& state() const { return engine_.state(); }

  Result<void> open_cycle() {
    clock_.advance_to(Instant::at(plan_.starts_on, kOpeningHour));
    if (state().cycles.contains({plan_.region, plan_.year, plan_.workflow})) return {};
    const std::optional<PersonId> opener =
        someone_granted(state(), Permission::open_cycle, plan_.region);
    if (!opener) {
      return Error{ErrorCode::conflict,
                   "expected someone who may open the cycle, but nobody holds a role that grants "
                   "open_cycle for region " +
                       plan_.region.text()};
    }
    return carry_out({*opener,
                      Via::batch,
                      {},
                      OpenCycle{plan_.region, plan_.year, plan_.workflow, plan_.departments}});
  }

  void take_up_open_instances() {
    for (const auto& [id, instance] : state().instances) {
      if (instance.data.year != plan_.year || instance.data.workflow != plan_.workflow) continue;
      if (narrator_.known(id) != nullptr) continue;
      narrator_.remember(instance.data);
      ++narrator_.summary().instances;
      open_.insert(id);
      plan_act(instance.data);
    }
  }

  std::optional<Instant> next_moment() const {
    std::optional<Instant> next = engine_.next_due();
    const auto consider = [&](Instant moment) { next = next ? std::min(*next, moment) : moment; };
    if (!agenda_.empty()) consider(agenda_.begin()->first);
    if (next_payment_ < payments_.size()) consider(recording_moment(payments_[next_payment_]));
    return next;
  }

  static Instant recording_moment(const Payment& payment) {
    return Instant::at(payment.paid_on, kRecordingHour);
  }

  /// Timers first: a reminder at nine precedes the act at ten, a node at midnight precedes the
  /// day's payments.
  Result<void> live_through(Instant moment) {
    if (engine_.next_due() && *engine_.next_due() <= moment) return fire_timers();
    if (!agenda_.empty() && agenda_.begin()->first <= moment) {
      const InstanceId instance = agenda_.begin()->second;
      forget_act(instance);
      return act_on(instance);
    }
    return record_payments(moment);
  }

  Result<void> fire_timers() {
    const Command by_engine{system_actor(), Via::timer, {}, Action()};
    for (const Outcome& outcome : TRY(engine_.fire_due(1)))
      notice(by_engine, outcome.events);
    return {};
  }

  Result<void> record_payments(Instant moment) {
    RecordPayments action;
    action.source = "rehearsal";
    action.year = plan_.year;
    for (; next_payment_ < payments_.size() && recording_moment(payments_[next_payment_]) <= moment;
         ++next_payment_) {
      action.rows.push_back(payments_[next_payment_]);
    }
    const std::optional<PersonId> recorder =
        someone_granted(state(), Permission::record_payments, plan_.region);
    if (!recorder) {
      return Error{ErrorCode::conflict,
                   "expected someone who may record payments, but nobody holds a role that grants "
                   "record_payments for region " +
                       plan_.region.text()};
    }
    return carry_out({*recorder, Via::batch, {}, std::move(action)});
  }

  /// Carries out a command that must succeed for the rehearsal to make sense.
  Result<void> carry_out(const Command& command) {
    const Outcome outcome = TRY(engine_.execute(command));
    notice(command, outcome.events);
    return {};
  }

  void notice(const Command& command, const std::vector<Event>& events) {
    narrator_.tell(command, clock_.now(), events);
    for (const Event& event : events) {
      const auto* entered = std::get_if<StageEntered>(&event);
      if (entered == nullptr) continue;
      forget_act(entered->instance);
      if (entered->is_final) {
        open_.erase(entered->instance);
        continue;
      }
      const auto instance = state().instances.find(entered->instance);
      if (instance == state().instances.end() || instance->second.data.year != plan_.year) continue;
      open_.insert(entered->instance);
      plan_act(instance->second.data);
    }
  }

  void plan_act(const Instance& instance) {
    const WorkflowDefinition& definition = state().workflows.at(instance.definition);
    if (onward(definition, instance.stage) == nullptr) return;
    const Calendar& calendar = state().calendars.at(instance.calendar);
    const Date today = clock_.now().date();
    Date day = plus_working_days(calendar, today, plan_.people.working_days_when_not_due);
    if (instance.due_on) {
      day = plus_working_days(calendar, *instance.due_on, -plan_.people.working_days_early);
      if (day <= today) day = plus_working_days(calendar, today, 1);
    }
    const Instant moment = Instant::at(day, kActingHour);
    agenda_.emplace(moment, instance.id);
    planned_[instance.id] = moment;
  }

  void forget_act(InstanceId id) {
    const auto planned = planned_.find(id);
    if (planned == planned_.end()) return;
    agenda_.erase({planned->second, id});
    planned_.erase(planned);
  }

  Result<void> act_on(InstanceId id) {
    const Instance instance = state().instances.at(id).data;
    const WorkflowDefinition& definition = state().workflows.at(instance.definition);
    const Transition& transition = *onward(definition, instance.stage);
    const std::vector<PersonId> holders =
        state().directory.holders(transition.role, instance.department);
    std::optional<Error> refusal;
    for (const PersonId& person : holders) {
      const Result<void> done = try_to_act(person, instance, transition);
      if (done && has_left(instance)) return {};
      if (done) continue;  // signed; others must sign too
      refusal = done.error();
      if (refusal->code == ErrorCode::unavailable || refusal->code == ErrorCode::internal)
        return *refusal;
    }
    const Stage& stage = *find_stage(definition, instance.stage);
    narrator_.summary().stuck.push_back(
        state().directory.name_of(instance.department) + "的“" + stage.title + "”无人能“" +
        transition.title + "”：" +
        (refusal ? refusal->message : "没有人担任角色 " + transition.role.text()));
    return {};
  }

  /// Whether it is in another stage than it was, or entered the same one again.
  bool has_left(const Instance& before) const {
    const auto found = state().instances.find(before.id);
    return found == state().instances.end() || found->second.data.stage != before.stage ||
           found->second.data.entered_at != before.entered_at;
  }

  Result<void> try_to_act(const PersonId& person, const Instance& instance,
                          const Transition& transition) {
    TRY(enter_missing_projects(person, instance));
    const Command command{person, Via::batch, {}, PerformAct{instance.id, transition.act, {}, 0}};
    Result<Outcome> outcome = execute_with_checks(
        engine_, steps_, command, [this](const Command& report, const Outcome& reported) {
          notice(report, reported.events);
        });
    if (!outcome) {
      narrator_.tell_refused(command, clock_.now(), instance, outcome.error());
      return std::move(outcome).error();
    }
    notice(command, outcome->events);
    return {};
  }

  /// A drafter enters what the plan gives the department and the instance does not have yet.
  Result<void> enter_missing_projects(const PersonId& person, const Instance& instance) {
    const Stage& stage = *find_stage(state().workflows.at(instance.definition), instance.stage);
    const auto given = plan_.projects.find(instance.department);
    if (!stage.editable || given == plan_.projects.end()) return {};
    EnterProjects action{instance.id, {}};
    for (const Project& project : given->second) {
      if (state().projects.contains({instance.year, project.code})) continue;
      action.projects.push_back(project);
      if (action.projects.size() < kProjectsAtOnce) continue;
      TRY(carry_out({person, Via::batch, {}, action}));
      action.projects.clear();
    }
    if (action.projects.empty()) return {};
    return carry_out({person, Via::batch, {}, std::move(action)});
  }

  Engine& engine_;
  StepRunner& steps_;
  VirtualClock& clock_;
  const RehearsalPlan& plan_;
  RehearsalNarrator narrator_;
  std::vector<Payment> payments_;
  std::size_t next_payment_ = 0;
  std::set<InstanceId> open_;
  std::set<std::pair<Instant, InstanceId>> agenda_;  ///< acts people will do, in order of time
  std::unordered_map<InstanceId, Instant> planned_;  ///< the same, by instance
};

}  // namespace

Result<RehearsalSummary> rehearse(Engine& engine, StepRunner& steps, VirtualClock& clock,
                                  const RehearsalPlan& plan,
                                  const std::function<void(const RehearsalStep&)>& sink) {
  return Rehearsal(engine, steps, clock, plan, sink).run();
}

}  // namespace budget
