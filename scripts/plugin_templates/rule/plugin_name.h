#pragma once

#include <budget/plugin.hpp>

/// Says which projects have a budget above a limit. Replace it by what your office checks.
class PluginName : public budget::plugin::Rule {
 public:
  static budget::plugin::About about();
  budget::Result<void> configure(const budget::Json& config) override;
  [[nodiscard]] std::vector<budget::plugin::RuleText> rules() const override;
  budget::Result<void> check(const budget::plugin::Budget& budget, budget::plugin::Report& report,
                             const budget::plugin::Call& call) const override;

 private:
  budget::Money limit_;
};
