#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/finding.h>
#include <budget/money.h>
#include <budget/text.h>
#include <budget/plugin/instance.hpp>

namespace budget::plugin {

// What a rule sees of a budget: plain values read from a budget.rule.check/1 payload.

struct PlanNode {
  int month = 0;     ///< 1–12
  Money cumulative;  ///< from the year's start to the end of the month
};

struct Indicator {
  std::string level1, level2, level3, description;
  std::string comparator;  ///< ">=", "<=", "=", ">", "<" or "qualitative"
  std::string value;       ///< decimal text, empty when qualitative
  std::string unit;
  std::string weight;  ///< points, decimal text; empty when none is printed
  std::string basis;
  std::string printed;  ///< the value cell as it stands
};

struct Project {
  std::string code, name, unit_code, unit_name, purpose;
  Money budget, fiscal_funds, other_funds;
  std::vector<PlanNode> plan;  ///< ascending by month; empty: no plan
  std::vector<std::string> goals;
  std::vector<Indicator> indicators;
  Money paid;           ///< since the year's start
  int fiscal_year = 0;  ///< the budget's, or that of the part of a document it stands in
  /// Whether the plan is approved and in force today: what was paid can be held against it. False:
  /// it is being drafted, or nobody knows more than a file says.
  bool is_in_force = false;
  int line = 0;  ///< of its sheet in the file it was read from; 0: not from a file
};

struct Budget {
  std::string region_code, region_name, department_id, department_name;
  int fiscal_year = 0;
  Date today;
  std::string moment;  ///< why it is asked: an act ("submit"), "check", "import"
  std::vector<Project> projects;
  const Json* payload = nullptr;  ///< everything else, by name

  [[nodiscard]] static Result<Budget> from(const Json& payload);
};

/// One rule as `budgetctl rules` shows it.
struct RuleText {
  RuleId id;
  std::string title;  ///< Chinese
  FindingLevel level = FindingLevel::warning;
  std::string reason;       ///< why the rule exists, with its source; Chinese
  std::string passes;       ///< an example that passes
  std::string fails;        ///< one that does not
  std::string tolerance{};  ///< how far amounts may differ, as configured; empty: not at all
  std::string source{};     ///< document and article, or "本地做法"; empty: as the reason says
  std::vector<std::string>
      regions{};  ///< where it holds: beginnings of region codes; empty: everywhere
};

/// What a rule has to say. Rules that ran and rules that did not are told apart: a rule nobody
/// mentions did not run.
class Report {
 public:
  void ran(RuleId rule) { run_.push_back(std::move(rule)); }
  void not_run(RuleId rule, std::string reason) {
    not_run_.emplace_back(std::move(rule), std::move(reason));
  }
  void add(Finding finding) { findings_.push_back(std::move(finding)); }
  /// A finding on one project; `field` is a part of it, such as "plan".
  void add(const RuleId& rule, FindingLevel level, const Project& project, std::string_view field,
           std::string message, std::string quote = {}) {
    Finding finding;
    finding.rule = rule;
    finding.level = level;
    finding.place.field = "projects[" + project.code + "]";
    if (!field.empty()) finding.place.field.append(".").append(field);
    finding.place.line = project.line;
    finding.message = std::move(message);
    finding.quote = std::move(quote);
    add(std::move(finding));
  }
  void covered(std::size_t rows) { rows_ += rows; }
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  [[nodiscard]] Json to_json() const;

 private:
  std::vector<RuleId> run_;
  std::vector<std::pair<RuleId, std::string>> not_run_;
  std::vector<Finding> findings_;
  std::size_t rows_ = 0;
};

/// A rule plugin: override rules() and check().
class Rule : public Instance {
 public:
  static std::vector<std::string_view> capabilities() {
    return {BUDGET_RULE_CHECK, BUDGET_RULE_LIST};
  }
  [[nodiscard]] virtual std::vector<RuleText> rules() const = 0;
  /// Puts findings into the report; every rule of rules() is marked ran or not_run. Errors: this
  /// check could not be done at all.
  virtual Result<void> check(const Budget& budget, Report& report, const Call& call) const = 0;

  [[nodiscard]] Result<Json> run(std::string_view capability, const Call& call) final;
};

}  // namespace budget::plugin

#include <budget/plugin/rule_payload.hpp>
