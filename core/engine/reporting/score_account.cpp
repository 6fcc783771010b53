#include "engine/reporting/score_account.h"

#include <algorithm>

#include "engine/reporting/amounts.h"
#include "engine/reporting/evaluation_pages.h"

namespace budget {
namespace {

std::string rounded_text(int decimals) {
  return decimals == 0 ? "（四舍五入取整）"
                       : "（四舍五入到" + std::to_string(decimals) + "位小数）";
}

std::string source_text(const EvaluationRules& rules) {
  std::string text = rules.document.empty() ? "本地做法" : rules.document;
  if (rules.certainty && !rules.document.empty())
    text += "（" + std::string(chinese_name_of(*rules.certainty)) + "）";
  return rules.note.empty() ? text : text + "：" + rules.note;
}

/// Whether the goal sheet's own weights count.
bool are_printed(const std::vector<Indicator>& indicators, const std::vector<Score>& weights) {
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const Result<Score> printed = Score::parse(indicators[i].weight);
    if (!printed || *printed != weights[i]) return false;
  }
  return !indicators.empty();
}

std::string weights_text(const std::vector<Indicator>& indicators, const EvaluationSheet& sheet,
                         const EvaluationRules& rules) {
  std::vector<Score> weights;
  for (const EvaluatedIndicator& one : sheet.indicators)
    weights.push_back(one.weight);
  std::string text;
  if (are_printed(indicators, weights)) {
    text = "按绩效目标表所列分值";
  } else {
    const ClassWeights& classes = rules.weights;
    text = "按类别：预算执行 " + rules.execution_weight.to_text();
    if (classes.cost > Score()) text += "、成本 " + classes.cost.to_text();
    text += "、产出 " + classes.output.to_text() + "、效益 " + classes.benefit.to_text() +
            "、满意度 " + classes.satisfaction.to_text() + "，同类指标平分；缺少的类别，其分值" +
            (classes.absent == AbsentClass::neighbour ? "归相邻类别" : "按比例分给其他类别");
  }
  std::int64_t sum = sheet.budget > Money() ? rules.execution_weight.units() : 0;
  for (const Score weight : weights)
    sum += weight.units();
  if (sum != Score::points(100).units())
    text += "；合计 " + Score::from_units(sum).to_text() + "，按比例折算为 100";
  return text;
}

std::string execution_text(const SheetRow& row, const EvaluationRules& rules) {
  const SheetMoney& money = row.money;
  const Score weight = row.sheet.execution_weight;
  if (money.budget <= Money()) return "没有预算，不计执行得分，其分值已分给各项指标";
  const bool is_mid_year = rules.base == ExecutionBase::time_progress;
  std::string text =
      "全年执行数 " + money.paid.to_wan() + " 万元 ÷ 全年预算数 " + money.budget.to_wan() + " 万元";
  if (is_mid_year) text += " ÷ 时间进度 " + std::to_string(rules.month) + "/12";
  const Score score =
      row.execution.value_or(execution_score(money.budget, money.paid, weight, rules));
  text += score == weight && money.paid >= money.budget ? "，达到 100%，得满分"
                                                        : " × " + weight.to_text();
  return text + " = " + score.to_text() + rounded_text(rules.execution_decimals);
}

/// What is divided by what, or why nothing is.
std::string ratio_text(const EvaluatedIndicator& line, Score weight, const EvaluationRules& rules) {
  const Quantity actual = *line.actual;
  const Quantity target = *line.target;
  const std::string a = "实际 " + actual.to_text();
  const std::string t = "目标 " + target.to_text();
  const bool is_strict =
      line.comparator == Comparator::above || line.comparator == Comparator::below;
  const bool is_less =
      line.comparator == Comparator::at_most || line.comparator == Comparator::below;
  const bool is_equal = line.comparator == Comparator::equal;
  const bool is_met = is_equal  ? actual == target
                      : is_less ? actual < target || (!is_strict && actual == target)
                                : actual > target || (!is_strict && actual == target);
  if (is_met) return a + "，达到" + t + "，得满分";
  if ((is_strict || is_equal) && rules.unmet == UnmetPolicy::nothing)
    return a + "，没有达到" + t + "，按规定不得分";
  if (actual.units() <= 0 || target.units() <= 0) return a + "，" + t + "，不能按比例计算，不得分";
  if (actual == target) return a + "，等于" + t + "而要求不等，减去最小一位";
  const bool target_first = is_equal ? target < actual : is_less;
  return (target_first ? t + " ÷ " + a : a + " ÷ " + t) + " × " + weight.to_text();
}

std::string line_text(const EvaluatedIndicator& line, const IndicatorScore& score,
                      const EvaluationRules& rules) {
  std::string text;
  if (score.remark == ScoreRemark::missing) {
    text = "没有完成值，不得分";
  } else if (line.comparator == Comparator::qualitative) {
    text = chinese_name_of(*line.attainment) + std::string("，完成比例 ") +
           percent_text(line.given) + " × " + score.weight.to_text();
    const auto band = std::ranges::find(rules.bands, *line.attainment, &AttainmentBand::attainment);
    if (band != rules.bands.end())
      text += "（此档 " + band->low.to_percent() + "%至" + band->high.to_percent() + "%）";
    if (score.remark == ScoreRemark::outside_band) text += "，不在此档，不得分";
  } else {
    text = ratio_text(line, score.weight, rules);
    if (score.remark == ScoreRemark::far_over) {
      text += "；超过目标的 " + rules.far_over.to_percent() + "%，请核实";
      if (rules.far_over_deduction > BasisPoints())
        text += "，扣减 " + rules.far_over_deduction.to_percent() + "%";
    }
  }
  return text + " = " + score.score.to_text() + " / " + score.weight.to_text();
}

std::string sum_text(const SheetRow& row, const EvaluationRules& rules) {
  std::string text;
  Score total;
  const auto add = [&](Score score) {
    text += (text.empty() ? "" : " + ") + score.to_text();
    total = Score::from_units(total.units() + score.units());
  };
  if (row.money.budget > Money())
    add(row.execution.value_or(
        execution_score(row.money.budget, row.money.paid, row.sheet.execution_weight, rules)));
  for (const IndicatorScore& score : row.sheet.scores)
    add(score.score);
  return text + " = " + total.to_text();
}

std::string grade_text(Score total, const EvaluationRules& rules) {
  std::string text;
  for (const GradeStep& step : rules.grades)
    text += (text.empty() ? "" : "，") + step.name + " ≥ " + step.at_least.to_text();
  return total.to_text() + "，" + grade_of(total, rules.grades) + "（" + text + "）";
}

void add_checked(std::vector<ScoreStep>& steps, const SheetRow& row, const EvaluationRules& rules) {
  if (!row.checked_total) return;
  for (const AdjustedScore& one : row.checked) {
    const std::string which =
        one.number == 0 ? std::string("预算执行") : "指标 " + std::to_string(one.number);
    const auto place = static_cast<std::size_t>(one.number) - 1;
    const Score own =
        one.number == 0 ? row.execution.value_or(Score()) : row.sheet.scores[place].score;
    steps.push_back(
        {"抽查：" + which, own.to_text() + " → " + one.after.to_text() + "：" + one.reason});
  }
  steps.push_back({"抽查后", grade_text(*row.checked_total, rules)});
  steps.push_back({"抽查意见", row.judgement});
}

}  // namespace

std::vector<ScoreStep> score_account(const SheetRow& row, const RuleSet& rule_set) {
  const EvaluationRules& rules = evaluation_rules(rule_set);
  const std::vector<Indicator>& indicators = row.project.project.indicators;
  const EvaluationSheet sheet =
      evaluated(indicators, row.sheet.entry, row.money.budget, row.money.paid, rules);
  std::vector<ScoreStep> steps;
  steps.push_back({"规则集", rule_set.title + "，第 " + std::to_string(rule_set.version) + " 版" +
                                 (rule_set.evaluation ? "" : "；没有写明评分办法，用全国框架")});
  steps.push_back({"评分依据", source_text(rules)});
  steps.push_back({"分值", weights_text(indicators, sheet, rules)});
  if (!row.phase || row.sheet.scores.size() != indicators.size()) {
    steps.push_back({"得分", "自评表还没有填报，没有得分"});
    return steps;
  }
  steps.push_back({"预算执行", execution_text(row, rules)});
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const std::string name = indicators[i].path.empty() ? "" : indicators[i].path.back();
    steps.push_back({std::to_string(i + 1) + " " + name + "（" + target_of(indicators[i]) + "）",
                     line_text(sheet.indicators[i], row.sheet.scores[i], rules)});
  }
  steps.push_back({row.total ? "总分" : "总分（还没有上报，按今天的支出）", sum_text(row, rules)});
  if (row.total) steps.push_back({"等次", grade_text(*row.total, rules)});
  add_checked(steps, row, rules);
  return steps;
}

}  // namespace budget
