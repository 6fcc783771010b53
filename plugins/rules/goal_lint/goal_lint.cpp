#include "goal_lint.h"

#include <budget/decimal.h>

#include <array>

#include "catalog.h"

namespace budget::goal_lint {
namespace {

constexpr std::array kChecks{check_values, check_directions, check_categories,   check_texts,
                             check_typos,  check_bases,      check_years,        check_costs,
                             check_copies, check_twins,      check_goal_figures, check_plans};

/// Why a rule cannot run on this payload; empty: it can.
std::string reason_not_to_run(const Lint& lint, const std::string& rule) {
  const bool needs_year = rule.find("year") != std::string::npos;
  if (lint.settings.silent.contains(rule)) return "已按配置关闭";
  if (needs_year && lint.fiscal_year == 0) return "未给出预算年度";
  if (rule == "document_year_not_in_title" && !lint.payload["document"].is_object())
    return "没有原文件，只有数据";
  if (lint.sheets.empty() && rule != "document_year_not_in_title") return "没有绩效目标表";
  const bool needs_budget = rule == "cost_budget_mismatch" || rule == "per_capita_equals_total" ||
                            rule == "plan_irregular";
  if (needs_budget) {
    for (const Sheet& sheet : lint.sheets)
      if (sheet.budget) return {};
    return "绩效目标表未印预算数";
  }
  return {};
}

}  // namespace

plugin::About GoalLint::about() {
  plugin::About about;
  about.id = "cn.budgetd.rules.goal_lint";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "绩效目标表质量检查";
  about.title_en = "Goal sheet lint";
  about.options = {{"silent", OptionType::text_list, "", Json::array(), "不运行的规则编号"},
                   {"words", OptionType::file, "", Json(""),
                    "替换内置词表的文件，写法见 words.txt；只替换写到的词表"},
                   {"cost_slack",
                    OptionType::share,
                    "",
                    Json("5%"),
                    "标准×数量可以超过预算数的比例",
                    {},
                    0,
                    100'000},
                   {"numeric_least",
                    OptionType::share,
                    "",
                    Json("33.33%"),
                    "至少多少比例的指标要有数值（G13）",
                    {},
                    0,
                    10'000},
                   {"percent_most",
                    OptionType::integer,
                    "%",
                    Json(100),
                    "非增长类百分比的上限（G04）",
                    {},
                    1,
                    10'000},
                   {"copies",
                    OptionType::integer,
                    "个",
                    Json(2),
                    "几个项目的指标完全相同才提示（G11）",
                    {},
                    2,
                    1'000}};
  return about;
}

Result<void> GoalLint::configure(const Json& config) {
  Settings settings;
  for (const Json& rule : config["silent"].items()) {
    bool is_known = false;
    for (const plugin::RuleText& text : catalog())
      is_known = is_known || text.id.text() == rule.text();
    if (!is_known) {
      return Error{ErrorCode::invalid_input,
                   "expected the option silent to name rules, but '" + rule.text() + "' is none",
                   "budgetctl rules list shows them"};
    }
    settings.silent.insert(rule.text());
  }
  TRY(settings.words.replace_by(config["words"].text()));
  settings.cost_slack_bp = config["cost_slack"].integer(settings.cost_slack_bp);
  settings.numeric_least_bp = config["numeric_least"].integer(settings.numeric_least_bp);
  settings.percent_most = config["percent_most"].integer(settings.percent_most);
  settings.copies = static_cast<std::size_t>(config["copies"].integer(2));
  settings_ = std::move(settings);
  return {};
}

std::vector<plugin::RuleText> GoalLint::rules() const {
  std::vector<plugin::RuleText> rules = catalog();
  for (plugin::RuleText& rule : rules) {
    if (rule.id.text() != "cost_budget_mismatch") continue;
    const std::string percent = print_fixed(settings_.cost_slack_bp, 2, 0);
    rule.tolerance = "标准×数量可以超过预算数的 " + percent + "%";
  }
  return rules;
}

Result<void> GoalLint::check(const plugin::Budget& budget, plugin::Report& report,
                             const plugin::Call& call) const {
  Lint lint(settings_, *budget.payload, budget.fiscal_year, report);
  for (const auto& check : kChecks) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish the check, but it was cancelled"};
    check(lint);
  }
  for (const plugin::RuleText& rule : catalog()) {
    std::string reason = reason_not_to_run(lint, rule.id.text());
    if (reason.empty()) {
      report.ran(rule.id);
    } else {
      report.not_run(rule.id, std::move(reason));
    }
  }
  std::size_t rows = lint.sheets.size();
  for (const Sheet& sheet : lint.sheets)
    rows += sheet.rows.size();
  report.covered(rows);
  return {};
}

}  // namespace budget::goal_lint
