#pragma once

#include <budget/plugin.hpp>

#include "lint.h"

namespace budget::goal_lint {

/// Reads goal sheets the way an experienced reviewer does: G01–G13 and the defects of real sheets.
class GoalLint : public plugin::Rule {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] std::vector<plugin::RuleText> rules() const override;
  Result<void> check(const plugin::Budget& budget, plugin::Report& report,
                     const plugin::Call& call) const override;

 private:
  Settings settings_;
};

}  // namespace budget::goal_lint
