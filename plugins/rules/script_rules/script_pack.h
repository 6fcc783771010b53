#pragma once

#include <map>
#include <string>
#include <vector>

#include <budget/plugin.hpp>

#include "lua_sandbox.h"

namespace budget::script {

/// One rule of a pack.
struct PackRule {
  plugin::RuleText text;  ///< passes and fails come from the tests
  std::string basis;      ///< "冀教财〔2018〕11号（二手来源）" or "本地做法"
  std::string file;       ///< "rules/own_plan_lag.lua"
};

/// One case of a pack's tests: a budget, and what the rule must make of it.
struct PackTest {
  RuleId rule;
  std::string name, file;
  Json budget;        ///< as a rule reads it
  std::string finds;  ///< a part of the message expected; empty: nothing may be found
};

/// A folder of Lua files: pack.lua, rules/*.lua and tests/*.lua. Its form is told in README.md.
struct ScriptPack {
  std::string id, version, title;
  std::vector<std::string> regions;  ///< first digits of the region codes it is for; empty: all
  int valid_from = 2000;
  int valid_to = 2099;  ///< included
  std::vector<PackRule> rules;
  std::vector<PackTest> tests;
  std::map<std::string, std::string> files;  ///< the texts, by name

  /// Reads a pack from {"name": "text"}. Every rule has an id that begins with the pack's, and at
  /// least one case that passes and one that does not.
  /// Errors: invalid_input naming the file and what is wrong with it.
  [[nodiscard]] static Result<ScriptPack> read(const Json& folder, const Limits& limits);
};

/// How many months of the fiscal year are over on a day, 0 to 12; the last day of a month is its
/// end.
[[nodiscard]] int months_ended(std::string_view today, int fiscal_year);

/// The payload of a check as rules read it: the budget gets months_ended, every project
/// planned_fen[1…12], P(m).
[[nodiscard]] Json readable_budget(const Json& payload);

}  // namespace budget::script
