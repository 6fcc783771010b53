#include "model/rule_set.h"

namespace budget {

const char* name_of(AlertLevel value) noexcept {
  switch (value) {
    case AlertLevel::info:
      return "info";
    case AlertLevel::yellow:
      return "yellow";
    case AlertLevel::orange:
      return "orange";
    case AlertLevel::red:
      return "red";
  }
  return "";
}

const char* chinese_name_of(AlertLevel value) noexcept {
  switch (value) {
    case AlertLevel::info:
      return "提示";
    case AlertLevel::yellow:
      return "黄色";
    case AlertLevel::orange:
      return "橙色";
    case AlertLevel::red:
      return "红色";
  }
  return "";
}

const char* name_of(Measure value) noexcept {
  switch (value) {
    case Measure::own_plan_lag:
      return "own_plan_lag";
    case Measure::own_plan_lag_relative:
      return "own_plan_lag_relative";
    case Measure::own_plan_gap:
      return "own_plan_gap";
    case Measure::policy_lag:
      return "policy_lag";
    case Measure::time_lag:
      return "time_lag";
    case Measure::plan_behind_policy:
      return "plan_behind_policy";
    case Measure::december_share:
      return "december_share";
    case Measure::last_quarter_share:
      return "last_quarter_share";
    case Measure::over_spending:
      return "over_spending";
    case Measure::expected_carry_over:
      return "expected_carry_over";
    case Measure::goal_gap:
      return "goal_gap";
  }
  return "";
}

const char* chinese_name_of(Measure value) noexcept {
  switch (value) {
    case Measure::own_plan_lag:
      return "落后自身计划（百分点）";
    case Measure::own_plan_lag_relative:
      return "落后自身计划（占计划的比例）";
    case Measure::own_plan_gap:
      return "落后自身计划（差额）";
    case Measure::policy_lag:
      return "落后规定进度";
    case Measure::time_lag:
      return "落后时间进度";
    case Measure::plan_behind_policy:
      return "计划落后规定进度";
    case Measure::december_share:
      return "十二月支出占比";
    case Measure::last_quarter_share:
      return "第四季度支出占比";
    case Measure::over_spending:
      return "超预算支出";
    case Measure::expected_carry_over:
      return "预计结转";
    case Measure::goal_gap:
      return "目标完成与执行进度的差距";
  }
  return "";
}

Moment moment_of(Measure measure) noexcept {
  if (measure == Measure::over_spending) return Moment::payment;
  return measure == Measure::plan_behind_policy ? Moment::draft : Moment::month_end;
}

const char* name_of(Moment value) noexcept {
  switch (value) {
    case Moment::month_end:
      return "month_end";
    case Moment::draft:
      return "draft";
    case Moment::payment:
      return "payment";
  }
  return "";
}

const char* name_of(AlertAction value) noexcept {
  switch (value) {
    case AlertAction::record:
      return "record";
    case AlertAction::warn:
      return "warn";
    case AlertAction::warn_with_attachment:
      return "warn_with_attachment";
    case AlertAction::inquire:
      return "inquire";
    case AlertAction::propose_recovery:
      return "propose_recovery";
    case AlertAction::rectify:
      return "rectify";
    case AlertAction::block:
      return "block";
  }
  return "";
}

const char* chinese_name_of(AlertAction value) noexcept {
  switch (value) {
    case AlertAction::record:
      return "记录";
    case AlertAction::warn:
      return "预警";
    case AlertAction::warn_with_attachment:
      return "预警（须附材料说明）";
    case AlertAction::inquire:
      return "问询";
    case AlertAction::propose_recovery:
      return "建议收回";
    case AlertAction::rectify:
      return "限期整改";
    case AlertAction::block:
      return "暂停支付";
  }
  return "";
}

const char* name_of(Layer value) noexcept {
  switch (value) {
    case Layer::nation:
      return "nation";
    case Layer::province:
      return "province";
    case Layer::city:
      return "city";
    case Layer::county:
      return "county";
    case Layer::department:
      return "department";
  }
  return "";
}

const char* name_of(ConflictOrder value) noexcept {
  switch (value) {
    case ConflictOrder::stricter:
      return "stricter";
    case ConflictOrder::higher:
      return "higher";
    case ConflictOrder::nearer:
      return "nearer";
  }
  return "";
}

std::optional<BasisPoints> curve_at(const Rule& rule, int month) {
  for (const CurvePoint& point : rule.curve) {
    if (point.month == month) return point.share;
  }
  return std::nullopt;
}

const Threshold* threshold_of(const Rule& rule, AlertLevel level) {
  for (const Threshold& threshold : rule.thresholds) {
    if (threshold.level == level) return &threshold;
  }
  return nullptr;
}

const EvaluationRules& evaluation_rules(const RuleSet& rule_set) {
  static const EvaluationRules kNational = [] {
    EvaluationRules rules;
    rules.document = "财预〔2020〕10号";
    rules.certainty = Certainty::secondary;
    return rules;
  }();
  return rule_set.evaluation ? *rule_set.evaluation : kNational;
}

const Rule& over_spending_rule() {
  static const Rule kRule{RuleId("budgetd.over_spending"),
                          "累计支出超过预算",
                          Measure::over_spending,
                          {},
                          {{AlertLevel::red, false, BasisPoints(), AlertAction::warn}},
                          {"《中华人民共和国预算法》", "第十三条", Certainty::secondary,
                           "支出须以经批准的预算为依据；条文未与原文逐字核对"}};
  return kRule;
}

}  // namespace budget
