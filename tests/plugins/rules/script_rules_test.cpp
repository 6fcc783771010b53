#include "script_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/rules/rule_payload.h"
#include "plugins/rules/script_folder.h"
#include "plugins/support/plugin_call.h"
#include "script_test.h"

namespace budget::script {
namespace {

using test::a_budget;
using test::a_project;
using test::found;
using test::pack_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kCounts =
    "check = function(project) if project.paid_fen > 0 then\n"
    "  report('已支付' .. money.yuan(project.paid_fen) .. '元', 'paid_fen')\n"
    "end end";

/// One case that passes and one that fails for rules that look at paid_fen.
std::string cases_for(std::initializer_list<const char*> names) {
  std::string text = "return {\n";
  for (const std::string name : names) {
    text += "{ rule = 't." + name + "', case = '未付', passes = true, projects = { {} } },\n";
    text += "{ rule = 't." + name +
            "', case = '付了一分', finds = '0.01', projects = { { paid_wan = '0.000001' } } },\n";
  }
  return text + "}";
}

Result<void> configure(ScriptRules& rules, Json folder) {
  return rules.configure(test::PluginCall::options_of(
      ScriptRules::about(), Json::object().set("pack", std::move(folder))));
}

Json paid(std::int64_t fen) {
  return a_project().set("paid_fen", fen);
}

/// A rule that behaves in its tests and only runs wild over a project of the name 'wild'.
std::string wild(const char* what) {
  return std::string(
             "check = function(project, budget)\n"
             "  if project.name == 'wild' then ") +
         what +
         " end\n"
         "  if project.paid_fen > 0 then report('已支付' .. money.yuan(project.paid_fen)) end\n"
         "end";
}

TEST(ScriptRulesTest, RunsARuleOverEveryProject) {
  ScriptRules rules;
  configure(rules, pack_of({{"paid", kCounts}}).set("tests/a.lua", cases_for({"paid"}))).value();
  const Json report =
      test::PluginCall(rules).run(BUDGET_RULE_CHECK, a_budget({paid(0), paid(1)})).value();
  EXPECT_THAT(found(report, "t.paid"), ElementsAre("warning 已支付0.01元（本地做法）"));
  EXPECT_EQ(report["findings"].items()[0]["place"]["field"].text(),
            "projects[13060526P00002810078Y].paid_fen");
  EXPECT_TRUE(test::has_run(report, "t.paid"));
  EXPECT_EQ(report["rows"].integer(), 2);
}

TEST(ScriptRulesTest, ShowsTheCasesAsExamples) {
  ScriptRules rules;
  configure(rules, pack_of({{"paid", kCounts}}).set("tests/a.lua", cases_for({"paid"}))).value();
  const auto texts = rules.rules();
  ASSERT_THAT(texts, SizeIs(1));
  EXPECT_EQ(texts[0].passes, "未付");
  EXPECT_EQ(texts[0].fails, "付了一分");
  EXPECT_EQ(texts[0].reason, "因为。依据：本地做法。");
}

TEST(ScriptRulesTest, StopsEachWildRuleAndRunsTheOthers) {
  ScriptRules rules;
  const std::string loops = wild("while true do end");
  const std::string eats = wild("local s = 'x' while true do s = s .. s end");
  const std::string reads = wild("io.open('/etc/passwd')");
  configure(rules, pack_of({{"eats", eats.c_str()},
                            {"loops", loops.c_str()},
                            {"paid", kCounts},
                            {"reads", reads.c_str()}})
                       .set("tests/a.lua", cases_for({"eats", "loops", "paid", "reads"})))
      .value();
  const Json payload = a_budget({paid(1), a_project("13060526P00002810078Y", "wild")});
  const Json report = test::PluginCall(rules).run(BUDGET_RULE_CHECK, payload).value();
  EXPECT_THAT(test::why_not_run(report, "t.loops"), HasSubstr("执行步数超过上限200000"));
  EXPECT_THAT(test::why_not_run(report, "t.eats"), HasSubstr("超过上限"));
  EXPECT_THAT(test::why_not_run(report, "t.reads"), HasSubstr("rules/reads.lua:3:"));
  EXPECT_FALSE(test::has_run(report, "t.loops"));
  EXPECT_THAT(found(report, "t.loops"), IsEmpty());
  EXPECT_THAT(found(report, "t.paid"), SizeIs(1));
}

TEST(ScriptRulesTest, NamesTheRuleThatChangedTheBudgetAndKeepsTheOthersHonest) {
  ScriptRules rules;
  const std::string steals =
      wild("for _, other in ipairs(budget.projects) do other.paid_fen = 0 end");
  configure(rules, pack_of({{"a_steals", steals.c_str()}, {"paid", kCounts}})
                       .set("tests/a.lua", cases_for({"a_steals", "paid"})))
      .value();
  const Json payload = a_budget({a_project("13060526P00002810078Y", "wild"), paid(1)});
  const Json report = test::PluginCall(rules).run(BUDGET_RULE_CHECK, payload).value();
  EXPECT_THAT(test::why_not_run(report, "t.a_steals"),
              AllOf(HasSubstr("改动了交给它的预算数据"), HasSubstr("rules/a_steals.lua")));
  EXPECT_THAT(found(report, "t.paid"), SizeIs(1));
}

TEST(ScriptRulesTest, GivesTheSameBytesForTheSameBudget) {
  const std::string counts =
      "check_budget = function(budget)\n"
      "  local sets = {}\n"
      "  for _, p in ipairs(budget.projects) do\n"
      "    if p.paid_fen > 0 then sets[p.code .. p.name] = p.name end end\n"
      "  for _, name in pairs(sets) do report('0.01 ' .. name) end\nend";
  std::vector<Json> projects;
  for (int at = 0; at < 40; ++at)
    projects.push_back(paid(1).set("name", "项目" + std::to_string(at * 7 % 40)));
  std::string first;
  for (int time = 0; time < 5; ++time) {
    ScriptRules rules;
    configure(rules, pack_of({{"sets", counts.c_str()}}).set("tests/a.lua", cases_for({"sets"})))
        .value();
    const std::string text =
        test::PluginCall(rules).run(BUDGET_RULE_CHECK, a_budget(projects)).value().to_text();
    if (first.empty()) first = text;
    EXPECT_EQ(text, first);
  }
}

TEST(ScriptRulesTest, SharesTheCallsTimeAndSaysWhichRulesItDidNotReach) {
  ScriptRules rules;
  configure(rules, pack_of({{"paid", kCounts}}).set("tests/a.lua", cases_for({"paid"}))).value();
  test::PluginCall call(rules);
  call.budget_ms = 0;
  const Json report = call.run(BUDGET_RULE_CHECK, a_budget({paid(1)})).value();
  EXPECT_THAT(test::why_not_run(report, "t.paid"), HasSubstr("时间已经用完"));
}

TEST(ScriptRulesTest, GivesUpAsAWholeWhenCancelled) {
  ScriptRules rules;
  configure(rules, pack_of({{"paid", kCounts}}).set("tests/a.lua", cases_for({"paid"}))).value();
  test::PluginCall call(rules);
  call.cancelled = true;
  EXPECT_EQ(call.run(BUDGET_RULE_CHECK, a_budget({paid(1)})).error().code, ErrorCode::unavailable);
}

TEST(ScriptRulesTest, LeavesOtherYearsAndRegionsToOthers) {
  ScriptRules rules;
  configure(rules, pack_of({{"paid", kCounts}})
                       .set("tests/a.lua", cases_for({"paid"}))
                       .set("pack.lua",
                            "return { id = 't', version = '1', title = '试验', "
                            "regions = { '13' }, valid_from = 2024, valid_to = 2025 }"))
      .value();
  EXPECT_THAT(
      test::why_not_run(test::PluginCall(rules).run(BUDGET_RULE_CHECK, a_budget({paid(1)})).value(),
                        "t.paid"),
      HasSubstr("适用于2024至2025年，不适用于2026年"));
  Json elsewhere = a_budget({paid(1)});
  elsewhere.set("fiscal_year", 2025).set("region", Json::object().set("code", "510100"));
  EXPECT_THAT(test::why_not_run(test::PluginCall(rules).run(BUDGET_RULE_CHECK, elsewhere).value(),
                                "t.paid"),
              HasSubstr("不适用于地区 510100"));
}

struct RefusedPack {
  const char* file;
  const char* text;
  const char* why;
};

TEST(ScriptRulesTest, RefusesAPackItCannotTrust) {
  const std::string rule =
      "return { id = 't.x', title = '规则', level = 'warning', reason = '因为。', "
      "basis = { certainty = 'local_practice' }, check = function() end }";
  const RefusedPack cases[] = {
      {"pack.lua", "return 1", "expected the file to return a table"},
      {"pack.lua", "return { id = 't', version = '1', title = '试验', nmae = 1 }", "'nmae'"},
      {"pack.lua", "return { id = 't', version = '1' }", "'title'"},
      {"pack.lua", "return { id = 't', version = '1', title = '试', valid_from = 1 }",
       "valid_from"},
      {"stray.lua", "return {}", "neither in rules/"},
      {"rules/paid.lua", "return { title = 'x' }", "'id'"},
      {"rules/paid.lua", "x =", "rules/paid.lua:1:"},
      {"rules/other.lua", rule.c_str(), "no test case that passes"},
      {"tests/a.lua", "return { { rule = 't.paid', case = 'a', passes = true } }", "that fails"},
      {"tests/a.lua", "return { { rule = 't.none', case = 'a', passes = true } }", "'t.none'"},
      {"tests/a.lua", "return { { rule = 't.paid', case = 'a' } }", "neither passes"},
      {"tests/a.lua",
       "return { { rule = 't.paid', case = 'a', passes = true, projects = { { piad_wan = '1' } } } "
       "}",
       "'piad_fen'"},
      {"tests/a.lua",
       "return { { rule = 't.paid', case = 'a', passes = true, budget = { x = 1 } } }", "'x'"},
  };
  for (const RefusedPack& one : cases) {
    ScriptRules rules;
    Json folder = pack_of({{"paid", kCounts}}).set("tests/a.lua", cases_for({"paid"}));
    const auto done = configure(rules, folder.set(one.file, one.text));
    ASSERT_FALSE(done) << one.text;
    EXPECT_THAT(done.error().message, HasSubstr(one.why)) << one.text;
  }
}

TEST(ScriptRulesTest, RefusesAPackWhoseTestsDoNotHoldAndNamesThem) {
  ScriptRules rules;
  const auto done = configure(
      rules, pack_of({{"paid", kCounts}})
                 .set("tests/a.lua",
                      "return { { rule = 't.paid', case = '说错了', finds = '很多', "
                      "projects = { { paid_wan = '1' } } },\n"
                      "{ rule = 't.paid', case = '其实会报', passes = true, "
                      "projects = { { paid_wan = '1' } } },\n"
                      "{ rule = 't.paid', case = '其实不报', finds = 'x', projects = { {} } } }"));
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message,
              AllOf(HasSubstr("t.paid 用例“说错了”（tests/a.lua）本应报告“很多”"),
                    HasSubstr("“其实会报”"), HasSubstr("却没有报告")));
}

TEST(HebeiPackTest, HoldsItsOwnTests) {
  const Json folder = test::folder_on_disk("config/scripts/hebei");
  const auto pack = tested_pack(folder, Limits{});
  ASSERT_TRUE(pack) << pack.error().message;
  EXPECT_GE(pack->rules.size(), 10U);
  for (const PackRule& rule : pack->rules)
    EXPECT_FALSE(rule.basis.empty()) << rule.file;
}

TEST(HebeiPackTest, IsTurnedRedByEveryBrokenRule) {
  // A rule that always reports fails its passing case, one that never does its failing case.
  const Json folder = test::folder_on_disk("config/scripts/hebei");
  const ScriptPack pack = ScriptPack::read(folder, Limits{}).value();
  for (const PackRule& rule : pack.rules) {
    ScriptPack broken = pack;
    broken.files[rule.file] = "return { check_budget = function() end }";
    std::size_t failed = 0;
    for (const TestOutcome& outcome : run_tests(broken, Limits{}))
      failed += outcome.test->rule == rule.text.id && !outcome.problem.empty() ? 1 : 0;
    EXPECT_GT(failed, 0U) << rule.file;
  }
}

}  // namespace
}  // namespace budget::script
