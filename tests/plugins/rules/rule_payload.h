#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <budget/json.h>
#include <budget/money.h>
#include <budget/plugin.h>

namespace budget::test {

/// 分 of an amount of 万元.
inline std::int64_t wan(std::string_view text) {
  return Money::parse_wan(text).value().fen();
}

inline Json plan_of(std::initializer_list<std::pair<int, std::int64_t>> nodes) {
  Json plan = Json::array();
  for (const auto& [month, fen] : nodes)
    plan.push(Json::object().set("month", month).set("cumulative_fen", fen));
  return plan;
}

/// A sound project of 10 万元 with nothing paid; tests change what they are about.
inline Json a_project(std::string_view code = "13060526P00002810078Y",
                      std::string_view name = "稳就业补助资金") {
  Json project = Json::object();
  project.set("code", code).set("name", name);
  project.set("unit_code", "203001").set("unit_name", "党群工作部").set("purpose", "发放补助");
  project.set("budget_fen", wan("10")).set("fiscal_funds_fen", wan("10"));
  project.set("other_funds_fen", 0).set("paid_fen", 0);
  project.set("plan", plan_of({{3, wan("2")}, {6, wan("5")}, {10, wan("8")}, {12, wan("10")}}));
  project.set("goals", Json::array().push("完成年度补助发放"));
  project.set("indicators", Json::array());
  return project;
}

inline Json a_budget(std::vector<Json> projects) {
  Json payload = Json::object();
  payload.set("schema", BUDGET_RULE_CHECK).set("today", "2026-06-30").set("moment", "check");
  payload.set("region", Json::object().set("code", "130605").set("name", "白沟新城"));
  payload.set("department", Json::object().set("id", "130605-203").set("name", "党群工作部"));
  payload.set("fiscal_year", 2026).set("projects", Json(std::move(projects)));
  return payload;
}

/// What one rule found: "level message" per finding.
inline std::vector<std::string> found(const Json& report, std::string_view rule) {
  std::vector<std::string> lines;
  for (const Json& finding : report["findings"].items())
    if (finding["rule"].text() == rule)
      lines.push_back(finding["level"].text() + " " + finding["message"].text());
  return lines;
}

inline bool has_run(const Json& report, std::string_view rule) {
  const auto& run = report["rules_run"].items();
  return std::any_of(run.begin(), run.end(), [&](const Json& id) { return id.text() == rule; });
}

/// Why a rule did not run; empty when it is not in that list.
inline std::string why_not_run(const Json& report, std::string_view rule) {
  for (const Json& entry : report["rules_not_run"].items())
    if (entry["rule"].text() == rule) return entry["reason"].text();
  return {};
}

}  // namespace budget::test
