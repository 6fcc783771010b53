// P9: script rules in their sandbox (limits, hook, environment, one call per project) against the
// same comparison written into a bare Lua loop without any of it. Both read tables made before.
// Prints each figure, the limit measured in the same run, and their ratio. Asserts nothing.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <lua.hpp>

#include "lua_library.h"
#include "lua_sandbox.h"
#include "lua_values.h"
#include "script_pack.h"

namespace budget::bench {
namespace {

constexpr int kProjects = 1'800;  // a county: 60 departments of 30 projects
constexpr int kTimes = 60;
constexpr int kRounds = 15;

using Clock = std::chrono::steady_clock;

/// A comparison over `project` and `budget` that finds nothing.
struct Comparison {
  const char* name;
  const char* text;
};

constexpr Comparison kComparisons[] = {
    {"payments 8 points behind the plan",
     "local gap = project.planned_fen[budget.months_ended] - project.paid_fen\n"
     "if gap * 100 >= project.budget_fen * 8 then report('lag') end\n"},
    {"plan falls or ends elsewhere",
     "local last = 0\n"
     "for _, node in ipairs(project.plan) do\n"
     "  if node.cumulative_fen < last then report('falls') end\n"
     "  last = node.cumulative_fen\n"
     "end\n"
     "if last ~= project.budget_fen then report('end') end\n"},
    {"the first again, with the checked money functions",
     "local gap = money.subtract(project.planned_fen[budget.months_ended], project.paid_fen)\n"
     "if money.compare_share(gap, project.budget_fen, 800) >= 0 then report('lag') end\n"},
};

Json county() {
  Json projects = Json::array();
  for (int at = 1; at <= kProjects; ++at) {
    Json plan = Json::array();
    for (const int month : {3, 6, 10, 12})
      plan.push(Json::object().set("month", month).set("cumulative_fen", at * 100LL * month));
    Json project = Json::object();
    project.set("code", "13060526P" + std::to_string(100'000'000'000LL + at));
    project.set("name", "项目" + std::to_string(at)).set("budget_fen", at * 1200LL);
    project.set("paid_fen", at * 599LL).set("plan", std::move(plan));
    projects.push(std::move(project));
  }
  Json payload = Json::object();
  payload.set("today", "2026-06-30").set("fiscal_year", 2026).set("projects", std::move(projects));
  return script::readable_budget(payload);
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The comparison as a rule.
class Sandboxed {
 public:
  Sandboxed(const Json& budget, const char* text)
      : sandbox_(script::LuaSandbox::open({}).value()),
        rule_(sandbox_
                  ->load_rule("rules/bench.lua", "return { check = function(project, budget)\n" +
                                                     std::string(text) + "end }")
                  .value()) {
    sandbox_->give(budget).value();
  }
  double run() {
    const script::Limits limits{.instructions = 100'000LL * kProjects};
    const auto begin = Clock::now();
    for (int time = 0; time < kTimes; ++time) {
      const script::ScriptRun done = sandbox_->run(rule_, limits);
      if (!done.stopped.empty() || !done.findings.empty()) std::abort();
    }
    return seconds_since(begin);
  }

 private:
  std::unique_ptr<script::LuaSandbox> sandbox_;
  script::LoadedRule rule_;
};

/// The comparison inside a loop of an ordinary Lua program.
class Bare {
 public:
  Bare(const Json& budget, const char* text) : state_(luaL_newstate()) {
    luaL_openlibs(state_);
    lua_newtable(state_);
    script::add_money_functions(state_, lua_gettop(state_));
    lua_getfield(state_, -1, "money");
    lua_setglobal(state_, "money");
    script::push_json(state_, budget);
    lua_setglobal(state_, "given");
    const std::string program =
        "local budget = given\nlocal projects, report = budget.projects, error\n"
        "return function()\nfor at = 1, #projects do\nlocal project = projects[at]\n" +
        std::string(text) + "end\nend\n";
    if (luaL_dostring(state_, program.c_str()) != LUA_OK) std::abort();
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;
  ~Bare() { lua_close(state_); }

  double run() {
    const auto begin = Clock::now();
    for (int time = 0; time < kTimes; ++time) {
      lua_pushvalue(state_, -1);
      if (lua_pcall(state_, 0, 0, 0) != LUA_OK) std::abort();
    }
    return seconds_since(begin);
  }

 private:
  lua_State* state_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void compare(const Json& budget, const Comparison& comparison) {
  Sandboxed sandboxed(budget, comparison.text);
  Bare bare(budget, comparison.text);
  std::vector<double> rule_s;
  std::vector<double> bare_s;
  std::vector<double> ratio;
  for (int round = 0; round < kRounds; ++round) {
    rule_s.push_back(sandboxed.run());
    bare_s.push_back(bare.run());
    ratio.push_back(bare_s.back() / rule_s.back());
  }
  const double millions = kProjects * static_cast<double>(kTimes) / 1e6;
  std::printf(
      "P9  %s: %.1f M projects/s; bare Lua loop %.1f M/s; ratio %.2f (median of %d; target "
      ">= 0.5)\n",
      comparison.name, millions / median(rule_s), millions / median(bare_s), median(ratio),
      kRounds);
}

}  // namespace
}  // namespace budget::bench

int main() {
  const budget::Json budget = budget::bench::county();
  for (const auto& comparison : budget::bench::kComparisons)
    budget::bench::compare(budget, comparison);
  return 0;
}
