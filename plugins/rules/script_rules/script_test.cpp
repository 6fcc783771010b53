#include "script_test.h"

#include <algorithm>

#include <budget/decimal.h>

namespace budget::script {
namespace {

Error wrong(const PackTest& test, const std::string& what) {
  return {ErrorCode::invalid_input,
          "expected a test case, but " + test.file + " case '" + test.name + "' " + what};
}

/// What a case does not say of its budget and of its projects.
Json plain_budget() {
  Json budget = Json::object();
  budget.set("schema", BUDGET_RULE_CHECK).set("today", "2026-06-30").set("moment", "check");
  budget.set("region", Json::object().set("code", "130000").set("name", "测试地区"));
  budget.set("department", Json::object().set("id", "130000-101").set("name", "测试部门"));
  budget.set("fiscal_year", 2026);
  budget.set("instance", Json::object());
  return budget;
}

Json plain_project() {
  Json project = Json::object();
  project.set("code", "13000026P00000110001K").set("name", "测试项目");
  project.set("unit_code", "101001").set("unit_name", "测试单位").set("purpose", "");
  for (const char* amount : {"budget_fen", "fiscal_funds_fen", "other_funds_fen", "paid_fen"})
    project.set(amount, 0);
  project.set("in_force", true);
  for (const char* list : {"plan", "goals", "indicators"})
    project.set(list, Json::array());
  return project;
}

Json plain_indicator() {
  Json indicator = Json::object();
  for (const char* name : {"level1", "level2", "level3", "description", "comparator", "value",
                           "unit", "weight", "basis", "printed"})
    indicator.set(name, "");
  return indicator;
}

/// `plain` with the members of `given` over it; names that are not in `plain` are refused.
Result<Json> laid_over(Json plain, const Json& given, const PackTest& test) {
  for (const auto& [name, value] : given.members()) {
    if (plain.find(name) == nullptr) return wrong(test, "has the unknown name '" + name + "'");
    plain.set(name, value);
  }
  return plain;
}

/// plan_wan = {[6] = "5", [12] = "10"} as the plan of a payload.
Result<Json> plan_from_wan(const Json& given, const PackTest& test) {
  std::vector<std::pair<std::int64_t, std::int64_t>> nodes;
  const auto add = [&](std::int64_t month, const Json& text) {
    const auto amount = Money::parse_wan(text.text());
    if (amount) nodes.emplace_back(month, amount->fen());
    return amount.has_value() && text.is_text() && month >= 1 && month <= 12;
  };
  bool is_read = true;
  for (std::size_t at = 0; at < given.items().size(); ++at)  // 1, 2, 3 … are an array
    is_read = add(static_cast<std::int64_t>(at) + 1, given.items()[at]) && is_read;
  for (const auto& [month, text] : given.members())
    is_read = add(parse_fixed(month, 0) ? *parse_fixed(month, 0) : 0, text) && is_read;
  if (!is_read) return wrong(test, "has a plan_wan that is not {[month] = \"amount\"}");
  std::sort(nodes.begin(), nodes.end());
  Json plan = Json::array();
  for (const auto& [month, fen] : nodes)
    plan.push(Json::object().set("month", month).set("cumulative_fen", fen));
  return plan;
}

/// Names in 万元 (budget_wan = "12.34") as the fen of a payload.
Result<Json> with_fen(const Json& given, const PackTest& test) {
  Json project = Json::object();
  for (const auto& [name, value] : given.members()) {
    if (name == "plan_wan") {
      project.set("plan", TRY(plan_from_wan(value, test)));
    } else if (name.ends_with("_wan")) {
      const auto amount = Money::parse_wan(value.text());
      if (!value.is_text() || !amount)
        return wrong(test, "has no amount such as \"12.34\" in '" + name + "'");
      project.set(name.substr(0, name.size() - 4) + "_fen", amount->fen());
    } else if (name == "indicators") {
      Json indicators = Json::array();
      for (const Json& indicator : value.items())
        indicators.push(TRY(laid_over(plain_indicator(), indicator, test)));
      project.set(name, std::move(indicators));
    } else {
      project.set(name, value);
    }
  }
  return project;
}

Result<PackTest> read_test(const ScriptPack& pack, const std::string& file, const Json& given) {
  PackTest test;
  test.file = file;
  test.rule = RuleId(given["rule"].text());
  test.name = given["case"].text();
  test.finds = given["finds"].text();
  if (test.name.empty()) return wrong(test, "has no 'case', its name");
  for (const auto& [name, value] : given.members()) {
    const std::string_view known[] = {"rule", "case", "finds", "passes", "budget", "projects"};
    if (std::find(std::begin(known), std::end(known), name) == std::end(known))
      return wrong(test, "has the unknown name '" + name + "'");
  }
  const bool is_known = std::any_of(pack.rules.begin(), pack.rules.end(),
                                    [&](const auto& rule) { return rule.text.id == test.rule; });
  if (!is_known) return wrong(test, "is about the unknown rule '" + test.rule.text() + "'");
  if (given["passes"].boolean() == !test.finds.empty())
    return wrong(test, "says neither passes = true nor finds = \"…\", or both");
  Json payload = TRY(laid_over(plain_budget(), given["budget"], test));
  Json projects = Json::array();
  for (const Json& written : given["projects"].items()) {
    const Json project = TRY(with_fen(written, test));
    projects.push(TRY(laid_over(plain_project(), project, test)));
  }
  payload.set("projects", std::move(projects));
  test.budget = readable_budget(payload);
  return test;
}

std::string problem_of(const ScriptPack& pack, const PackTest& test, const Limits& limits) {
  const auto rule = std::find_if(pack.rules.begin(), pack.rules.end(),
                                 [&](const PackRule& each) { return each.text.id == test.rule; });
  const auto sandbox = LuaSandbox::open(limits);
  if (!sandbox) return sandbox.error().message;
  const auto loaded = (*sandbox)->load_rule(rule->file, pack.files.at(rule->file));
  if (!loaded) return loaded.error().message;
  if (const auto given = (*sandbox)->give(test.budget); !given) return given.error().message;
  const ScriptRun run = (*sandbox)->run(*loaded, limits);
  if (!run.stopped.empty()) return "没有运行完：" + run.stopped;
  if (test.finds.empty())
    return run.findings.empty() ? "" : "本应通过，却报告“" + run.findings.front().message + "”";
  if (run.findings.empty()) return "本应报告“" + test.finds + "”，却没有报告";
  const bool is_there =
      std::any_of(run.findings.begin(), run.findings.end(), [&](const ScriptFinding& finding) {
        return finding.message.find(test.finds) != std::string::npos;
      });
  return is_there ? ""
                  : "本应报告“" + test.finds + "”，却报告“" + run.findings.front().message + "”";
}

}  // namespace

Result<void> read_tests(ScriptPack& pack, const std::string& file, const Json& cases) {
  if (!cases.is_array()) {
    return Error{ErrorCode::invalid_input,
                 "expected a rule pack, but " + file + " returns no list of cases"};
  }
  for (const Json& given : cases.items())
    pack.tests.push_back(TRY(read_test(pack, file, given)));
  return {};
}

std::vector<TestOutcome> run_tests(const ScriptPack& pack, const Limits& limits) {
  std::vector<TestOutcome> outcomes;
  for (const PackTest& test : pack.tests)
    outcomes.push_back({&test, problem_of(pack, test, limits)});
  return outcomes;
}

Result<ScriptPack> tested_pack(const Json& folder, const Limits& limits) {
  ScriptPack pack = TRY(ScriptPack::read(folder, limits));
  std::string failed;
  for (const TestOutcome& outcome : run_tests(pack, limits)) {
    if (outcome.problem.empty()) continue;
    failed += (failed.empty() ? "" : "; ") + outcome.test->rule.text() + " 用例“" +
              outcome.test->name + "”（" + outcome.test->file + "）" + outcome.problem;
  }
  if (failed.empty()) return pack;
  return Error{ErrorCode::invalid_input,
               "expected the tests of the rule pack " + pack.id + " to hold, but " + failed,
               "correct the rule or its case"};
}

}  // namespace budget::script
