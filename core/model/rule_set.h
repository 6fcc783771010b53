#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/rate.h>

namespace budget {

/// How bad. Chinese names on screen: 提示, 黄色, 橙色, 红色.
enum class AlertLevel { info, yellow, orange, red };

/// What a pace rule measures at a node. money.md "Pace".
enum class Measure {
  own_plan_lag,           ///< P/B − A/B, in basis points of the budget (percentage points)
  own_plan_lag_relative,  ///< (P − A)/P, in basis points, for P > 0
};

/// What a threshold does besides being recorded.
enum class AlertAction { record, warn };

/// How sure the source of a rule is.
enum class Certainty { primary, secondary, local_practice };

/// One step of a rule: the level applies when the measure is above (strictly) or at least the
/// number.
struct Threshold {
  AlertLevel level = AlertLevel::info;
  bool inclusive = true;  ///< true: ">=", false: ">"
  BasisPoints number;
  AlertAction action = AlertAction::warn;
  friend bool operator==(const Threshold&, const Threshold&) = default;
};

struct LegalBasis {
  std::string document;  ///< number of the document; empty with local_practice
  std::string article;
  Certainty certainty = Certainty::local_practice;
  friend bool operator==(const LegalBasis&, const LegalBasis&) = default;
};

struct Rule {
  RuleId id;
  std::string title;
  Measure measure = Measure::own_plan_lag;
  std::vector<int> months;  ///< the nodes at which it is asked, ascending
  std::vector<Threshold>
      thresholds;  ///< from mild to severe; the last one that holds gives the level
  LegalBasis basis;
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
  friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

[[nodiscard]] const char* name_of(AlertLevel value) noexcept;
[[nodiscard]] const char* name_of(Measure value) noexcept;
[[nodiscard]] const char* name_of(AlertAction value) noexcept;
[[nodiscard]] const char* name_of(Certainty value) noexcept;
/// "黄色"
[[nodiscard]] const char* chinese_name_of(AlertLevel value) noexcept;

}  // namespace budget
