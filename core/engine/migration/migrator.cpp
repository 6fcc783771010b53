#include "engine/migration/migrator.h"

#include <algorithm>
#include <set>

#include "engine/decide/decision.h"
#include "engine/schedule.h"
#include "model/workflow_words.h"

namespace budget {
namespace {

bool is_meant(const State& state, const MigrationPlan& plan, const Instance& instance) {
  if (instance.is_closed || region_of(instance.department) != plan.region) return false;
  if (is_undo(plan)) return instance.migrated && instance.migrated->migration == plan.undoes;
  return instance.workflow == plan.workflow && instance.definition != plan.to &&
         (plan.from.empty() || instance.definition == plan.from) &&
         (!plan.year || instance.year == *plan.year) &&
         (plan.departments.empty() ||
          std::ranges::count(plan.departments, instance.department) > 0) &&
         state.workflows.contains(plan.to);
}

/// How many acts each stage is from the beginning, by the shortest way.
std::map<StageId, int> depths_of(const WorkflowDefinition& definition) {
  std::map<StageId, int> depths = {{definition.initial, 0}};
  std::vector<StageId> open = {definition.initial};
  for (std::size_t next = 0; next < open.size(); ++next) {
    const StageId at = open[next];
    const int depth = depths.at(at) + 1;
    for (const Transition& transition : definition.transitions) {
      if (transition.from != at || transition.kind == ActKind::take_back) continue;
      if (depths.emplace(transition.to, depth).second) open.push_back(transition.to);
    }
  }
  return depths;
}

/// The stages this round has behind it: somebody acted there, and they come before the current one.
/// One that work was sent back from lies ahead again.
std::set<StageId> passed_stages(const WorkflowDefinition& definition, const Instance& instance) {
  const std::map<StageId, int> depths = depths_of(definition);
  const auto depth = [&](const StageId& stage) {
    const auto found = depths.find(stage);
    return found == depths.end() ? 0 : found->second;
  };
  std::set<StageId> passed;
  for (const StageActor& actor : instance.actors) {
    if (actor.stage != instance.stage && depth(actor.stage) < depth(instance.stage))
      passed.insert(actor.stage);
  }
  return passed;
}

/// A definition with its stages named as they go on.
WorkflowDefinition renamed(WorkflowDefinition definition, const MigrationPlan& plan) {
  const auto rename = [&](StageId& id) { id = StageId(mapped(plan, id)); };
  rename(definition.initial);
  for (Stage& stage : definition.stages)
    rename(stage.id);
  for (Transition& transition : definition.transitions) {
    rename(transition.from);
    rename(transition.to);
    std::ranges::for_each(transition.differs_from, rename);
    std::ranges::for_each(transition.choices, rename);
  }
  return definition;
}

bool is_in_hand(const StageWork& work) {
  return !work.assignee.empty() || work.delegation || !work.added_signers.empty() ||
         !work.votes.empty();
}

bool same_rule(const Stage& a, const Stage& b, bool is_redo) {
  const auto& left = is_redo ? a.redo_deadline : a.deadline;
  const auto& right = is_redo ? b.redo_deadline : b.deadline;
  if (!left || !right) return left.has_value() == right.has_value();
  DeadlineRule rule = *left;
  rule.basis = right->basis;
  return rule == *right;
}

}  // namespace

std::vector<InstanceId> migration_candidates(const State& state, const MigrationPlan& plan,
                                             InstanceId behind, std::size_t most) {
  std::vector<InstanceId> ids;
  for (const auto& [id, instance] : state.instances) {
    if (behind < id && is_meant(state, plan, instance.data)) ids.push_back(id);
  }
  const std::size_t count = std::min(most, ids.size());
  std::partial_sort(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(count), ids.end());
  ids.resize(count);
  return ids;
}

MigrationOutcome WorkflowMigrator::outcome(const Instance& instance) {
  for (const PersonId& mover : movers_) {
    if (!std::ranges::binary_search(instance.authors, mover)) continue;
    return {{}, state_.directory.name_of(mover) + "编制过这份预算，不能提出或确认它的迁移"};
  }
  if (instance.work.repair) return {{}, "有待确认的更正跳转，先确认或放弃"};
  return is_undo(plan_) ? back(instance) : forward(instance);
}

MigrationOutcome WorkflowMigrator::forward(const Instance& instance) {
  const WorkflowDefinition& old = state_.workflows.at(instance.definition);
  const WorkflowDefinition& target = state_.workflows.at(plan_.to);
  const Stage& from = *find_stage(old, instance.stage);
  const Stage* to = find_stage(target, mapped(plan_, instance.stage));
  if (to == nullptr) {
    return {{},
            "新流程没有阶段“" + from.title + "”（" + instance.stage.text() +
                "），迁移计划的 [stages] 也没有指明去向"};
  }
  if (to->is_final) return {{}, "不能迁移到办结阶段“" + to->title + "”：要结束的请终止"};
  if (std::string why = obstacle(instance, from, target, *to); !why.empty())
    return {{}, std::move(why)};
  if (std::string why = broken_past(instance, target); !why.empty()) return {{}, std::move(why)};
  if (std::string why = unlike_days(instance, *to); !why.empty()) return {{}, std::move(why)};

  Standing standing = standing_of(instance);
  standing.definition = target.hash;
  standing.stage = to->id;
  standing.previous_stage = mapped(plan_, instance.previous_stage);
  for (StageActor& actor : standing.actors)
    actor.stage = StageId(mapped(plan_, actor.stage));
  standing.pins = pins_for(target, plugins_, instance.pins);
  set_deadline(standing, instance, from, *to);
  Instance after = instance;
  put(after, standing);
  arm(standing, after, *to, instance.stage_timer);
  return {std::move(standing), {}};
}

/// As it stood before, with what people did with the work since then.
MigrationOutcome WorkflowMigrator::back(const Instance& instance) {
  const Standing& before = instance.migrated->before;
  const WorkflowDefinition& here = state_.workflows.at(instance.definition);
  const WorkflowDefinition& target = state_.workflows.at(before.definition);
  const Stage& from = *find_stage(here, instance.stage);
  const Stage& to = *find_stage(target, before.stage);
  if (std::string why = obstacle(instance, from, target, to); !why.empty())
    return {{}, std::move(why)};
  const Span& extension = instance.work.extension;
  if (extension.count != 0 && extension != before.work.extension)
    return {{}, "迁移之后挂起过，期限已经顺延，不能恢复原来的期限"};

  Standing standing = before;
  standing.work = instance.work;
  standing.work.is_redo = before.work.is_redo;
  standing.work.extension = before.work.extension;
  standing.work.kept_due = before.work.kept_due;
  standing.work.counted_from = before.work.counted_from;
  for (std::size_t i = before.actors.size(); i < instance.actors.size(); ++i) {
    StageActor actor = instance.actors[i];
    if (actor.stage == instance.stage) actor.stage = before.stage;
    standing.actors.push_back(std::move(actor));
  }
  Instance after = instance;
  put(after, standing);
  const std::optional<Deadline> deadline =
      deadline_of(after, to, instance.entered_at.date(), standing.work.is_redo,
                  {state_.calendars.at(instance.calendar), state_.occasions});
  standing.due_on = deadline ? std::optional(deadline->due_on) : std::nullopt;
  standing.due_is_provisional = deadline && deadline->provisional;
  standing.is_overdue = instance.is_overdue || before.is_overdue;
  put(after, standing);
  const bool may_return = before.stage_timer && before.stage_timer->at > now_;
  arm(standing, after, to, may_return ? before.stage_timer : std::nullopt);
  return {std::move(standing), {}};
}

/// What people hold in hand belongs to a role and a stage: it cannot become somebody else's.
std::string WorkflowMigrator::obstacle(const Instance& instance, const Stage& from,
                                       const WorkflowDefinition& target, const Stage& to) const {
  if (!is_in_hand(instance.work)) return {};
  if (from.id != to.id || from.role != to.role)
    return "阶段“" + from.title + "”有转办、委派、加签或已签署的事项，先办完或收回";
  for (const Vote& vote : instance.work.votes) {
    if (find_transition(target, to.id, vote.act) == nullptr)
      return "有人已签署“" + vote.act.text() + "”，新流程的这一阶段没有这个事项";
  }
  return {};
}

std::string WorkflowMigrator::broken_past(const Instance& instance,
                                          const WorkflowDefinition& target) {
  const WorkflowDefinition& old = state_.workflows.at(instance.definition);
  const auto known = changes_.find(instance.definition);
  const std::vector<DefinitionChange>& changes =
      known != changes_.end()
          ? known->second
          : changes_.emplace(instance.definition, differences(renamed(old, plan_), target))
                .first->second;
  for (const StageId& stage : passed_stages(old, instance)) {
    for (const DefinitionChange& change : changes) {
      if (change.kind != ChangeKind::breaking || change.stage != mapped(plan_, stage)) continue;
      return "已经走过的阶段" + quoted_title(old, stage) + "有结构变化：" + change.sentence;
    }
  }
  return {};
}

/// Days that were put off are of one kind: they are added to no other.
std::string WorkflowMigrator::unlike_days(const Instance& instance, const Stage& to) const {
  const Span& extension = instance.work.extension;
  const bool is_redo = instance.work.is_redo && to.redo_deadline;
  const auto& rule = is_redo ? to.redo_deadline : to.deadline;
  const bool goes_on = policy_of(plan_, to.id) == TimerPolicy::keep_remaining && rule &&
                       rule->reference == DeadlineReference::stage_entered;
  const auto counts_working = [](const Span& span) { return span.unit == SpanUnit::working_days; };
  if (!goes_on || extension.count == 0 || counts_working(extension) == counts_working(rule->span))
    return {};
  return "挂起时期限按" + std::string(counts_working(extension) ? "工作日" : "日历日") +
         "顺延过，新流程按" + (counts_working(extension) ? "日历日" : "工作日") +
         "计算，二者不能相加：请改用 keep_due 或 restart";
}

void WorkflowMigrator::set_deadline(Standing& standing, const Instance& instance, const Stage& from,
                                    const Stage& to) const {
  StageWork& work = standing.work;
  work.is_redo = work.is_redo && to.redo_deadline;
  const TimerPolicy policy = policy_of(plan_, to.id);
  const bool is_unchanged = same_rule(from, to, work.is_redo) &&
                            work.is_redo == instance.work.is_redo && from.deadline.has_value();
  if (!to.deadline) {
    work.kept_due.reset();
    work.counted_from.reset();
    work.extension = Span();
    standing.due_on.reset();
    standing.due_is_provisional = false;
    standing.is_overdue = false;
    return;
  }
  if (policy == TimerPolicy::keep_due && is_unchanged) return;
  if (policy == TimerPolicy::keep_due && instance.due_on) {
    work.kept_due = instance.due_on;
    work.counted_from.reset();
    work.extension = Span();
  } else {
    work.kept_due.reset();
    if (policy == TimerPolicy::restart || !instance.due_on) {
      work.counted_from = now_.date();
      work.extension = Span();
    }
    const auto& rule = work.is_redo ? to.redo_deadline : to.deadline;
    if (rule->reference != DeadlineReference::stage_entered) work.extension = Span();
  }
  Instance after = instance;
  put(after, standing);
  const Deadline deadline =
      *deadline_of(after, to, instance.entered_at.date(), work.is_redo,
                   {state_.calendars.at(instance.calendar), state_.occasions});
  standing.due_on = deadline.due_on;
  standing.due_is_provisional = deadline.provisional;
}

void WorkflowMigrator::arm(Standing& standing, const Instance& after, const Stage& stage,
                           const std::optional<Timer>& armed) const {
  standing.stage_timer.reset();
  standing.node_timer.reset();
  const bool is_due = standing.due_on && stage.deadline;
  if (is_due) {
    const Instant due_at = Instant::at(*standing.due_on, stage.deadline->cutoff_hour);
    standing.is_overdue = standing.is_overdue && due_at <= now_;
  }
  if (standing.work.suspended_since) return;
  if (is_due) {
    const std::vector<Rung> rungs =
        rungs_of(stage, *standing.due_on, state_.calendars.at(after.calendar));
    const Rung* same = armed ? rung_of(stage, rungs, armed->name) : nullptr;
    standing.stage_timer = same != nullptr && same->at == armed->at
                               ? armed
                               : rung_from_now(stage, rungs, static_cast<int>(after.revision), now_,
                                               standing.is_overdue);
  }
  standing.node_timer = next_node(stage, node_months(stage, state_.rule_sets.at(after.rule_set)),
                                  after.year, after.nodes_checked);
}

}  // namespace budget
