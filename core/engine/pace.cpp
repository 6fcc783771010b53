#include "engine/pace.h"

#include <algorithm>

#include <budget/decimal.h>
#include <budget/rate.h>

namespace budget {
namespace {

Date node_day(FiscalYear year, int month) {
  return Date::last_of_month(year.value(), month);
}

bool reaches(const Threshold& threshold, Money lag, Money base) {
  const std::strong_ordering order = compare_share(lag, base, threshold.number);
  return threshold.inclusive ? order >= 0 : order > 0;
}

/// Exact, so that the reader can redo the arithmetic to the last 分.
std::string wan(Money amount) {
  return amount.to_wan() + " 万元";
}

/// "提示", or "黄色（≥8.0）" with the threshold that gave it.
std::string level_text(const Rule& rule, AlertLevel level) {
  std::string text = chinese_name_of(level);
  for (const Threshold& threshold : rule.thresholds) {
    if (threshold.level != level) continue;
    text += std::string("（") + (threshold.inclusive ? "≥" : ">") + threshold.number.to_percent() +
            "）";
  }
  return text;
}

std::string basis_text(const LegalBasis& basis) {
  if (basis.document.empty()) return "本地做法";
  const char* certainty = basis.certainty == Certainty::secondary ? "（转引）" : "";
  return basis.document + basis.article + certainty;
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

}  // namespace

std::optional<AlertInputs> inputs_at(const ProjectState& project, FiscalYear year, int month,
                                     Date as_of) {
  const PlanVersion* version = version_in_force(project.versions, node_day(year, month));
  if (version == nullptr || version->plan.empty() || project.funds.budget <= Money())
    return std::nullopt;
  AlertInputs inputs;
  inputs.budget = project.funds.budget;
  inputs.planned = planned_by(version->plan, month);
  inputs.paid = paid_by(project, month);
  inputs.paid_to_date =
      paid_by(project, std::max(month, as_of < year.last_day() ? as_of.month() : 12));
  for (const PlanNode& node : version->plan.nodes) {
    if (node.month <= month) continue;
    inputs.next_month = node.month;
    inputs.next_planned = node.cumulative;
    break;
  }
  return inputs;
}

std::optional<AlertLevel> level_of(const Rule& rule, const AlertInputs& inputs) {
  if (inputs.planned <= Money() || inputs.paid >= inputs.planned) return std::nullopt;
  const Money lag = inputs.planned - inputs.paid;
  const Money base = rule.measure == Measure::own_plan_lag ? inputs.budget : inputs.planned;
  std::optional<AlertLevel> level;
  for (const Threshold& threshold : rule.thresholds) {
    if (reaches(threshold, lag, base)) level = threshold.level;
  }
  return level;
}

bool has_caught_up(const AlertInputs& inputs) {
  return inputs.paid_to_date >= inputs.planned;
}

std::string alert_sentence(const AlertSubject& subject, const Rule& rule, AlertLevel level,
                           const AlertInputs& inputs, Date as_of) {
  const Money gap = inputs.planned - inputs.paid;
  const bool relative = rule.measure == Measure::own_plan_lag_relative;
  std::string text = heading(subject) + "：截至" +
                     node_day(subject.year, subject.month).to_chinese() + "累计支出 " +
                     wan(inputs.paid) + "，累计计划 " + wan(inputs.planned) + "，差 " + wan(gap) +
                     "；";
  if (relative) {
    text += "差额占累计计划的 " + share_of(gap, inputs.planned).to_percent() + "%，";
  } else {
    text += "支出进度 " + share_of(inputs.paid, inputs.budget).to_percent() + "%，计划进度 " +
            share_of(inputs.planned, inputs.budget).to_percent() + "%，落后 " +
            share_of(gap, inputs.budget).to_percent() + " 个百分点，";
  }
  return text + level_text(rule, level) + "。" + weekly_need(subject.year, inputs, as_of) +
         "依据：" + rule.title + "（" + basis_text(rule.basis) + "）。";
}

std::string closing_sentence(const AlertSubject& subject, AlertCause cause,
                             const AlertInputs& inputs, Date as_of) {
  const bool late_record = cause == AlertCause::late_record;
  return heading(subject) + "：" + chinese_name_of(cause) + "，" +
         (late_record ? "截至" + node_day(subject.year, subject.month).to_chinese()
                      : "到" + as_of.to_chinese()) +
         "累计支出 " + wan(late_record ? inputs.paid : inputs.paid_to_date) + "，达到" +
         std::to_string(subject.month) + "月底累计计划 " + wan(inputs.planned) + "，预警解除。";
}

}  // namespace budget
