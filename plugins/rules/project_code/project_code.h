#pragma once

#include <string>
#include <vector>

#include <budget/plugin.hpp>

namespace budget::project_code {

/// Project codes: shape, check character, region, year, unit, duplicates.
class ProjectCodeRule : public plugin::Rule {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] std::vector<plugin::RuleText> rules() const override;
  Result<void> check(const plugin::Budget& budget, plugin::Report& report,
                     const plugin::Call& call) const override;

 private:
  void check_code(const plugin::Budget& budget, const plugin::Project& project,
                  plugin::Report& report) const;
  void check_year(const plugin::Project& project, plugin::Report& report) const;

  std::vector<std::string> regions_;  ///< accepted besides the budget's own
  std::string letters_ = "P";         ///< whose codes carry a check character
  int check_from_year_ = 2022;
  int oldest_code_years_ = 2;
};

}  // namespace budget::project_code
