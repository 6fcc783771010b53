#pragma once

#include <memory>
#include <vector>

#include <budget/plugin.hpp>

#include "script_pack.h"

namespace budget::script {

/// A pack of rules written in Lua, run in a sandbox.
class ScriptRules : public plugin::Rule {
 public:
  static plugin::About about();

  /// Refuses a pack whose own tests do not hold.
  Result<void> configure(const Json& config) override;
  [[nodiscard]] std::vector<plugin::RuleText> rules() const override;
  Result<void> check(const plugin::Budget& budget, plugin::Report& report,
                     const plugin::Call& call) const override;

 private:
  struct Timed;  ///< what is left of the call's time

  [[nodiscard]] std::string why_not_for(const plugin::Budget& budget) const;
  /// All rules over one set of tables. False: a rule changed them, nothing of it counts.
  [[nodiscard]] Result<bool> run_together(const Json& budget, const Timed& time,
                                          std::vector<ScriptRun>& runs) const;
  /// Each rule over tables of its own; the one that changes them is named.
  Result<void> run_apart(const Json& budget, const Timed& time, std::vector<ScriptRun>& runs) const;
  [[nodiscard]] Result<std::unique_ptr<LuaSandbox>> open_for(const Json& budget,
                                                             const Timed& time) const;
  [[nodiscard]] Result<ScriptRun> run_rule(LuaSandbox& sandbox, const PackRule& rule,
                                           const Json& budget, const Timed& time) const;
  void tell(const plugin::Budget& budget, const PackRule& rule, const ScriptRun& run,
            plugin::Report& report) const;

  ScriptPack pack_;
  std::int64_t instructions_per_project_ = 0;
  Limits limits_;
};

}  // namespace budget::script
