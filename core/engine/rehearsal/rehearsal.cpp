#include "engine/rehearsal/rehearsal.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "engine/children.h"
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

/// The workflow and everything it opens or lets people open.
std::vector<const WorkflowDefinition*> family_of(const State& state, const WorkflowId& workflow) {
  std::vector<WorkflowId> ids = {workflow};
  std::vector<const WorkflowDefinition*> family;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto current = state.current_workflow.find(ids[i]);
    if (current == state.current_workflow.end()) continue;
    const WorkflowDefinition& definition = state.workflows.at(current->second);
    family.push_back(&definition);
    for (const Stage& stage : definition.stages) {
      for (const auto* children : {&stage.opens, &stage.may_open}) {
        for (const WorkflowId& child : *children) {
          if (std::ranges::count(ids, child) == 0) ids.push_back(child);
        }
      }
    }
  }
  return family;
}

/// What has nobody, before anything happens: a department may never come to a stage in the
/// rehearsal, but somebody else's may.
std::vector<UnstaffedStage> find_unstaffed(const State& state, const WorkflowId& workflow,
                                           const RegionCode& region) {
  std::vector<DepartmentId> departments;
  for (const Department& department : state.organisation.departments) {
    if (department.region == region) departments.push_back(department.id);
  }
  std::vector<UnstaffedStage> found;
  for (const WorkflowDefinition* definition : family_of(state, workflow)) {
    const std::vector<DepartmentId> office = {DepartmentId(region.text())};
    for (const Stage& stage : definition->stages) {
      if (stage.role.empty() || stage.is_final) continue;
      UnstaffedStage one{definition->title, stage.title, stage.role, {}};
      for (const DepartmentId& department : is_of_office(*definition) ? office : departments) {
        if (state.directory.holders(stage.role, department).empty())
          one.departments.push_back(department);
      }
      if (!one.departments.empty()) found.push_back(std::move(one));
    }
  }
  return found;
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
        narrator_(engine.state(), sink) {
    add_year({plan.year, plan.starts_on, plan.projects, plan.payments});
    for (const RehearsedYear& year : plan.further)
      add_year(year);
  }

  Result<RehearsalSummary> run() {
    clock_.advance_to(openings_.begin()->first);
    TRY(open_cycle());
    take_up_open_instances();
    narrator_.summary().unstaffed = find_unstaffed(state(), plan_.workflow, plan_.region);
    while (std::optional<Instant> next = next_moment()) {
      if (open_.empty() && openings_.empty()) break;
      clock_.advance_to(*next);
      TRY(live_through(*next));
    }
    return std::move(narrator_.summary());
  }

 private:
  const State& state() const { return engine_.state(); }

  void add_year(const RehearsedYear& year) {
    projects_[year.year] = year.projects;
    openings_.emplace(Instant::at(year.starts_on, kOpeningHour), year.year);
    for (const Payment& payment : year.payments)
      payments_.emplace_back(year.year, payment);
    std::ranges::stable_sort(payments_, {}, [](const auto& one) { return one.second.paid_on; });
  }

  /// The first year that is not open yet.
  Result<void> open_cycle() {
    const FiscalYear year = openings_.begin()->second;
    openings_.erase(openings_.begin());
    if (state().cycles.contains({plan_.region, year, plan_.workflow})) return {};
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
                      OpenCycle{plan_.region, year, plan_.workflow, plan_.departments}});
  }

  void take_up_open_instances() {
    for (const auto& [id, instance] : state().instances) {
      if (!is_rehearsed(instance.data)) continue;
      if (narrator_.known(id) != nullptr) continue;
      narrator_.remember(instance.data);
      ++narrator_.summary().instances;
      open_.insert(id);
      plan_act(instance.data);
    }
  }

  [[nodiscard]] bool is_rehearsed(const Instance& instance) const {
    return projects_.contains(instance.year) && region_of(instance.department) == plan_.region;
  }

  std::optional<Instant> next_moment() const {
    std::optional<Instant> next = engine_.next_due();
    const auto consider = [&](Instant moment) { next = next ? std::min(*next, moment) : moment; };
    if (!openings_.empty()) consider(openings_.begin()->first);
    if (!agenda_.empty()) consider(agenda_.begin()->first);
    if (!sheets_.empty()) consider(std::get<0>(*sheets_.begin()));
    if (next_payment_ < payments_.size())
      consider(recording_moment(payments_[next_payment_].second));
    return next;
  }

  static Instant recording_moment(const Payment& payment) {
    return Instant::at(payment.paid_on, kRecordingHour);
  }

  /// Timers first: a reminder at nine precedes the act at ten, a node at midnight precedes the
  /// day's payments.
  Result<void> live_through(Instant moment) {
    if (engine_.next_due() && *engine_.next_due() <= moment) return fire_timers();
    if (!openings_.empty() && openings_.begin()->first <= moment) return open_cycle();
    if (!sheets_.empty() && std::get<0>(*sheets_.begin()) <= moment) {
      const auto [at, instance, month] = *sheets_.begin();
      sheets_.erase(sheets_.begin());
      return hand_in_sheets(instance, month);
    }
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
    action.year = payments_[next_payment_].first;
    for (; next_payment_ < payments_.size() && payments_[next_payment_].first == action.year &&
           recording_moment(payments_[next_payment_].second) <= moment;
         ++next_payment_) {
      action.rows.push_back(payments_[next_payment_].second);
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
      if (const auto* over = std::get_if<WaitEnded>(&event)) take_up(over->instance);
      if (const auto* opened = std::get_if<SheetsOpened>(&event)) plan_sheets(*opened);
      const auto* entered = std::get_if<StageEntered>(&event);
      if (entered == nullptr) continue;
      forget_act(entered->instance);
      if (entered->is_final) {
        open_.erase(entered->instance);
      } else {
        take_up(entered->instance);
      }
    }
  }

  void take_up(InstanceId id) {
    const auto instance = state().instances.find(id);
    if (instance == state().instances.end() || !is_rehearsed(instance->second.data)) return;
    open_.insert(id);
    plan_act(instance->second.data);
  }

  /// Where others are waited for, nobody acts before that is over.
  void plan_act(const Instance& instance) {
    const WorkflowDefinition& definition = state().workflows.at(instance.definition);
    if (onward(definition, instance.stage) == nullptr || planned_.contains(instance.id)) return;
    const Stage& stage = *find_stage(definition, instance.stage);
    if (is_waiting(instance, stage) && !is_wait_over(state(), instance, stage)) return;
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

  /// Sheets with a day of their own; self-evaluations go in with the stage's act.
  void plan_sheets(const SheetsOpened& opened) {
    const auto found = state().instances.find(opened.instance);
    if (!opened.due_on || found == state().instances.end()) return;
    const Calendar& calendar = state().calendars.at(found->second.data.calendar);
    const Date today = clock_.now().date();
    Date day = plus_working_days(calendar, *opened.due_on, -plan_.people.working_days_early);
    if (day <= today) day = plus_working_days(calendar, today, 1);
    sheets_.insert({Instant::at(day, kActingHour), opened.instance, opened.month});
  }

  /// What will stand in them nobody knows; a rehearsal is about who is done by when.
  Result<void> hand_in_sheets(InstanceId id, int month) {
    const auto found = state().instances.find(id);
    if (found == state().instances.end()) return {};
    FillSheets action{id, month, {}, true};
    for (const ProjectCode& code : found->second.projects) {
      const ProjectState& project = state().projects.at({found->second.data.year, code});
      if (find_sheet(project, month) != nullptr) continue;
      WeighedSheet sheet;
      sheet.entry.project = code;
      sheet.entry.execution_explanation = "排演";
      if (project.funds.budget > Money()) sheet.execution_weight = Score::points(10);
      action.sheets.push_back(std::move(sheet));
      if (action.sheets.size() < kProjectsAtOnce) continue;
      TRY(hand_in(id, action));
      action.sheets.clear();
    }
    return action.sheets.empty() ? Result<void>() : hand_in(id, action);
  }

  Result<void> hand_in(InstanceId id, const FillSheets& action) {
    const Instance instance = state().instances.at(id).data;
    const WorkflowDefinition& definition = state().workflows.at(instance.definition);
    const RoleId& role = find_stage(definition, definition.initial)->role;
    for (const PersonId& person : state().directory.holders(role, instance.department))
      return carry_out({person, Via::batch, {}, action});
    narrator_.summary().stuck.push_back(state().directory.name_of(instance.department) + "的" +
                                        sheet_title(action.month) + "无人填报");
    return {};
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
    if (std::ranges::count(state().instances.at(id).sheet_tasks, kEvaluation, &SheetTask::month) >
        0)
      TRY(hand_in_sheets(id, kEvaluation));
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
    const auto& projects = projects_.at(instance.year);
    const auto given = projects.find(instance.department);
    if (!stage.editable || given == projects.end()) return {};
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
  std::map<FiscalYear, std::map<DepartmentId, std::vector<Project>>> projects_;
  std::set<std::pair<Instant, FiscalYear>> openings_;  ///< of cycles, in order of time
  std::vector<std::pair<FiscalYear, Payment>> payments_;
  std::size_t next_payment_ = 0;
  std::set<InstanceId> open_;
  std::set<std::pair<Instant, InstanceId>> agenda_;  ///< acts people will do, in order of time
  std::unordered_map<InstanceId, Instant> planned_;  ///< the same, by instance
  std::set<std::tuple<Instant, InstanceId, int>> sheets_;  ///< to be handed in, in order of time
};

}  // namespace

Result<RehearsalSummary> rehearse(Engine& engine, StepRunner& steps, VirtualClock& clock,
                                  const RehearsalPlan& plan,
                                  const std::function<void(const RehearsalStep&)>& sink) {
  return Rehearsal(engine, steps, clock, plan, sink).run();
}

}  // namespace budget
