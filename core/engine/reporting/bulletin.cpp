#include "engine/reporting/bulletin.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/pace/pace.h"
#include "engine/reporting/amounts.h"

namespace budget {
namespace {

bool is_general(const Rule& rule, const DepartmentId& department) {
  if (!rule.scope) return true;
  const RuleScope& scope = *rule.scope;
  if (!scope.projects.empty() || !scope.words.empty() || !scope.without_words.empty() ||
      !scope.units.empty() || scope.fund || scope.budget_at_least)
    return false;
  ProjectState any;
  return is_in_scope(rule, any, department);
}

/// Rates compared exactly; without a budget comes last.
bool is_ahead(const BulletinRow& a, const BulletinRow& b) {
  const bool a_has = a.budget > Money();
  const bool b_has = b.budget > Money();
  if (a_has != b_has) return a_has;
  if (!a_has) return false;
  return Int128{a.paid.fen()} * b.budget.fen() > Int128{b.paid.fen()} * a.budget.fen();
}

std::string threshold_text(const Rule& rule) {
  std::string text;
  for (const Threshold& threshold : rule.thresholds) {
    text += (text.empty() ? "" : "，") + std::string(chinese_name_of(threshold.level)) +
            (threshold.inclusive ? " ≥ " : " > ") + threshold.number.to_percent();
  }
  return text;
}

std::string rule_text(const Rule& rule, int month) {
  const std::string measure = chinese_name_of(rule.measure);
  const bool says_unit = measure.find("百分点") != std::string::npos;
  std::string text =
      rule.title + "：" + measure + (says_unit ? "：" : "，百分点：") + threshold_text(rule);
  if (const std::optional<BasisPoints> share = curve_at(rule, month))
    text += "；" + std::to_string(month) + "月底规定进度 " + share->to_percent() + "%";
  return text + "；依据：" + basis_text(rule.basis) + "。";
}

/// The share of the budget a rule wants by now, as a fraction.
Fraction due_share(const Rule& rule, const AlertInputs& inputs, int month) {
  if (rule.measure == Measure::policy_lag)
    return {inputs.policy.value_or(BasisPoints()).value(), 10'000};
  if (rule.measure == Measure::time_lag) return {month, 12};
  return {inputs.planned.fen(), inputs.budget.fen()};
}

void hold_against(BulletinLine& line, const Rule& rule, int month) {
  const BulletinRow& row = line.row;
  AlertInputs inputs;
  inputs.budget = row.budget;
  inputs.planned = row.planned;
  inputs.paid = row.paid;
  inputs.paid_to_date = row.paid;
  inputs.policy = curve_at(rule, month);
  line.level = level_of(rule, inputs, month);
  const Fraction share = due_share(rule, inputs, month);
  line.due = BasisPoints(divide_half_up(share.part * 10'000, share.whole));
  const Money wanted =
      Money::from_fen(divide_half_up(Int128{row.budget.fen()} * share.part, share.whole));
  line.gap = wanted > row.paid ? wanted - row.paid : Money();
  const BasisPoints rate = share_of(row.paid, row.budget);
  line.arithmetic = "累计支出 " + row.paid.to_wan() + " ÷ 全年预算 " + row.budget.to_wan() + " = " +
                    percent_text(rate) + "，应达到 " + percent_text(*line.due);
  const std::optional<Fraction> value = value_of(rule.measure, inputs, month);
  if (value && value->part > 0) {
    line.arithmetic += "，落后 " + print_fixed(shown(*value).value(), 2, 2) + " 个百分点";
  }
  line.arithmetic +=
      line.level ? std::string("，") + chinese_name_of(*line.level) + "。" : "，不预警。";
}

}  // namespace

const Rule* bulletin_rule(const RuleSet& rules, const DepartmentId& department, int month) {
  for (const Measure measure : {Measure::policy_lag, Measure::time_lag, Measure::own_plan_lag}) {
    for (const Rule& rule : rules.rules) {
      const bool is_asked = rule.measure == measure && std::ranges::count(rule.months, month) > 0;
      if (is_asked && is_general(rule, department)) return &rule;
    }
  }
  return nullptr;
}

Bulletin bulletin_of(FiscalYear year, int month, std::vector<BulletinRow> rows,
                     const std::map<ContentHash, RuleSet>& rule_sets) {
  Bulletin bulletin;
  bulletin.year = year;
  bulletin.month = month;
  std::ranges::stable_sort(rows, is_ahead);
  std::set<std::string> rules;
  int place = 0;
  for (BulletinRow& row : rows) {
    BulletinRow& total = bulletin.total;
    total.projects += row.projects;
    total.original += row.original;
    total.budget += row.budget;
    total.planned += row.planned;
    total.paid += row.paid;
    total.open_alerts += row.open_alerts;
    BulletinLine line;
    ++place;
    if (row.budget > Money()) {
      const bool is_level = !bulletin.lines.empty() && !is_ahead(bulletin.lines.back().row, row);
      line.rank = is_level ? bulletin.lines.back().rank : place;
    }
    line.row = std::move(row);
    const auto set = rule_sets.find(line.row.rule_set);
    const Rule* rule =
        set == rule_sets.end() ? nullptr : bulletin_rule(set->second, line.row.department, month);
    if (!line.rank) {
      line.arithmetic = "没有预算，不排名。";
    } else if (rule == nullptr) {
      line.arithmetic = "没有规则检查这一月份。";
    } else {
      hold_against(line, *rule, month);
      rules.insert(rule_text(*rule, month));
    }
    bulletin.lines.push_back(std::move(line));
  }
  bulletin.rules.assign(rules.begin(), rules.end());
  return bulletin;
}

}  // namespace budget
