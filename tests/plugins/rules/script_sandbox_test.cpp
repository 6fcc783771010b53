#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lua_sandbox.h"
#include "plugins/rules/rule_payload.h"
#include "script_pack.h"

namespace budget::script {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Limits small_limits() {
  return {.instructions = 200'000, .memory = 2U << 20U, .time_ms = 5'000};
}

/// Runs `check` over a budget of one project, in a sandbox of its own.
class Sandbox {
 public:
  explicit Sandbox(std::function<bool()> is_cancelled = {})
      : box_(LuaSandbox::open(small_limits(), std::move(is_cancelled)).value()),
        budget_(readable_budget(test::a_budget({test::a_project()}))) {
    box_->give(budget_).value();
  }
  ScriptRun check(const std::string& body, Limits limits = small_limits()) {
    const auto rule = box_->load_rule(
        "rules/x.lua", "return { check = function(project, budget)\n" + body + "\nend }");
    if (!rule) return {{}, rule.error().message};
    ScriptRun run = box_->run(*rule, limits);
    box_->forget(*rule);
    return run;
  }
  /// What an expression is, as text.
  std::string value(const std::string& expression) {
    const ScriptRun run = check("report(tostring(" + expression + ") .. '')");
    return run.stopped.empty() ? run.findings.at(0).message : run.stopped;
  }
  LuaSandbox& box() { return *box_; }
  const Json& budget() const { return budget_; }

 private:
  std::unique_ptr<LuaSandbox> box_;
  Json budget_;
};

TEST(ScriptSandboxTest, ReportsWithMessageFieldAndQuote) {
  const ScriptRun run = Sandbox().check("report('说明', 'plan', '引文')");
  EXPECT_THAT(run.stopped, IsEmpty());
  EXPECT_EQ(run.findings, (std::vector<ScriptFinding>{{1, "说明", "plan", "引文"}}));
}

TEST(ScriptSandboxTest, StopsALoopThatNeverEnds) {
  EXPECT_THAT(Sandbox().check("while true do end").stopped, HasSubstr("执行步数超过上限200000"));
  EXPECT_THAT(Sandbox().check("::again:: goto again").stopped, HasSubstr("执行步数"));
  EXPECT_THAT(Sandbox().check("local function f() return f() end f()").stopped,
              HasSubstr("执行步数"));
}

TEST(ScriptSandboxTest, StopsALoopWhileItIsBeingLoaded) {
  const auto rule = Sandbox().box().load_rule("rules/x.lua", "while true do end");
  ASSERT_FALSE(rule);
  EXPECT_THAT(rule.error().message, HasSubstr("执行步数超过上限"));
}

TEST(ScriptSandboxTest, StopsWhatEatsMemory) {
  Limits much = small_limits();
  much.instructions = 1'000'000'000;
  EXPECT_THAT(Sandbox().check("local t = {} for i = 1, 1e9 do t[i] = i end", much).stopped,
              HasSubstr("内存超过上限2MB"));
  EXPECT_THAT(Sandbox().check("local s = 'x' while true do s = s .. s end", much).stopped,
              HasSubstr("内存"));
  EXPECT_THAT(Sandbox().check("local function f() return 1 + f() end f()", much).stopped,
              testing::AnyOf(HasSubstr("内存"), HasSubstr("stack overflow")));
}

TEST(ScriptSandboxTest, CountsCopiedBytesAsWork) {
  // Each concatenation is one instruction and copies 500 kB.
  EXPECT_THAT(Sandbox()
                  .check("local s = 'x' for i = 1, 19 do s = s .. s end\n"
                         "for i = 1, 1000 do local t = s .. i end")
                  .stopped,
              HasSubstr("执行步数"));
}

TEST(ScriptSandboxTest, CountsWhatTheLibraryGoesThrough) {
  const std::string text = "local s = 'x' for i = 1, 17 do s = s .. s end\n";
  const std::string list = "local t = {} for i = 1, 5000 do t[i] = i end\n";
  for (const std::string& body :
       {text + "for i = 1, 60 do utf8.len(s) end",
        text + "for i = 1, 60 do utf8.offset(s, -1, 1) end",
        text + "for i = 1, 60 do tonumber(s) end",
        list + "for i = 1, 60 do table.insert(t, 1, i) end",
        list + "for i = 1, 60 do table.remove(t, 1) end",
        list + "for i = 1, 60 do table.concat(t) end",
        std::string("for i = 1, 60 do select('#', table.unpack({}, 1, 10000)) end")})
    EXPECT_THAT(Sandbox().check(body).stopped, HasSubstr("执行步数")) << body;
  EXPECT_THAT(Sandbox().check(list + "for i = 1, 200 do table.insert(t, i) end").stopped, IsEmpty())
      << "what is put at the end moves nothing";
}

TEST(ScriptSandboxTest, CountsTheCollectionsThatMemoryAtItsLimitCosts) {
  Limits tight = small_limits();
  tight.memory = 1U << 20U;
  tight.instructions = 700'000;
  // Holds nearly all it may, so that every few texts everything is collected.
  EXPECT_THAT(
      Sandbox()
          .check(
              "local kept = {}\n"
              "for i = 1, 11000 do kept[i] = 'kept for ever and a day ' .. i end\n"
              "for i = 1, 20000 do local t = 'gone at once and longer than forty bytes' .. i end",
              tight)
          .stopped,
      HasSubstr("执行步数"));
}

TEST(ScriptSandboxTest, TakesNoTreeWithoutEndOutOfAFile) {
  Sandbox sandbox;
  const std::string tree =
      "local t = {'x'}\n"
      "for i = 1, 6 do local n = {} for j = 1, 20 do n[j] = t end t = n end\n"
      "return { data = t, check = function() end }";
  EXPECT_THAT(sandbox.box().load_rule("rules/x.lua", tree).error().message, HasSubstr("more than"));
  EXPECT_THAT(sandbox.box()
                  .evaluate("pack.lua", tree.substr(0, tree.find("return")) + "return t")
                  .error()
                  .message,
              HasSubstr("more than"));
}

TEST(ScriptSandboxTest, StopsAtTheTimeGivenWhateverTheInstructions) {
  Limits short_time = small_limits();
  short_time.instructions = INT64_MAX / 2;
  short_time.time_ms = 20;
  EXPECT_THAT(Sandbox().check("while true do end", short_time).stopped,
              HasSubstr("运行时间超过上限20毫秒"));
}

/// Whatever one instruction can be made to do.
TEST(ScriptSandboxTest, StopsAtTheTimeGivenHoweverLongAnInstructionTakes) {
  Limits short_time = small_limits();
  short_time.memory = 8U << 20U;
  short_time.instructions = INT64_MAX / 2;
  short_time.time_ms = 30;
  const std::string two =
      "local a, b = 'x', 'x' for i = 1, 20 do a = a .. a b = b .. b end local long = a .. 'y'\n";
  const std::string many = "local t = {} for i = 1, 100000 do t[i] = i end\n";
  for (const std::string& body :
       {two + "while true do local same = a == b end", two + "while true do local less = a < b end",
        two + "while true do text.contains(long, b) end",
        two + "while true do local n = text.numbers(a) end",
        two + "while true do string.format('%s', a) end",
        two + "while true do a:upper():lower():reverse() end",
        two + "while true do tonumber(a) end", two + "while true do money.of_wan(a) end",
        two + "while true do decimal.compare(a, b) end",
        many + "while true do for k, v in pairs(t) do break end end",
        many + "while true do select(2, table.unpack(t, 1, 200)) end",
        many + "local function f(...) while true do local n = select('#', ...) end end\n"
               "f(table.unpack(t, 1, 200))",
        std::string("for i = 1, math.maxinteger do end"),
        std::string("while true do string.char(1, 2, 3) end")})
    EXPECT_THAT(Sandbox().check(body, short_time).stopped,
                testing::AnyOf(HasSubstr("运行时间超过上限30毫秒"), HasSubstr("内存超过上限8MB")))
        << body;
}

TEST(ScriptSandboxTest, RefusesAFileThatIsMadeToBurdenTheReader) {
  Sandbox sandbox;
  const auto times = [](std::size_t count, const std::string& part) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
      all += part;
    return all;
  };
  for (const std::string& file :
       {"return " + times(100'000, "(") + "1" + times(100'000, ")"),
        "return " + times(100'000, "{") + times(100'000, "}"),
        "return " + times(1'000'000, "not ") + "1", "return {" + times(5'000'000, "1,") + "}",
        "return {" + times(1'000'000, "{},") + "}", "return 'x'" + times(100'000, " .. 'x'"),
        times(100'000, "do ") + times(100'000, " end"), times(300, "local x = 1 ") + " return {}",
        "return '" + std::string(15'000'000, 'x') + "'", times(50'000, "goto a ") + "::a::",
        std::string("goto nowhere"), times(1'000'000, "function f() ")}) {
    EXPECT_FALSE(sandbox.box().load_rule("rules/x.lua", file)) << file.substr(0, 60);
    EXPECT_EQ(sandbox.value("project.budget_fen"), "10000000") << file.substr(0, 60);
  }
}

TEST(ScriptSandboxTest, TellsOfErrorsThatAreNoSentence) {
  Sandbox sandbox;
  for (const char* body :
       {"error({})", "error(error)", "error(nil)", "error(1.5)", "error({message = 'x'})",
        "local s = 'x' for i = 1, 18 do s = s .. s end error(s)", "error('\\xFF\\xFE\\0\\27[2J')",
        "local x <close> = {}", "('x').y.z = 1", "return #nil", "return 'a' + 1", "return 1 // 0",
        "local function f() return f() + 1 end f()"}) {
    const std::string stopped = sandbox.check(body).stopped;
    EXPECT_THAT(stopped, testing::AnyOf(HasSubstr("规则出错："), HasSubstr("超过上限"))) << body;
    EXPECT_LT(stopped.size(), 2'000U) << body;
  }
}

TEST(ScriptSandboxTest, StopsWhenTheHostNoLongerWaits) {
  Sandbox sandbox([] { return true; });
  EXPECT_THAT(sandbox.check("while true do end").stopped, HasSubstr("取消"));
  EXPECT_TRUE(sandbox.box().was_cancelled());
}

TEST(ScriptSandboxTest, StopsAFloodOfReports) {
  Limits much = small_limits();
  much.instructions = INT64_MAX / 2;
  EXPECT_THAT(Sandbox().check("while true do report('x') end", much).stopped,
              HasSubstr("报告的内容超过上限"));
}

TEST(ScriptSandboxTest, GoesOnAfterEachOfThese) {
  Sandbox sandbox;
  for (const char* body : {"while true do end", "local s = 'x' while true do s = s .. s end",
                           "error('no')", "error()", "local x = nil + 1"}) {
    EXPECT_THAT(sandbox.check(body).stopped, Not(IsEmpty())) << body;
    EXPECT_EQ(sandbox.value("project.budget_fen"), "10000000") << body;
  }
}

TEST(ScriptSandboxTest, SaysWhereARuleWentWrong) {
  EXPECT_THAT(Sandbox().check("\n\nlocal x = project.missing.name").stopped,
              AllOf(HasSubstr("规则出错：rules/x.lua:4:"), HasSubstr("missing")));
  EXPECT_THAT(Sandbox().check("error('自己说的')").stopped, HasSubstr("rules/x.lua:2: 自己说的"));
  EXPECT_THAT(Sandbox().check("if then").stopped, HasSubstr("rules/x.lua:2:"));
}

TEST(ScriptSandboxTest, HasNothingThatReachesOutside) {
  Sandbox sandbox;
  for (const char* name :
       {"io",          "os",         "debug",          "package",      "require",
        "load",        "loadfile",   "dofile",         "loadstring",   "coroutine",
        "pcall",       "xpcall",     "collectgarbage", "getmetatable", "setmetatable",
        "rawget",      "rawset",     "rawequal",       "next",         "print",
        "warn",        "_G",         "string.find",    "string.match", "string.gmatch",
        "string.gsub", "string.rep", "string.dump",    "string.pack",  "table.sort",
        "math.random", "(\"\").rep", "(\"\").find"}) {
    EXPECT_EQ(sandbox.value(name), "nil") << name;
  }
}

TEST(ScriptSandboxTest, RefusesBytecode) {
  Sandbox sandbox;
  const auto rule = sandbox.box().load_rule("rules/x.lua", "\x1bLua\x54");
  ASSERT_FALSE(rule);
  EXPECT_THAT(rule.error().message, HasSubstr("attempt to load a binary chunk"));
}

TEST(ScriptSandboxTest, KeepsWhatARuleDefinesFromTheNext) {
  Sandbox sandbox;
  EXPECT_THAT(sandbox.check("leak = 1 money_wan = 2").stopped, IsEmpty());
  EXPECT_EQ(sandbox.value("leak"), "nil");
}

TEST(ScriptSandboxTest, LocksItsLibrary) {
  for (const char* body :
       {"string.upper = nil", "money.add = nil", "table.insert = nil", "math.max = 1"})
    EXPECT_THAT(Sandbox().check(body).stopped, HasSubstr("cannot be changed")) << body;
  Sandbox sandbox;
  EXPECT_THAT(sandbox.check("string = nil pairs = nil").stopped, IsEmpty());
  EXPECT_EQ(sandbox.value("string.upper('a') .. ('b'):upper()"), "AB");
}

TEST(ScriptSandboxTest, SeesThatARuleChangedWhatItWasGiven) {
  for (const char* body :
       {"project.budget_fen = 0", "project.plan[1].cumulative_fen = 0", "project.extra = 1",
        "budget.projects[1] = nil", "budget.projects = {}", "table.remove(project.goals)"}) {
    Sandbox sandbox;
    EXPECT_TRUE(sandbox.box().is_unchanged(sandbox.budget()));
    EXPECT_THAT(sandbox.check(body).stopped, IsEmpty()) << body;
    EXPECT_FALSE(sandbox.box().is_unchanged(sandbox.budget())) << body;
  }
}

TEST(ScriptSandboxTest, CalculatesMoneyExactlyOrNotAtAll) {
  Sandbox sandbox;
  EXPECT_EQ(sandbox.value("money.add(1, 2, 3)"), "6");
  EXPECT_EQ(sandbox.value("money.subtract(1, 2)"), "-1");
  EXPECT_EQ(sandbox.value("money.wan(1)"), "0.000001");
  EXPECT_EQ(sandbox.value("money.yuan(-1)"), "-0.01");
  EXPECT_EQ(sandbox.value("money.of_wan('733.64')"), "733640000");
  EXPECT_EQ(sandbox.value("money.of_yuan('0.001')"), "nil");
  EXPECT_EQ(sandbox.value("money.share(1, 3)"), "3333");
  EXPECT_EQ(sandbox.value("money.share(1, 0)"), "0");
  EXPECT_EQ(sandbox.value("money.percent(800)"), "8.0");
  EXPECT_EQ(sandbox.value("money.percent(math.mininteger)"), "-92233720368547758.1");
  EXPECT_EQ(sandbox.value("money.share(math.maxinteger, 1)"), "9223372036854775807");
  EXPECT_EQ(sandbox.value("money.wan(math.mininteger)"), "-9223372036854.775808");
  EXPECT_THAT(sandbox.value("money.share(1, -1)"), HasSubstr("zero or more"));
  EXPECT_THAT(sandbox.value("money.add(math.maxinteger, 1)"), HasSubstr("beyond its range"));
  EXPECT_THAT(sandbox.value("money.multiply(math.maxinteger, 2)"), HasSubstr("beyond its range"));
  EXPECT_THAT(sandbox.value("money.add(1, 0.5)"), HasSubstr("an integer of fen"));
  EXPECT_THAT(sandbox.value("money.add(1, 4 / 2)"), HasSubstr("an integer of fen"));
}

TEST(ScriptSandboxTest, ComparesSharesOnTheThresholdAndOneFenBesideIt) {
  Sandbox sandbox;
  EXPECT_EQ(sandbox.value("money.compare_share(8, 100, 800)"), "0");
  EXPECT_EQ(sandbox.value("money.compare_share(799999, 10000000, 800)"), "-1");
  EXPECT_EQ(sandbox.value("money.compare_share(800001, 10000000, 800)"), "1");
  EXPECT_EQ(sandbox.value("money.compare_share(math.maxinteger, math.maxinteger, 10000)"), "0");
  EXPECT_THAT(sandbox.value("money.compare_share(1, 0, 1)"), HasSubstr("above zero"));
}

TEST(ScriptSandboxTest, ReadsTextsDecimalsAndDays) {
  Sandbox sandbox;
  EXPECT_EQ(sandbox.value("text.contains('绩效目标内容1', '目标内容')"), "true");
  EXPECT_EQ(sandbox.value("text.contains('', '')"), "true");
  EXPECT_EQ(sandbox.value("text.starts_with('数量指标', '数量')"), "true");
  EXPECT_EQ(sandbox.value("text.ends_with('数量指标', '数量')"), "false");
  EXPECT_EQ(sandbox.value("table.concat(text.numbers('≤0.11元/月，12个月。3.'), ' ')"),
            "0.11 12 3");
  EXPECT_EQ(sandbox.value("decimal.compare('9.19', '9.190')"), "0");
  EXPECT_EQ(sandbox.value("decimal.compare('', '1')"), "nil");
  EXPECT_EQ(sandbox.value("date.year(budget.today) * 100 + date.month(budget.today)"), "202606");
  EXPECT_EQ(sandbox.value("date.days_between('2024-02-28', '2024-03-01')"), "2");
  EXPECT_THAT(sandbox.value("date.year('2026-02-29')"), HasSubstr("expected a day"));
}

TEST(ScriptSandboxTest, PrintsNothingThatDiffersFromRunToRun) {
  Sandbox sandbox;
  EXPECT_EQ(sandbox.value("{}"), "table");
  EXPECT_EQ(sandbox.value("report"), "function");
  EXPECT_THAT(sandbox.value("string.format('%p', 'x')"), HasSubstr("%p is not allowed"));
  EXPECT_THAT(sandbox.value("string.format('%s', {})"), HasSubstr("expected a text"));
  EXPECT_EQ(sandbox.value("string.format('%d%% %s', 8, '元')"), "8% 元");
}

TEST(ScriptSandboxTest, GoesThroughTablesInTheOrderOfTheirKeys) {
  EXPECT_EQ(Sandbox()
                .check("local keys = ''\n"
                       "for key, value in pairs({ b = 1, a = 2, [3] = 3, [-1] = 4, 5 }) do\n"
                       "  keys = keys .. key .. '=' .. value .. ' '\nend\nreport(keys)")
                .findings.at(0)
                .message,
            "-1=4 1=5 3=3 a=2 b=1 ");
  EXPECT_THAT(Sandbox().check("for _ in pairs({ [true] = 1 }) do end").stopped,
              HasSubstr("texts or integers"));
}

TEST(ScriptSandboxTest, KnowsWhichProjectAReportIsAboutFromAnyDepth) {
  auto box = LuaSandbox::open(small_limits()).value();
  const Json budget = readable_budget(test::a_budget({test::a_project(), test::a_project()}));
  box->give(budget).value();
  const auto rule = box->load_rule("rules/x.lua",
                                   "local count = 0\n"
                                   "local function tell() report('here') end\n"
                                   "return { check = function() count = count + 1\n"
                                   "  if count == 2 then tell() end end,\n"
                                   "check_budget = function() tell() end }");
  const ScriptRun run = box->run(*rule, small_limits());
  ASSERT_THAT(run.findings, SizeIs(2));
  EXPECT_EQ(run.findings[0].project, 2U);
  EXPECT_EQ(run.findings[1].project, 0U);
}

struct MonthCase {
  const char* today;
  int months;
};

TEST(ScriptSandboxTest, CountsTheMonthsThatAreOver) {
  for (const MonthCase& one :
       {MonthCase{"2025-12-31", 0}, MonthCase{"2026-01-30", 0}, MonthCase{"2026-01-31", 1},
        MonthCase{"2026-02-28", 2}, MonthCase{"2026-06-29", 5}, MonthCase{"2026-12-31", 12},
        MonthCase{"2027-01-01", 12}})
    EXPECT_EQ(months_ended(one.today, 2026), one.months) << one.today;
  EXPECT_EQ(months_ended("2024-02-28", 2024), 1);
  EXPECT_EQ(months_ended("2024-02-29", 2024), 2);
}

}  // namespace
}  // namespace budget::script
