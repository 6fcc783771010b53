#pragma once

#include <string>
#include <vector>

#include "script_pack.h"

namespace budget::script {

/// Adds the cases of one tests/*.lua to the pack. Errors: invalid_input naming file and case.
[[nodiscard]] Result<void> read_tests(ScriptPack& pack, const std::string& file, const Json& cases);

/// What became of one case.
struct TestOutcome {
  const PackTest* test = nullptr;
  std::string problem;  ///< empty: as expected
};

/// Runs every case of a pack, each in a Lua state of its own.
[[nodiscard]] std::vector<TestOutcome> run_tests(const ScriptPack& pack, const Limits& limits);

/// Reads a pack and runs its tests; what a "test this pack" command calls.
/// Errors: invalid_input as ScriptPack::read, or naming every case that went wrong.
[[nodiscard]] Result<ScriptPack> tested_pack(const Json& folder, const Limits& limits);

}  // namespace budget::script
