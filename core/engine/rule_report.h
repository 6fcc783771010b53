#pragma once

#include <string_view>
#include <vector>

#include <budget/json.h>

#include "engine/plugin_catalog.h"
#include "model/check.h"

namespace budget {

/// What is kept of one plugin's report: findings beyond this are only counted, texts are shortened.
struct ReportLimits {
  std::size_t findings = 200;
  std::size_t rules = 1'000;
  std::size_t text = 1'000;  ///< bytes of a message or a reason
  std::size_t name = 200;    ///< bytes of a rule's id or a part of a place
};

/// A budget.rule.report/1 as read; `pin` and `is_shadow` are the caller's to fill in. Rules of
/// `listed` that it does not mention are added as not run.
///
/// Errors: invalid_input naming the member that is not as docs/plugin-payloads.md says.
[[nodiscard]] Result<PluginReport> read_rule_report(std::string_view text,
                                                    const std::vector<RuleId>& listed,
                                                    const ReportLimits& limits = {});

/// Why a plugin is not asked at all, in the same way; empty for one that runs.
[[nodiscard]] std::string why_not_asked(const PluginInfo& plugin);

/// Why a plugin gave no report, for clerks: what that means in Chinese, and the error's own words
/// for whoever keeps the machine.
[[nodiscard]] std::string why_no_report(const Error& error);

/// A rule as its plugin tells it, for people.
struct RuleDescription {
  RuleId id;
  std::string title;
  FindingLevel level = FindingLevel::warning;
  std::string reason;
  std::string passes;                ///< an example that passes
  std::string fails;                 ///< one that does not
  std::string tolerance;             ///< empty: none
  std::string source;                ///< document and article; empty: as the reason says
  std::vector<std::string> regions;  ///< beginnings of region codes; empty: everywhere
};

/// All of a budget.rule.rules/1. Errors: likewise.
[[nodiscard]] Result<std::vector<RuleDescription>> read_rule_descriptions(
    std::string_view text, const ReportLimits& limits = {});

/// The ids of a budget.rule.rules/1. Errors: likewise.
[[nodiscard]] Result<std::vector<RuleId>> read_rule_list(std::string_view text,
                                                         const ReportLimits& limits = {});

}  // namespace budget
