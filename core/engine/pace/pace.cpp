#include "engine/pace/pace.h"

#include <algorithm>

#include <budget/decimal.h>
#include <budget/rate.h>

namespace budget {
namespace {

/// Exact, so that the reader can redo the arithmetic to the last 分.
std::string wan(Money amount) {
  return amount.to_wan() + " 万元";
}

std::string number_text(const Threshold& threshold) {
  const std::string sign = threshold.inclusive ? "≥" : ">";
  return sign + (threshold.amount ? wan(*threshold.amount) : threshold.number.to_percent());
}

/// "提示", or "黄色（≥8.0）" with the threshold that gave it.
std::string level_text(const Rule& rule, AlertLevel level) {
  std::string text = chinese_name_of(level);
  for (const Threshold& threshold : rule.thresholds) {
    if (threshold.level == level) text += "（" + number_text(threshold) + "）";
  }
  return text;
}

std::string weekly_need(FiscalYear year, const AlertInputs& inputs, Date as_of) {
  if (inputs.next_month == 0) return {};
  const Date next = node_day(year, inputs.next_month);
  const int days = next.days() - as_of.days();
  const Money missing = inputs.next_planned - inputs.paid_to_date;
  if (days <= 0 || missing <= Money()) return {};
  const Money weekly = Money::from_fen(divide_half_up(Int128{7} * missing.fen(), days));
  return "到" + next.to_chinese() + "应达到 " + wan(inputs.next_planned) + "，此后每周约需支出 " +
         weekly.to_wan_shown() + " 万元。";
}

std::string heading(const AlertSubject& subject) {
  return subject.name + "（" + subject.code.text() + "）";
}

std::string percent_of(Money part, Money whole) {
  return share_of(part, whole).to_percent() + "%";
}

std::string month_share(int month) {
  return BasisPoints(divide_half_up(Int128{10'000} * month, 12)).to_percent() + "%";
}

/// The measure's part of the sentence, behind the sums paid.
std::string measured(const Rule& rule, const AlertInputs& inputs, int month) {
  const std::optional<Fraction> value = value_of(rule.measure, inputs, month);
  const std::string points = value ? shown(*value).to_percent() : "";
  const std::string rate = "支出进度 " + percent_of(inputs.paid, inputs.budget);
  const std::string policy = inputs.policy ? inputs.policy->to_percent() + "%" : "";
  switch (rule.measure) {
    case Measure::own_plan_lag:
      return rate + "，计划进度 " + percent_of(inputs.planned, inputs.budget) + "，落后 " + points +
             " 个百分点，";
    case Measure::own_plan_lag_relative:
      return "差额占累计计划的 " + points + "%，";
    case Measure::own_plan_gap:
      return {};
    case Measure::policy_lag:
      return rate + "，规定进度 " + policy + "，落后 " + points + " 个百分点，";
    case Measure::time_lag:
      return rate + "，时间进度 " + month_share(month) + "，落后 " + points + " 个百分点，";
    case Measure::plan_behind_policy:
      return "计划进度 " + percent_of(inputs.planned, inputs.budget) + "，规定进度 " + policy +
             "，落后 " + points + " 个百分点，";
    case Measure::december_share:
      return "十二月支出 " + wan(inputs.period_paid.value_or(Money())) + "，占预算 " + points +
             "%，";
    case Measure::last_quarter_share:
      return "十至十二月支出 " + wan(inputs.period_paid.value_or(Money())) + "，占预算 " + points +
             "%，";
    case Measure::over_spending:
      return "超出预算 " + wan(inputs.paid - inputs.budget) +
             (inputs.budget.is_zero() ? "，" : "（" + points + "%），");
    case Measure::expected_carry_over:
      return rate + "，按此进度全年预计结转 " + wan(inputs.stake.value_or(Money())) + "（" +
             points + "%），";
    case Measure::goal_gap:
      return rate + "，目标完成 " + inputs.achieved.value_or(BasisPoints()).to_percent() +
             "%，相差 " + points + " 个百分点，";
  }
  return {};
}

bool is_of_own_plan(Measure measure) {
  return measure == Measure::own_plan_lag || measure == Measure::own_plan_lag_relative ||
         measure == Measure::own_plan_gap;
}

/// What was paid or planned up to the node.
std::string sums(const AlertSubject& subject, const Rule& rule, const AlertInputs& inputs) {
  const std::string until = subject.month == 0
                                ? std::to_string(subject.year.value()) + "年度"
                                : "截至" + node_day(subject.year, subject.month).to_chinese();
  if (rule.measure == Measure::plan_behind_policy)
    return until + "累计计划 " + wan(inputs.planned) + "，预算 " + wan(inputs.budget) + "；";
  if (is_of_own_plan(rule.measure))
    return until + "累计支出 " + wan(inputs.paid) + "，累计计划 " + wan(inputs.planned) + "，差 " +
           wan(inputs.planned - inputs.paid) + "；";
  return until + "累计支出 " + wan(inputs.paid) + "，预算 " + wan(inputs.budget) + "；";
}

/// What follows from the level.
std::string action_text(const Rule& rule, AlertLevel level) {
  const Threshold* threshold = threshold_of(rule, level);
  if (threshold == nullptr || threshold->action <= AlertAction::warn) return {};
  std::string text = std::string("处理：") + chinese_name_of(threshold->action);
  if (threshold->within) {
    const char* unit = threshold->within->unit == SpanUnit::working_days ? "个工作日"
                       : threshold->within->unit == SpanUnit::months     ? "个月"
                                                                         : "天";
    text += "，" + std::to_string(threshold->within->count) + unit + "内答复";
  }
  return text + "。";
}

}  // namespace

std::string basis_text(const LegalBasis& basis) {
  if (basis.document.empty()) return "本地做法";
  const char* certainty = basis.certainty == Certainty::secondary ? "（转引）" : "";
  return basis.document + basis.article + certainty;
}

std::optional<AlertInputs> inputs_at(const ProjectState& project, FiscalYear year, int month,
                                     Date as_of) {
  static const Rule kOwn{};
  const auto found = inputs_for(kOwn, project, year, month, as_of);
  const auto* inputs = std::get_if<AlertInputs>(&found);
  return inputs == nullptr ? std::nullopt : std::optional(*inputs);
}

std::string alert_sentence(const AlertSubject& subject, const Rule& rule, AlertLevel level,
                           const AlertInputs& inputs, Date as_of) {
  const std::string need =
      is_of_own_plan(rule.measure) ? weekly_need(subject.year, inputs, as_of) : std::string();
  std::string text;
  text.reserve(512);
  text.append(heading(subject)).append("：").append(sums(subject, rule, inputs));
  text.append(measured(rule, inputs, subject.month)).append(level_text(rule, level)).append("。");
  text.append(need).append(action_text(rule, level)).append("依据：").append(rule.title);
  text.append("（").append(basis_text(rule.basis)).append("）。");
  text.shrink_to_fit();  // it stays in memory as long as its alert
  return text;
}

std::string closing_sentence(const AlertSubject& subject, AlertCause cause,
                             const AlertInputs& inputs, Date as_of) {
  const std::string begin = heading(subject) + "：" + chinese_name_of(cause);
  if (cause != AlertCause::late_record && cause != AlertCause::caught_up) {
    return begin + "，累计支出 " + wan(inputs.paid) + "，预算 " + wan(inputs.budget) +
           "，预警解除。";
  }
  const bool late_record = cause == AlertCause::late_record;
  const std::string until = late_record
                                ? "截至" + node_day(subject.year, subject.month).to_chinese()
                                : "到" + as_of.to_chinese();
  const Money paid = late_record ? inputs.paid : inputs.paid_to_date;
  if (inputs.stake) {
    return begin + "，" + until + "累计支出 " + wan(paid) + "，占预算 " +
           percent_of(paid, inputs.budget) + "，预警解除。";
  }
  return begin + "，" + until + "累计支出 " + wan(paid) + "，达到" + std::to_string(subject.month) +
         "月底累计计划 " + wan(inputs.planned) + "，预警解除。";
}

namespace {

AlertStep value_step(const Rule& rule, const AlertInputs& inputs, int month) {
  const std::optional<Fraction> value = value_of(rule.measure, inputs, month);
  const bool is_money = rule.measure == Measure::own_plan_gap;
  std::string text;
  switch (rule.measure) {
    case Measure::own_plan_lag:
      text = "(P − A) ÷ B = " + wan(inputs.planned - inputs.paid) + " ÷ " + wan(inputs.budget);
      break;
    case Measure::own_plan_lag_relative:
      text = "(P − A) ÷ P = " + wan(inputs.planned - inputs.paid) + " ÷ " + wan(inputs.planned);
      break;
    case Measure::own_plan_gap:
      text = "P − A";
      break;
    case Measure::policy_lag:
      text = "T − A ÷ B = " + inputs.policy.value_or(BasisPoints()).to_percent() + "% − " +
             wan(inputs.paid) + " ÷ " + wan(inputs.budget);
      break;
    case Measure::time_lag:
      text = "m ÷ 12 − A ÷ B = " + std::to_string(month) + " ÷ 12 − " + wan(inputs.paid) + " ÷ " +
             wan(inputs.budget);
      break;
    case Measure::plan_behind_policy:
      text = "T − P ÷ B = " + inputs.policy.value_or(BasisPoints()).to_percent() + "% − " +
             wan(inputs.planned) + " ÷ " + wan(inputs.budget);
      break;
    case Measure::december_share:
    case Measure::last_quarter_share:
      text = "期间支出 ÷ B = " + wan(inputs.period_paid.value_or(Money())) + " ÷ " +
             wan(inputs.budget);
      break;
    case Measure::over_spending:
      text = "(A − B) ÷ B = " + wan(inputs.paid - inputs.budget) + " ÷ " + wan(inputs.budget);
      break;
    case Measure::expected_carry_over:
      text = "1 − 12·A ÷ (m·B) = 1 − 12 × " + wan(inputs.paid) + " ÷ (" + std::to_string(month) +
             " × " + wan(inputs.budget) + ")";
      break;
    case Measure::goal_gap:
      text = "|目标完成 − A ÷ B| = |" + inputs.achieved.value_or(BasisPoints()).to_percent() +
             "% − " + wan(inputs.paid) + " ÷ " + wan(inputs.budget) + "|";
      break;
  }
  if (value && is_money) text += " = " + wan(inputs.planned - inputs.paid);
  if (value && !is_money && !(rule.measure == Measure::over_spending && inputs.budget.is_zero()))
    text += " = " + print_fixed(shown(*value).value(), 2, 2) + "%（四舍五入，比较时用精确值）";
  return {std::string("度量：") + chinese_name_of(rule.measure), std::move(text)};
}

AlertStep threshold_step(const Threshold& threshold, const std::optional<Fraction>& value) {
  const bool holds = value && value->part > 0 && reaches(threshold, *value);
  const std::string number =
      threshold.amount ? wan(*threshold.amount) : print_fixed(threshold.number.value(), 2, 2) + "%";
  std::string text =
      std::string(threshold.inclusive ? "≥ " : "> ") + number + "：" + (holds ? "成立" : "不成立");
  if (value && !threshold.amount) {
    // Both sides as whole numbers, so that anybody can redo the comparison.
    const auto print = [](Int128 units) {
      const bool negative = units < 0;
      if (negative) units = -units;
      std::string digits;
      do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(units % 10)));
        units /= 10;
      } while (units > 0);
      return (negative ? "-" : "") + digits;
    };
    text += "（" + print(value->part * 10'000) + (threshold.inclusive ? " ≥ " : " > ") +
            print(threshold.number.value() * value->whole) + "，单位：分×万分之一）";
  }
  return {std::string(chinese_name_of(threshold.level)), std::move(text)};
}

}  // namespace

std::vector<AlertStep> arithmetic_of(const Alert& alert, const Rule& rule) {
  const AlertInputs& inputs = alert.inputs;
  std::vector<AlertStep> steps;
  steps.push_back({"预算 B", wan(inputs.budget)});
  if (inputs.planned > Money() || is_of_own_plan(rule.measure))
    steps.push_back({"累计计划 P", wan(inputs.planned)});
  if (rule.measure != Measure::plan_behind_policy) {
    steps.push_back({"累计支出 A", wan(inputs.paid)});
    steps.push_back({"至最近一次计算已支出", wan(inputs.paid_to_date)});
  }
  if (inputs.policy) steps.push_back({"规定进度 T", inputs.policy->to_percent() + "%"});
  if (inputs.period_paid) steps.push_back({"期间支出", wan(*inputs.period_paid)});
  if (inputs.achieved) steps.push_back({"目标完成", inputs.achieved->to_percent() + "%"});
  steps.push_back(value_step(rule, inputs, alert.month));
  const std::optional<Fraction> value = value_of(rule.measure, inputs, alert.month);
  for (const Threshold& threshold : rule.thresholds)
    steps.push_back(threshold_step(threshold, value));
  const std::optional<AlertLevel> level = level_of(rule, inputs, alert.month);
  steps.push_back({"结论", level ? chinese_name_of(*level) : "不预警"});
  steps.push_back({"依据", rule.title + "（" + basis_text(rule.basis) + "）"});
  if (!rule.basis.note.empty()) steps.push_back({"出处说明", rule.basis.note});
  return steps;
}

}  // namespace budget
