#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/money.h>
#include <budget/rate.h>

#include "model/deadline.h"
#include "model/evaluation.h"
#include "model/payment.h"

namespace budget {

/// How bad. Chinese names on screen: 提示, 黄色, 橙色, 红色.
enum class AlertLevel { info, yellow, orange, red };

/// What a rule measures. money.md "Pace", domain.md §3.6; B budget, A paid, P planned, T curve, m
/// month.
enum class Measure {
  own_plan_lag,           ///< P/B − A/B, in basis points of the budget (percentage points)
  own_plan_lag_relative,  ///< (P − A)/P, in basis points, for P > 0
  own_plan_gap,           ///< P − A, in 分
  policy_lag,             ///< T(m) − A/B: behind the curve the rule itself gives
  time_lag,               ///< m/12 − A/B: behind the time that has passed
  plan_behind_policy,     ///< T(m) − P(m)/B: the drafted plan itself is behind the curve
  december_share,         ///< what was paid in December, as a share of B
  last_quarter_share,     ///< what was paid from October to December, as a share of B
  over_spending,          ///< (A − B)/B
  expected_carry_over,    ///< 1 − A·12/(m·B): what is left at the year's end at the pace so far
  goal_gap,               ///< share of the goals reached and A/B: how far apart, either way
};

/// When a measure is taken.
enum class Moment {
  month_end,  ///< at the nodes the rule names
  draft,      ///< when a plan is handed in or approved, and for every node of the curve
  payment,    ///< with every payment, whatever the month
};
[[nodiscard]] Moment moment_of(Measure measure) noexcept;

/// What a threshold does. Everything but `record` tells people; `block` refuses further payments of
/// the project until the alert is closed or exempted.
enum class AlertAction {
  record,
  warn,
  warn_with_attachment,  ///< the answer must come with a document
  inquire,               ///< an answer is owed (问询函)
  propose_recovery,      ///< the unspent rest is proposed for recovery
  rectify,               ///< a rectification with a deadline is started
  block,
};

/// One step of a rule: the level applies when the measure is above (strictly) or at least the
/// number.
struct Threshold {
  AlertLevel level = AlertLevel::info;
  bool inclusive = true;  ///< true: ">=", false: ">"
  BasisPoints number;
  AlertAction action = AlertAction::warn;
  std::optional<Money> amount{};  ///< in place of `number` where the measure is money
  std::optional<Span> within{};   ///< how long the department has to answer
  friend bool operator==(const Threshold&, const Threshold&) = default;
};

struct LegalBasis {
  std::string document;  ///< number of the document; empty with local_practice
  std::string article;
  Certainty certainty = Certainty::local_practice;
  std::string note{};  ///< how the number was come by, for a secondary source
  std::optional<Date> valid_from{};
  std::optional<Date> valid_to{};  ///< included
  friend bool operator==(const LegalBasis&, const LegalBasis&) = default;
};

/// Who gives a rule; from the widest to the nearest.
enum class Layer { nation, province, city, county, department };

/// Which of several rules on one topic counts for a project.
enum class ConflictOrder {
  stricter,  ///< the one that gives the worse level; at the same level the higher layer's
  higher,    ///< the nation's before the province's … whatever the level
  nearer,    ///< the department's before the county's … whatever the level
};

/// The policy curve at a month's end: the share of B that should have been paid.
struct CurvePoint {
  int month = 0;
  BasisPoints share;
  friend bool operator==(const CurvePoint&, const CurvePoint&) = default;
};

/// Which projects a rule is about: all conditions that are given must hold, each list by one entry.
struct RuleScope {
  std::vector<RegionCode> regions{};
  std::vector<DepartmentId> departments{};
  std::vector<UnitCode> units{};
  std::vector<ProjectCode> projects{};
  std::vector<std::string> words{};          ///< the project's name holds one of these
  std::vector<std::string> without_words{};  ///< and none of these
  std::optional<FundKind> fund{};            ///< has money of this kind
  std::optional<Money> budget_at_least{};
  friend bool operator==(const RuleScope&, const RuleScope&) = default;
};

/// Projects a rule leaves out, written in the rule itself; others are granted one by one.
struct RuleExemption {
  std::vector<ProjectCode> projects{};
  std::vector<DepartmentId> departments{};
  std::string reason;
  std::optional<Date> until{};  ///< included; empty: for good
  friend bool operator==(const RuleExemption&, const RuleExemption&) = default;
};

struct Rule {
  RuleId id;
  std::string title;
  Measure measure = Measure::own_plan_lag;
  std::vector<int> months;  ///< the nodes at which it is asked, ascending; empty unless month_end
  std::vector<Threshold>
      thresholds;  ///< from mild to severe; the last one that holds gives the level
  LegalBasis basis;
  std::vector<CurvePoint> curve{};  ///< T, ascending; of measures that need it
  std::optional<RuleScope> scope{};
  std::vector<RuleExemption> exemptions{};
  std::string topic{};           ///< rules on the same topic compete; empty: it competes with none
  std::optional<Layer> layer{};  ///< of the set it came from
  friend bool operator==(const Rule&, const Rule&) = default;
};

/// The rules of a region for a stretch of years.
struct RuleSet {
  RuleSetId id;
  int version = 1;
  std::string title;
  FiscalYear valid_from;
  std::optional<FiscalYear> valid_to;  ///< included; empty: until replaced
  std::vector<Rule> rules;
  ContentHash hash;  ///< identity of the content; set when deployed
  std::optional<Layer> layer{};
  std::optional<ConflictOrder> conflict{};      ///< empty: every rule counts
  std::optional<EvaluationRules> evaluation{};  ///< how self-evaluations are scored
  friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

[[nodiscard]] const char* name_of(AlertLevel value) noexcept;
[[nodiscard]] const char* name_of(Measure value) noexcept;
[[nodiscard]] const char* name_of(AlertAction value) noexcept;
[[nodiscard]] const char* name_of(Moment value) noexcept;
[[nodiscard]] const char* name_of(Layer value) noexcept;
[[nodiscard]] const char* name_of(ConflictOrder value) noexcept;
[[nodiscard]] const char* chinese_name_of(Measure value) noexcept;
[[nodiscard]] const char* chinese_name_of(AlertAction value) noexcept;

/// T(m), or nothing when the curve has no point there.
[[nodiscard]] std::optional<BasisPoints> curve_at(const Rule& rule, int month);
/// The threshold that gives a level, or null.
[[nodiscard]] const Threshold* threshold_of(const Rule& rule, AlertLevel level);
/// More paid than budgeted: always red, also where a rule set says nothing of it (预算法 art. 13).
[[nodiscard]] const Rule& over_spending_rule();

/// The set's own, or those of the national frame.
[[nodiscard]] const EvaluationRules& evaluation_rules(const RuleSet& rule_set);

/// "黄色"
[[nodiscard]] const char* chinese_name_of(AlertLevel value) noexcept;

}  // namespace budget
