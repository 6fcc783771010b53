#include "lua_sandbox.h"

#include <lua.hpp>

#include <budget/text.h>

#include "lua_library.h"
#include "lua_values.h"

namespace budget::script {
namespace {

constexpr std::size_t kReportBytes = 1U << 20U;
constexpr std::size_t kLongestText = 2'000;
constexpr std::size_t kLongestError = 400;

// Names in the registry.
constexpr const char* kLibrary = "budget.library";
constexpr const char* kBudget = "budget.budget";
constexpr const char* kProjects = "budget.projects";
constexpr const char* kDriver = "budget.driver";
constexpr const char* kSandbox = "budget.sandbox";

// The loop over projects is Lua too: a call from Lua to Lua costs a quarter of one from C.
constexpr const char* kDriverSource = "=(driver)";
constexpr std::string_view kDriverText =
    "local check, projects, budget = ...\n"
    "for index = 1, #projects do check(projects[index], budget) end\n";

/// A file to run and where its result goes.
struct Chunk {
  std::string_view name;  ///< "=rules/x.lua"; a text ended by zero
  std::string_view text;
  LoadedRule* rule = nullptr;
};

/// Leaves a fresh environment with the library's names: whatever a file defines stays in it.
/// Copied, since a look through a metatable would double the cost of a call.
void push_environment(lua_State* state) {
  lua_newtable(state);
  lua_getfield(state, LUA_REGISTRYINDEX, kLibrary);
  lua_pushnil(state);
  while (lua_next(state, -2) != 0) {
    lua_pushvalue(state, -2);
    lua_insert(state, -2);
    lua_rawset(state, -5);
  }
  lua_pop(state, 1);
}

int function_reference(lua_State* state, int table, const char* name) {
  lua_getfield(state, table, name);
  if (lua_isfunction(state, -1)) return luaL_ref(state, LUA_REGISTRYINDEX);
  lua_pop(state, 1);
  return LUA_NOREF;
}

}  // namespace

/// The steps that run protected. Each takes its argument as a light pointer and owns nothing with a
/// destructor, since a Lua error leaves it by longjmp.
struct LuaSandbox::Steps {
  static int open(lua_State* state) {
    push_library(state);
    lua_setfield(state, LUA_REGISTRYINDEX, kLibrary);
    lua_pushvalue(state, 1);
    lua_setfield(state, LUA_REGISTRYINDEX, kSandbox);
    if (luaL_loadbufferx(state, kDriverText.data(), kDriverText.size(), kDriverSource, "t") !=
        LUA_OK) {
      return lua_error(state);
    }
    lua_setfield(state, LUA_REGISTRYINDEX, kDriver);
    return 0;
  }

  /// Runs a file and leaves the table it returns.
  static int chunk(lua_State* state) {
    const Chunk& file = *static_cast<const Chunk*>(lua_touserdata(state, 1));
    if (luaL_loadbufferx(state, file.text.data(), file.text.size(), file.name.data(), "t") !=
        LUA_OK) {
      return lua_error(state);
    }
    push_environment(state);
    lua_setupvalue(state, -2, 1);
    lua_call(state, 0, 1);
    if (!lua_istable(state, -1)) {
      return luaL_error(state, "%s: expected the file to return a table, but it returns a %s",
                        file.name.data() + 1, luaL_typename(state, -1));
    }
    if (file.rule != nullptr) {
      const int table = lua_gettop(state);
      file.rule->check = function_reference(state, table, "check");
      file.rule->check_budget = function_reference(state, table, "check_budget");
    }
    return 1;
  }

  static int give(lua_State* state) {
    const Json& budget = *static_cast<const Json*>(lua_touserdata(state, 1));
    push_json(state, budget);
    lua_getfield(state, -1, "projects");
    lua_setfield(state, LUA_REGISTRYINDEX, kProjects);
    lua_setfield(state, LUA_REGISTRYINDEX, kBudget);
    return 0;
  }

  static int run(lua_State* state) {
    const LoadedRule& rule = *static_cast<const LoadedRule*>(lua_touserdata(state, 1));
    if (rule.check != LUA_NOREF) {
      lua_getfield(state, LUA_REGISTRYINDEX, kDriver);
      lua_rawgeti(state, LUA_REGISTRYINDEX, rule.check);
      lua_getfield(state, LUA_REGISTRYINDEX, kProjects);
      lua_getfield(state, LUA_REGISTRYINDEX, kBudget);
      lua_call(state, 3, 0);
    }
    if (rule.check_budget != LUA_NOREF) {
      lua_rawgeti(state, LUA_REGISTRYINDEX, rule.check_budget);
      lua_getfield(state, LUA_REGISTRYINDEX, kBudget);
      lua_call(state, 1, 0);
    }
    return 0;
  }

  struct Compared {
    const Json& budget;
    bool same;
  };
  static int compare(lua_State* state) {
    auto& compared = *static_cast<Compared*>(lua_touserdata(state, 1));
    lua_getfield(state, LUA_REGISTRYINDEX, kBudget);
    lua_getfield(state, LUA_REGISTRYINDEX, kProjects);
    lua_getfield(state, -2, "projects");
    compared.same = lua_rawequal(state, -1, -2) != 0 && is_same(state, -3, compared.budget);
    return 0;
  }
};

Result<std::unique_ptr<LuaSandbox>> LuaSandbox::open(const Limits& limits,
                                                     std::function<bool()> is_cancelled) {
  std::unique_ptr<LuaSandbox> sandbox(new LuaSandbox(limits, std::move(is_cancelled)));
  sandbox->state_ = lua_newstate(LuaMeter::allocate, &sandbox->meter_);
  const Error failed{ErrorCode::unavailable, "expected to open a Lua state, but memory is short"};
  if (sandbox->state_ == nullptr) return failed;
  lua_pushcfunction(sandbox->state_, Steps::open);
  lua_pushlightuserdata(sandbox->state_, sandbox.get());
  if (lua_pcall(sandbox->state_, 1, 0, 0) != LUA_OK) return failed;
  return sandbox;
}

LuaSandbox::LuaSandbox(const Limits& limits, std::function<bool()> is_cancelled)
    : limits_(limits), is_cancelled_(std::move(is_cancelled)) {}

LuaSandbox::~LuaSandbox() {
  if (state_ != nullptr) lua_close(state_);
}

Result<Json> LuaSandbox::evaluate(const std::string& file, std::string_view text) {
  const std::string name = "=" + file;
  Chunk chunk{name, text};
  const std::string stopped = run_limited(Steps::chunk, &chunk, limits_);
  if (!stopped.empty())
    return Error{ErrorCode::invalid_input, "expected to run " + file + ", but " + stopped};
  Result<Json> data = json_at(state_, -1, Functions::refused);
  lua_settop(state_, 0);
  if (!data) data.error().message = file + ": " + data.error().message;
  return data;
}

Result<LoadedRule> LuaSandbox::load_rule(const std::string& file, std::string_view text) {
  LoadedRule rule;
  const std::string name = "=" + file;
  Chunk chunk{name, text, &rule};
  const std::string stopped = run_limited(Steps::chunk, &chunk, limits_);
  if (!stopped.empty())
    return Error{ErrorCode::invalid_input, "expected to run " + file + ", but " + stopped};
  Result<Json> data = json_at(state_, -1, Functions::left_out);
  lua_settop(state_, 0);
  if (!data) {
    data.error().message = file + ": " + data.error().message;
    return data.error();
  }
  rule.data = std::move(*data);
  return rule;
}

Result<void> LuaSandbox::give(const Json& budget) {
  Json& given = const_cast<Json&>(budget);  // only read: Lua's pointers know no const
  lua_pushcfunction(state_, Steps::give);
  lua_pushlightuserdata(state_, &given);
  const int status = lua_pcall(state_, 1, 0, 0);
  lua_settop(state_, 0);
  if (status == LUA_OK) return {};
  return Error{ErrorCode::too_large,
               "expected to hand the budget to the rules, but it needs more than " +
                   std::to_string(LuaMeter::kStateMemory >> 20U) + " MB"};
}

ScriptRun LuaSandbox::run(const LoadedRule& rule, const Limits& limits) {
  findings_.clear();
  reported_bytes_ = 0;
  LoadedRule asked = rule;
  ScriptRun run;
  run.stopped = run_limited(Steps::run, &asked, limits);
  lua_settop(state_, 0);
  if (run.stopped.empty()) run.findings = std::move(findings_);
  findings_.clear();
  return run;
}

void LuaSandbox::forget(const LoadedRule& rule) {
  for (const int reference : {rule.check, rule.check_budget})
    luaL_unref(state_, LUA_REGISTRYINDEX, reference);
}

bool LuaSandbox::is_unchanged(const Json& budget) {
  Steps::Compared compared{budget, false};
  lua_pushcfunction(state_, Steps::compare);
  lua_pushlightuserdata(state_, &compared);
  const int status = lua_pcall(state_, 1, 0, 0);
  lua_settop(state_, 0);
  return status == LUA_OK && compared.same;
}

std::string LuaSandbox::run_limited(int (*step)(lua_State*), void* argument, const Limits& limits) {
  meter_.begin(state_, limits, is_cancelled_ ? &is_cancelled_ : nullptr);
  lua_pushcfunction(state_, step);
  lua_pushlightuserdata(state_, argument);
  const int status = lua_pcall(state_, 1, LUA_MULTRET, 0);
  meter_.end(state_);
  if (status == LUA_OK && meter_.stopped() == Stop::none) return {};
  std::string why = why_stopped(limits);
  if (why.empty() && status == LUA_ERRMEM)
    why = "内存超过上限" + std::to_string(limits.memory >> 20U) + "MB";
  if (why.empty()) {
    std::size_t size = 0;
    const char* words =
        lua_type(state_, -1) == LUA_TSTRING ? lua_tolstring(state_, -1, &size) : nullptr;
    why = "规则出错：" + (words == nullptr ? std::string("error() 没有给出文字")
                                           : shortened({words, size}, kLongestError));
  }
  lua_settop(state_, 0);
  return why;
}

std::string LuaSandbox::why_stopped(const Limits& limits) const {
  switch (meter_.stopped()) {
    case Stop::instructions:
      return "执行步数超过上限" + std::to_string(limits.instructions);
    case Stop::time:
      return "运行时间超过上限" + std::to_string(limits.time_ms) + "毫秒";
    case Stop::cancelled:
      return "检查被取消";
    case Stop::report:
      return "报告的内容超过上限" + std::to_string(kReportBytes >> 20U) + "MB";
    case Stop::memory:
    case Stop::none:
      break;
  }
  return {};
}

bool LuaSandbox::keep(std::size_t project, std::string_view message, std::string_view field,
                      std::string_view quote) noexcept {
  constexpr std::size_t kOverhead = 200;
  reported_bytes_ += message.size() + field.size() + quote.size() + kOverhead;
  if (reported_bytes_ > kReportBytes) return false;
  try {
    findings_.push_back({project, shortened(message, kLongestText), shortened(field, kLongestText),
                         shortened(quote, kLongestText)});
    return true;
  } catch (...) {  // no memory: as good as too much
    return false;
  }
}

namespace {

/// The position of the project the driver is at; 0 outside its loop.
std::size_t current_project(lua_State* state) {
  lua_Debug frame;
  for (int level = 1; lua_getstack(state, level, &frame) != 0; ++level) {
    LuaMeter::of(state).charge(state, 1);
    lua_getinfo(state, "S", &frame);
    if (std::string_view(frame.source) != kDriverSource) continue;
    for (int at = 1;; ++at) {
      const char* name = lua_getlocal(state, &frame, at);
      if (name == nullptr) return 0;
      const auto value = static_cast<std::size_t>(lua_tointeger(state, -1));
      lua_pop(state, 1);
      if (std::string_view(name) == "index") return value;
    }
  }
  return 0;
}

}  // namespace

int report_finding(lua_State* state) {
  std::size_t sizes[3] = {};
  const char* texts[3] = {luaL_checklstring(state, 1, &sizes[0]),
                          luaL_optlstring(state, 2, "", &sizes[1]),
                          luaL_optlstring(state, 3, "", &sizes[2])};
  if (sizes[0] == 0) return luaL_argerror(state, 1, "expected a message");
  LuaMeter& meter = LuaMeter::of(state);
  meter.charge(state, sizes[0] + sizes[1] + sizes[2]);
  const std::size_t project = current_project(state);
  lua_getfield(state, LUA_REGISTRYINDEX, kSandbox);
  auto& sandbox = *static_cast<LuaSandbox*>(lua_touserdata(state, -1));
  if (!sandbox.keep(project, {texts[0], sizes[0]}, {texts[1], sizes[1]}, {texts[2], sizes[2]}))
    meter.stop(state, Stop::report);
  return 0;
}

}  // namespace budget::script
