#include <algorithm>
#include <functional>
#include <set>

#include "engine/children.h"
#include "engine/decide/decision.h"

namespace budget {
namespace {

constexpr std::size_t kMostMoves = 1000;

/// Gathers what is wrong with a movement, and the moves as they will be recorded.
class Movement {
 public:
  Movement(const State& state, const InstanceState& instance, const MoveBudget& action)
      : state_(state), instance_(instance), action_(action) {}

  Result<std::vector<BudgetMove>> moves() {
    for (const AskedMove& asked : action_.moves)
      add(asked);
    if (action_.kind == MovementKind::transfer && before_ != after_) {
      findings_.push_back("项目间调剂应当平衡：调剂前合计 " + before_.to_wan() +
                          " 万元，调剂后合计 " + after_.to_wan() + " 万元");
    }
    if (findings_.empty()) return std::move(moves_);
    std::string list;
    for (std::size_t i = 0; i < findings_.size() && i < kMostFindings; ++i)
      list += "\n" + findings_[i];
    return invalid("expected to move the budgets, but there are " +
                       std::to_string(findings_.size()) + " errors:" + list,
                   "mend them and ask again; nothing was changed");
  }

 private:
  void add(const AskedMove& asked) {
    const std::string code = asked.project.text();
    if (!std::ranges::binary_search(instance_.projects, asked.project))
      return complain(code, "不在该部门本年度的预算中");
    if (!seen_.insert(asked.project).second) return complain(code, "重复");
    const ProjectState& project = state_.projects.at({instance_.data.year, asked.project});
    const PlanVersion* current = version_in_force(project.versions, action_.effective_on);
    if (current == nullptr) return complain(code, "在生效日没有批复的计划");
    if (project.versions.back().effective_on > action_.effective_on ||
        (!project.funds_changes.empty() &&
         project.funds_changes.back().effective_on > action_.effective_on))
      return complain(code, "已有更晚生效的调整，不能在其之前插入");
    BudgetMove move{asked.project, project.funds, asked.funds.value_or(project.funds), {}};
    if (!check_funds(code, move)) return;  // nothing is counted with amounts beyond every limit
    if ((action_.treatment == PlanTreatment::given) != asked.plan.has_value()) {
      return complain(code, asked.plan ? "计划处理方式不是重新填报，不应附计划"
                                       : "计划处理方式为重新填报，应附新计划");
    }
    move.plan = asked.plan ? *asked.plan
                           : plan_for(current->plan, move.before.budget, move.after.budget,
                                      action_.treatment);
    for (const Finding& finding : check_plan(move.plan, move.after.budget)) {
      if (finding.level == FindingLevel::error)
        complain(code, finding.place.field + " " + finding.message);
    }
    if (move.before == move.after && move.plan == current->plan) complain(code, "没有变化");
    before_ += move.before.budget;
    after_ += move.after.budget;
    moves_.push_back(std::move(move));
  }

  /// False when one cannot calculate with them.
  bool check_funds(const std::string& code, const BudgetMove& move) {
    const Funds& after = move.after;
    if (action_.kind == MovementKind::plan && move.before != after)
      complain(code, "计划调整不应改变预算数");
    const bool is_negative =
        after.budget.is_negative() || after.fiscal.is_negative() || after.other.is_negative();
    const bool is_beyond =
        after.budget > kLargestInput || after.fiscal > kLargestInput || after.other > kLargestInput;
    if (is_negative) complain(code, "调整后的预算数不应为负");
    if (is_beyond) complain(code, "调整后的预算数超过10万亿元");
    if (is_negative || is_beyond) return false;
    if (after.fiscal + after.other != after.budget)
      complain(code, "财政资金与其他资金之和应等于预算数");
    return true;
  }

  void complain(const std::string& code, const std::string& why) {
    findings_.push_back(code + "：" + why);
  }

  const State& state_;
  const InstanceState& instance_;
  const MoveBudget& action_;
  std::set<ProjectCode> seen_;
  std::vector<BudgetMove> moves_;
  std::vector<std::string> findings_;
  Money before_;
  Money after_;
};

ProjectState after_move(ProjectState project, const BudgetMove& move, Date effective_on,
                        const std::string& approval) {
  if (move.before != move.after) {
    project.funds_changes.push_back({effective_on, move.before});
    project.funds = move.after;
  }
  project.versions.push_back(
      {project.versions.back().number + 1, effective_on, move.plan, approval});
  return project;
}

/// Records a movement of budgets that are open and what it changes in their alerts. Errors:
/// conflict, invalid_input with all that is wrong.
Result<void> move_budgets(Decision& decision, const MoveBudget& action) {
  const State& state = decision.state();
  const InstanceState& instance = state.instances.at(action.instance);
  if (instance.data.work.suspended_since) {
    return conflict(
        "expected to move the budgets of an instance that runs, but it is suspended "
        "since " +
            instance.data.work.suspended_since->to_text(),
        "whoever steers the year resumes it: budgetctl instance resume");
  }
  const std::vector<BudgetMove> moves = TRY(Movement(state, instance, action).moves());
  decision.record(BudgetMoved{action.instance, action.kind, action.treatment, action.effective_on,
                              action.approval, action.reason, moves});
  for (const BudgetMove& move : moves) {
    const ProjectState project = after_move(state.projects.at({instance.data.year, move.project}),
                                            move, action.effective_on, action.approval);
    assess_again(decision, project, instance.data, AlertCause::plan_changed);
  }
  return {};
}

Result<void> check_size(std::size_t moves) {
  if (moves == 0) return invalid("expected at least one project, but there is none");
  if (moves > kMostMoves)
    return Error{ErrorCode::too_large, "expected at most 1000 projects in one movement"};
  return {};
}

Result<void> check_day(const Instance& instance, Date day) {
  if (instance.year.contains(day)) return {};
  return invalid("expected a day of " + std::to_string(instance.year.value()) + ", but there is " +
                 day.to_text());
}

/// The budget that a request is about. Errors: conflict where it is none, or its budget is closed.
Result<std::reference_wrapper<const InstanceState>> budget_of(const State& state,
                                                              const Instance& request) {
  if (definition_of(state, request).subject != Subject::budget_adjustment || !request.origin) {
    return conflict("expected a request to adjust a budget, but instance " +
                        std::to_string(request.id.value()) + " is about something else",
                    "open one beside the budget: budgetctl instance open-child");
  }
  const auto budget = state.instances.find(request.origin->parent);
  if (budget == state.instances.end() || budget->second.data.is_closed)
    return conflict("expected the budget it is about to be open, but it is closed");
  return std::cref(budget->second);
}

MoveBudget as_movement(const AskMovement& action, InstanceId budget) {
  MoveBudget movement;
  movement.instance = budget;
  movement.kind = action.kind;
  movement.treatment = action.treatment;
  movement.effective_on = action.effective_on;
  movement.moves = action.moves;
  return movement;
}

}  // namespace

Result<void> decide_on(Decision& decision, const MoveBudget& action) {
  TRY(check_size(action.moves.size()));
  if (action.approval.empty() || action.approval.size() > kLongestWords)
    return invalid("expected the document that approves it, but it is empty or too long",
                   "give its number, or say what it is");
  if (action.reason.empty() || action.reason.size() > kLongestWords)
    return invalid("expected a reason, but it is empty or too long");
  TRY(check_day(decision.state().instances.at(action.instance).data, action.effective_on));
  return move_budgets(decision, action);
}

Result<void> decide_on(Decision& decision, const AskMovement& action) {
  const State& state = decision.state();
  const Instance& request = state.instances.at(action.instance).data;
  const InstanceState& budget = TRY(budget_of(state, request)).get();
  TRY(check_size(action.moves.size()));
  TRY(check_day(request, action.effective_on));
  const std::vector<BudgetMove> moves =
      TRY(Movement(state, budget, as_movement(action, budget.data.id)).moves());
  const bool is_granted = request.stage != definition_of(state, request).initial;
  decision.record(MovementAsked{action.instance, action.kind, action.treatment, action.effective_on,
                                moves, is_granted, decision.right().principals});
  return {};
}

Result<void> carry_out_movement(Decision& decision, const InstanceState& request,
                                const Transition& transition, const std::string& reason) {
  const State& state = decision.state();
  const InstanceState& budget = TRY(budget_of(state, request.data)).get();
  if (!request.asked) {
    return conflict("expected to carry out what was granted, but nobody has said what is asked for",
                    "have it returned and enter it: budgetctl funds ask");
  }
  const AskedMovement& asked = *request.asked;
  MoveBudget action;
  action.instance = budget.data.id;
  action.kind = asked.kind;
  action.treatment = asked.treatment;
  action.effective_on = asked.effective_on;
  const std::string key = name_of(request.data);
  action.approval = is_blank(reason) ? transition.title + "（" + key + "）" : reason;
  action.reason = key + "：" + request.data.origin->about;
  for (const BudgetMove& move : asked.granted) {
    const auto project = state.projects.find({budget.data.year, move.project});
    if (project == state.projects.end() || project->second.funds != move.before) {
      return conflict("expected the budget of " + move.project.text() +
                          " to be as it was when the request was written, but it has changed since",
                      "have it returned and enter it again with the budget as it is now");
    }
    AskedMove again{move.project, move.after, {}};
    if (asked.treatment == PlanTreatment::given) again.plan = move.plan;
    action.moves.push_back(std::move(again));
  }
  return move_budgets(decision, action);
}

}  // namespace budget
