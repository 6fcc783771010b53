#pragma once

#include <string>
#include <vector>

#include <budget/plugin.hpp>

#include "policy_curve.h"

namespace budget::plan_shape {

/// The shape of a project's cumulative plan and of its funds, and the plan against a policy curve.
class PlanShapeRule : public plugin::Rule {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] std::vector<plugin::RuleText> rules() const override;
  Result<void> check(const plugin::Budget& budget, plugin::Report& report,
                     const plugin::Call& call) const override;

 private:
  void check_funds(const plugin::Project& project, plugin::Report& report) const;
  void check_months(const plugin::Project& project, plugin::Report& report) const;
  void check_amounts(const plugin::Project& project, plugin::Report& report) const;
  void check_year_end(const plugin::Project& project, plugin::Report& report) const;
  void check_curve(const plugin::Project& project, plugin::Report& report) const;
  [[nodiscard]] bool is_exempt(const plugin::Project& project) const;

  std::vector<int> node_months_;
  Money tolerance_;
  Money plan_needed_from_;
  Money year_end_allowed_below_;
  std::vector<CurvePoint> curve_;
  std::string curve_basis_;
  std::vector<std::string> curve_exempt_words_;
};

}  // namespace budget::plan_shape
