#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include <budget/logger.h>

#include "engine/engine.h"
#include "engine/plugin_catalog.h"
#include "engine/queries.h"

namespace budget {

/// Carries out the checks of the outbox: shows an instance to the rule plugins, pinned versions
/// only, and makes the command that reports what they said. A plugin that crashed, hung, lied or is
/// not there leaves a reason in the report; nothing of it is ever counted as passed.
class StepRunner {
 public:
  /// Without catalog nothing is checked, and the reports say so; `queries` is not asked then.
  StepRunner(PluginCatalog* plugins, Queries* queries, Logger& logger)
      : plugins_(plugins), queries_(queries), logger_(logger) {}

  /// [worker, several at once]
  [[nodiscard]] Command run(const Check& check);
  /// The same, given up between two rules as soon as `stops` is set; nothing: it was. The check is
  /// then as if nobody had begun it. [worker, several at once]
  [[nodiscard]] std::optional<Command> run(const Check& check, const std::atomic<bool>& stops);

 private:
  struct Job;

  [[nodiscard]] PluginReport ask(const Job& job, const PluginName& rule);
  [[nodiscard]] Result<PluginReport> call(const Job& job, const PluginInfo& info);
  [[nodiscard]] Result<std::vector<RuleId>> rules_of(const PluginInfo& info);

  PluginCatalog* plugins_;
  Queries* queries_;
  Logger& logger_;
  std::mutex mutex_;
  std::map<ContentHash, std::vector<RuleId>> listed_;  ///< by the plugin's hash
};

/// Executes a command and every check it waits for, on the calling thread: for rehearsals and
/// tests, where the engine has no thread of its own. `told` hears of the reports.
[[nodiscard]] Result<Outcome> execute_with_checks(
    Engine& engine, StepRunner& runner, Command command,
    const std::function<void(const Command&, const Outcome&)>& told);

/// How often a command is checked anew because what rules see changed while they looked.
inline constexpr int kMostChecks = 3;
[[nodiscard]] Error keeps_changing();

}  // namespace budget
