#include "plan_shape.h"

#include <algorithm>

#include <budget/decimal.h>
#include <budget/text.h>

namespace budget::plan_shape {
namespace {

const RuleId kMissing("plan_shape.missing");
const RuleId kFunds("plan_shape.funds");
const RuleId kNegative("plan_shape.negative");
const RuleId kMonths("plan_shape.months");
const RuleId kNodes("plan_shape.nodes");
const RuleId kFalling("plan_shape.falling");
const RuleId kAboveBudget("plan_shape.above_budget");
const RuleId kEnd("plan_shape.end");
const RuleId kYearEnd("plan_shape.year_end");
const RuleId kBehindCurve("plan_shape.behind_curve");

std::string shown(Money amount) {
  return amount.to_wan() + "万元";
}

std::string month_end(int month) {
  return std::to_string(month) + "月底";
}

std::vector<std::string> texts_of(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& item : list.items())
    texts.push_back(item.text());
  return texts;
}

std::string joined(const std::vector<int>& months) {
  std::string text;
  for (const int month : months)
    text += (text.empty() ? "" : "、") + std::to_string(month);
  return text;
}

/// P(m): zero before the first node, the last one reached after it.
Money planned_by(const plugin::Project& project, int month) {
  Money planned;
  for (const plugin::PlanNode& node : project.plan)
    if (node.month <= month) planned = node.cumulative;
  return planned;
}

/// Whether two amounts are no further apart than the tolerance. 128 bits: amounts come unchecked.
bool is_within(Money a, Money b, Money tolerance) {
  const Int128 apart = Int128{a.fen()} - b.fen();
  return (apart < 0 ? -apart : apart) <= tolerance.fen();
}

}  // namespace

Result<void> PlanShapeRule::configure(const Json& config) {
  node_months_.clear();
  for (const std::string& text : texts_of(config["node_months"])) {
    const auto month = parse_fixed(text, 0);
    if (!month || *month < 1 || *month > 12 ||
        (!node_months_.empty() && *month <= node_months_.back())) {
      return Error{ErrorCode::invalid_input,
                   "expected node_months to be months from 1 to 12, ascending, but found \"" +
                       shortened(text, 60) + "\""};
    }
    node_months_.push_back(static_cast<int>(*month));
  }
  curve_ = TRY(parse_curve(texts_of(config["policy_curve"])));
  curve_basis_ = config["policy_basis"].text();
  curve_exempt_words_ = texts_of(config["policy_exempt_words"]);
  tolerance_ = Money::from_fen(config["tolerance"].integer());
  plan_needed_from_ = Money::from_fen(config["plan_needed_from"].integer());
  year_end_allowed_below_ = Money::from_fen(config["year_end_allowed_below"].integer());
  return {};
}

namespace {

/// A file checked outside the year, whose form has no block for the plan: none of its sheets has
/// one. In an instance a plan is asked for whatever the file looked like.
bool is_form_without_plans(const plugin::Budget& budget) {
  return budget.payload != nullptr && !(*budget.payload)["instance"].is_object() &&
         (*budget.payload)["document"].is_object() &&
         std::all_of(budget.projects.begin(), budget.projects.end(),
                     [](const plugin::Project& project) { return project.plan.empty(); });
}

/// A printed budget that is no amount, or none where the sheet prints money: what to say of it;
/// empty when it was read. Only a file tells, in an instance every project has its budget.
std::string unread_budget(const plugin::Budget& budget, std::size_t at) {
  if (budget.payload == nullptr || !(*budget.payload)["document"].is_object()) return {};
  const Json::Array& projects = (*budget.payload)["document"]["projects"].items();
  if (at >= projects.size() || projects[at]["budget"]["fen"].is_integer()) return {};
  const std::string& printed = projects[at]["budget"]["printed"].text();
  if (!printed.empty()) return "预算数“" + shortened(printed, 60) + "”没有读成金额";
  const plugin::Project& project = budget.projects[at];
  const bool has_money =
      !project.plan.empty() || !project.fiscal_funds.is_zero() || !project.other_funds.is_zero();
  return has_money ? "没有读到预算数" : "";
}

}  // namespace

Result<void> PlanShapeRule::check(const plugin::Budget& budget, plugin::Report& report,
                                  const plugin::Call& call) const {
  const bool no_plans = is_form_without_plans(budget);
  for (std::size_t at = 0; at < budget.projects.size(); ++at) {
    const plugin::Project& project = budget.projects[at];
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the check was cancelled"};
    if (const std::string unread = unread_budget(budget, at); !unread.empty()) {
      report.add(kFunds, FindingLevel::error, project, "budget_fen",
                 unread + "，它与资金来源、计划的关系没有检查");
      if (!project.plan.empty()) check_months(project, report);
      continue;
    }
    check_funds(project, report);
    if (project.plan.empty()) {
      if (!no_plans && project.budget > Money() && project.budget >= plan_needed_from_) {
        report.add(kMissing, FindingLevel::error, project, "plan",
                   "预算数为" + shown(project.budget) + "，但没有资金支出计划");
      }
      continue;
    }
    check_months(project, report);
    check_amounts(project, report);
    check_year_end(project, report);
    if (!is_exempt(project)) check_curve(project, report);
  }
  for (const plugin::RuleText& rule : rules()) {
    if (no_plans && rule.id == kMissing) {
      report.not_run(rule.id, "文件中没有资金支出计划");
    } else {
      report.ran(rule.id);
    }
  }
  report.covered(budget.projects.size());
  return {};
}

void PlanShapeRule::check_funds(const plugin::Project& project, plugin::Report& report) const {
  const auto negative = [&](Money amount, const char* what, const char* field) {
    if (amount.is_negative()) {
      report.add(kNegative, FindingLevel::error, project, field,
                 std::string(what) + "为" + shown(amount) + "，不应为负数");
    }
  };
  negative(project.budget, "预算数", "budget_fen");
  negative(project.fiscal_funds, "财政资金", "fiscal_funds_fen");
  negative(project.other_funds, "其他资金", "other_funds_fen");
  const Result<Money> sum = add(project.fiscal_funds, project.other_funds);
  if (!sum || !is_within(*sum, project.budget, tolerance_)) {
    report.add(kFunds, FindingLevel::error, project, "budget_fen",
               "财政资金" + shown(project.fiscal_funds) + " + 其他资金" +
                   shown(project.other_funds) + (sum ? " = " + shown(*sum) : std::string()) +
                   "，不等于预算数" + shown(project.budget));
  }
}

void PlanShapeRule::check_months(const plugin::Project& project, plugin::Report& report) const {
  int previous = 0;
  for (const plugin::PlanNode& node : project.plan) {
    if (node.month < 1 || node.month > 12 || node.month <= previous) {
      report.add(kMonths, FindingLevel::error, project, "plan",
                 "计划节点的月份应在1至12之间且依次递增，实际为" + std::to_string(node.month) +
                     "月" + (previous > 0 ? "排在" + std::to_string(previous) + "月之后" : ""));
      return;  // the nodes' own rules would only repeat it
    }
    previous = node.month;
  }
  if (node_months_.empty()) return;
  std::vector<int> months;
  for (const plugin::PlanNode& node : project.plan)
    months.push_back(node.month);
  if (months != node_months_) {
    report.add(kNodes, FindingLevel::warning, project, "plan",
               "监控节点应为" + joined(node_months_) + "月，计划中是" + joined(months) + "月");
  }
}

void PlanShapeRule::check_amounts(const plugin::Project& project, plugin::Report& report) const {
  const plugin::PlanNode* previous = nullptr;
  for (const plugin::PlanNode& node : project.plan) {
    const std::string planned = month_end(node.month) + "累计计划" + shown(node.cumulative);
    if (node.cumulative.is_negative())
      report.add(kNegative, FindingLevel::error, project, "plan", planned + "，不应为负数");
    if (previous != nullptr && node.cumulative < previous->cumulative) {
      report.add(
          kFalling, FindingLevel::error, project, "plan",
          planned + "，小于" + month_end(previous->month) + "的" + shown(previous->cumulative));
    }
    if (node.cumulative > project.budget &&
        !is_within(node.cumulative, project.budget, tolerance_)) {
      report.add(kAboveBudget, FindingLevel::error, project, "plan",
                 planned + "，大于预算数" + shown(project.budget));
    }
    previous = &node;
  }
  if (previous->cumulative < project.budget &&
      !is_within(previous->cumulative, project.budget, tolerance_)) {
    report.add(kEnd, FindingLevel::error, project, "plan",
               "最后一个节点" + month_end(previous->month) + "累计计划" +
                   shown(previous->cumulative) + "，应等于预算数" + shown(project.budget));
  }
}

void PlanShapeRule::check_year_end(const plugin::Project& project, plugin::Report& report) const {
  const plugin::PlanNode& last = project.plan.back();
  const bool is_silent_before =
      std::all_of(project.plan.begin(), project.plan.end() - 1,
                  [](const plugin::PlanNode& node) { return node.cumulative.is_zero(); });
  if (last.month != 12 || !is_silent_before || last.cumulative <= Money() ||
      last.cumulative < year_end_allowed_below_) {
    return;
  }
  report.add(kYearEnd, FindingLevel::warning, project, "plan",
             shown(last.cumulative) +
                 "全部安排在12月，此前各节点计划为0，全年不可能出现“落后于计划”的预警");
}

void PlanShapeRule::check_curve(const plugin::Project& project, plugin::Report& report) const {
  if (project.budget <= Money()) return;
  for (const CurvePoint& point : curve_) {
    const Money planned = planned_by(project, point.month);
    if (compare_share(planned, project.budget, point.share) >= 0) continue;
    report.add(kBehindCurve, FindingLevel::warning, project, "plan",
               month_end(point.month) + "累计计划" + shown(planned) + "，占预算数" +
                   shown(project.budget) + "的" + share_of(planned, project.budget).to_percent() +
                   "%，低于要求的" + point.share.to_percent() + "%" +
                   (curve_basis_.empty() ? "（本地做法）" : "（" + curve_basis_ + "）"));
  }
}

bool PlanShapeRule::is_exempt(const plugin::Project& project) const {
  return std::any_of(curve_exempt_words_.begin(), curve_exempt_words_.end(),
                     [&](const std::string& word) {
                       return !word.empty() && project.name.find(word) != std::string::npos;
                     });
}

}  // namespace budget::plan_shape
