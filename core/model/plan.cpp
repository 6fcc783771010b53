#include "model/plan.h"

namespace budget {
namespace {

Finding plan_finding(const char* rule, FindingLevel level, const PlanNode& node,
                     std::string message) {
  Finding finding;
  finding.rule = RuleId(rule);
  finding.level = level;
  finding.place.field = "plan[" + std::to_string(node.month) + "月]";
  finding.message = std::move(message);
  finding.quote = node.cumulative.to_wan();
  return finding;
}

}  // namespace

Plan plan_from_cells(std::span<const int> months, std::span<const std::optional<Money>> cells,
                     Money budget) {
  Plan plan;
  plan.nodes.reserve(months.size());
  Money carried;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (cells[i]) {
      carried = *cells[i];
    } else if (i + 1 == months.size() && months[i] == 12) {
      carried = budget;
    }
    plan.nodes.push_back({months[i], carried});
  }
  return plan;
}

Money planned_by(const Plan& plan, int month) {
  Money planned;
  for (const PlanNode& node : plan.nodes) {
    if (node.month > month) break;
    planned = node.cumulative;
  }
  return planned;
}

bool is_planned_wholly_at_year_end(const Plan& plan) {
  if (plan.nodes.empty() || plan.nodes.back().cumulative.is_zero()) return false;
  for (std::size_t i = 0; i + 1 < plan.nodes.size(); ++i) {
    if (!plan.nodes[i].cumulative.is_zero()) return false;
  }
  return true;
}

const PlanVersion* version_in_force(std::span<const PlanVersion> versions, Date day) {
  const PlanVersion* in_force = nullptr;
  for (const PlanVersion& version : versions) {
    if (version.effective_on <= day && (in_force == nullptr || version.number > in_force->number))
      in_force = &version;
  }
  return in_force;
}

std::vector<Finding> check_plan(const Plan& plan, Money budget) {
  std::vector<Finding> findings;
  const PlanNode* previous = nullptr;
  for (const PlanNode& node : plan.nodes) {
    if (node.month < 1 || node.month > 12 ||
        (previous != nullptr && node.month <= previous->month)) {
      findings.push_back(plan_finding("plan.months", FindingLevel::error, node,
                                      "计划节点的月份应在1至12之间且依次递增"));
    }
    if (node.cumulative.is_negative()) {
      findings.push_back(
          plan_finding("plan.negative", FindingLevel::error, node, "累计计划不应为负数"));
    }
    if (previous != nullptr && node.cumulative < previous->cumulative) {
      findings.push_back(
          plan_finding("plan.falling", FindingLevel::error, node,
                       "累计计划不应小于上一节点的 " + previous->cumulative.to_wan() + " 万元"));
    }
    if (node.cumulative > budget) {
      findings.push_back(plan_finding("plan.above_budget", FindingLevel::error, node,
                                      "累计计划不应大于预算数 " + budget.to_wan() + " 万元"));
    }
    previous = &node;
  }
  if (previous != nullptr && previous->cumulative < budget) {
    findings.push_back(plan_finding("plan.incomplete", FindingLevel::warning, *previous,
                                    "最后一个节点应等于预算数 " + budget.to_wan() + " 万元"));
  }
  return findings;
}

}  // namespace budget
