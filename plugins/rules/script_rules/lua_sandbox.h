#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <budget/json.h>
#include <budget/result.h>

#include "lua_meter.h"

namespace budget::script {

/// What a rule reported by report(message, field, quote).
struct ScriptFinding {
  std::size_t project = 0;  ///< its position, from 1; 0: said of the whole budget
  std::string message, field, quote;
  friend bool operator==(const ScriptFinding&, const ScriptFinding&) = default;
};

/// How a rule's run ended: with findings, or stopped with a Chinese sentence saying why.
struct ScriptRun {
  std::vector<ScriptFinding> findings;
  std::string stopped;  ///< empty: it ran to its end
};

/// A rule file once run: the data of its table, and its functions' place in the state.
struct LoadedRule {
  Json data;
  int check = -2;  ///< references into the state; LUA_NOREF when missing
  int check_budget = -2;
};

/// One Lua state with limits. What runs in it sees the payload and the library of README.md and
/// nothing else; no error of it gets past this class. One thread at a time.
class LuaSandbox {
 public:
  /// Errors: unavailable without memory.
  [[nodiscard]] static Result<std::unique_ptr<LuaSandbox>> open(
      const Limits& limits, std::function<bool()> is_cancelled = {});
  LuaSandbox(const LuaSandbox&) = delete;
  LuaSandbox& operator=(const LuaSandbox&) = delete;
  ~LuaSandbox();

  /// Runs a file that returns a table of data. Errors: invalid_input with file and line.
  [[nodiscard]] Result<Json> evaluate(const std::string& file, std::string_view text);
  /// Runs a file that returns a rule, in an environment of its own. Errors: invalid_input.
  [[nodiscard]] Result<LoadedRule> load_rule(const std::string& file, std::string_view text);

  /// Makes the tables rules read; `budget` has "projects". Errors: too_large.
  [[nodiscard]] Result<void> give(const Json& budget);
  /// Runs check() over all projects, then check_budget().
  [[nodiscard]] ScriptRun run(const LoadedRule& rule, const Limits& limits);
  /// Frees what a rule holds.
  void forget(const LoadedRule& rule);
  /// Whether the tables still are what give() made.
  [[nodiscard]] bool is_unchanged(const Json& budget);

  [[nodiscard]] bool was_cancelled() const { return meter_.stopped() == Stop::cancelled; }

 private:
  friend int report_finding(lua_State* state);
  struct Steps;

  LuaSandbox(const Limits& limits, std::function<bool()> is_cancelled);
  [[nodiscard]] std::string run_limited(int (*step)(lua_State*), void* argument,
                                        const Limits& limits);
  [[nodiscard]] std::string why_stopped(const Limits& limits) const;
  /// False when there is too much of it. Throws nothing.
  bool keep(std::size_t project, std::string_view message, std::string_view field,
            std::string_view quote) noexcept;

  Limits limits_;
  std::function<bool()> is_cancelled_;
  LuaMeter meter_;
  lua_State* state_ = nullptr;
  std::vector<ScriptFinding> findings_;
  std::size_t reported_bytes_ = 0;
};

}  // namespace budget::script
