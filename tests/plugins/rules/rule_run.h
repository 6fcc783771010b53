#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <budget/plugin.hpp>

namespace budget::tests {

/// What one call of a rule says.
struct RuleRun {
  Json report;

  [[nodiscard]] std::vector<const Json*> of(std::string_view rule) const {
    std::vector<const Json*> found;
    for (const Json& finding : report["findings"].items())
      if (finding["rule"].text() == rule) found.push_back(&finding);
    return found;
  }
  [[nodiscard]] std::size_t count(std::string_view rule) const { return of(rule).size(); }
  /// Every rule that found something, once, in the order of the findings.
  [[nodiscard]] std::vector<std::string> rules() const {
    std::vector<std::string> names;
    for (const Json& finding : report["findings"].items()) {
      const std::string& rule = finding["rule"].text();
      if (std::find(names.begin(), names.end(), rule) == names.end()) names.push_back(rule);
    }
    return names;
  }
  [[nodiscard]] bool ran(std::string_view rule) const {
    for (const Json& id : report["rules_run"].items())
      if (id.text() == rule) return true;
    return false;
  }
  [[nodiscard]] std::string reason_not_run(std::string_view rule) const {
    for (const Json& entry : report["rules_not_run"].items())
      if (entry["rule"].text() == rule) return entry["reason"].text();
    return {};
  }
};

/// Runs a rule plugin's class on a payload, without a host.
template <typename Class>
RuleRun run_rule(const Json& payload, const Json& options = Json::object()) {
  std::vector<Finding> wrong;
  const Json config = checked_options(Class::about().options, options, wrong);
  EXPECT_TRUE(wrong.empty()) << (wrong.empty() ? "" : wrong.front().message);
  Class rule;
  const auto configured = rule.configure(config);
  EXPECT_TRUE(configured) << (configured ? "" : configured.error().message);
  budget_request request{};
  request.is_cancelled = [](const budget_request*) -> std::int32_t { return 0; };
  budget_sink sink{};
  plugin::Call call(request, sink, payload);
  const auto report = rule.run(BUDGET_RULE_CHECK, call);
  EXPECT_TRUE(report) << (report ? "" : report.error().message);
  return {report ? *report : Json()};
}

}  // namespace budget::tests
