#pragma once

#include <optional>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/finding.h>

#include "model/gate.h"

namespace budget {

using CheckId = Number<struct CheckTag>;

/// A check that was asked for and is not reported yet: waits in the outbox for the step runner.
struct Check {
  CheckId id;
  InstanceId instance;
  ActId moment;  ///< the act that waits or would, or kMomentOfCheck
  StageId stage;
  int round = 1;
  Date day;  ///< on which it was asked for; the rules are told it is today
  std::vector<PluginName> rules;
  EventSeq changed{};  ///< the last event since then that changed what rules see; 0: none
  friend bool operator==(const Check&, const Check&) = default;
};

/// The moment of a check nobody's act waits for, in a stage where several acts have a gate.
inline constexpr char kMomentOfCheck[] = "check";

struct RuleNotRun {
  RuleId rule;
  std::string reason;
  friend bool operator==(const RuleNotRun&, const RuleNotRun&) = default;
};

/// What one rule plugin had to say, or why it said nothing.
struct PluginReport {
  PluginPin pin;           ///< what the instance had pinned; without hash: nothing
  bool is_shadow = false;  ///< ran for comparison: has no effect on any act
  std::string problem;  ///< why none of its rules counts as run, in Chinese; empty: they were asked
  std::vector<RuleId> run;
  std::vector<RuleNotRun> not_run;
  std::int64_t rows = 0;  ///< looked at
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  std::int64_t infos = 0;
  std::vector<Finding> findings;  ///< the worst first; those beyond the limit are only counted
  friend bool operator==(const PluginReport&, const PluginReport&) = default;
};

/// What the engine keeps in memory of a PluginReport.
struct PluginVerdict {
  PluginPin pin;
  bool is_shadow = false;
  bool is_checked = false;  ///< every rule was run
  std::int64_t errors = 0;
  std::int64_t warnings = 0;
  friend bool operator==(const PluginVerdict&, const PluginVerdict&) = default;
};

/// The latest report on an instance: what it was made of, and what it says.
struct Report {
  CheckId check;
  ActId moment;
  StageId stage;
  int round = 1;
  Date day;
  Instant at;
  bool is_stale = false;  ///< what rules see has changed since
  std::vector<PluginVerdict> verdicts;
  friend bool operator==(const Report&, const Report&) = default;
};

/// How an act got through its gate.
struct GatePassage {
  CheckId check;
  std::vector<PluginName> not_checked;  ///< let through although these were not wholly checked
  friend bool operator==(const GatePassage&, const GatePassage&) = default;
};

[[nodiscard]] PluginVerdict verdict_of(const PluginReport& report);

}  // namespace budget
