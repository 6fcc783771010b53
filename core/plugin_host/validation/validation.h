#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <budget/json.h>

namespace budget {

/// One test of a plugin and what came of it.
struct ValidationVerdict {
  enum class Outcome { passed, failed, not_run };
  std::string room;  ///< "file", "inside" or "isolated"
  std::string test;  ///< "the deadline is kept"
  Outcome outcome = Outcome::passed;
  std::string sentence{};  ///< why, unless it passed
  std::chrono::milliseconds took{};
};

struct ValidationRequest {
  std::filesystem::path library{};
  /// As in the configuration file, for a library of one plugin; without them what the schema says,
  /// and something plausible for what must be given.
  std::optional<Json> options{};
  std::filesystem::path options_folder{};  ///< what paths in the options count from
  bool in_inside_room = true;
  bool in_isolated_room = true;
  std::filesystem::path room_program{};  ///< budget-plugin-host
  /// The one fuzz case to run again, and nothing else.
  std::optional<std::uint64_t> reproduced{};
  std::chrono::milliseconds limit{15'000};  ///< of one test
};

using OnVerdict = std::function<void(const ValidationVerdict&)>;

/// Everything the contract promises, held against one library; `told` as each test ends. The
/// calling process must have one thread. Takes some 5 s for a good plugin.
std::vector<ValidationVerdict> validate_plugin(const ValidationRequest& request,
                                               const OnVerdict& told);

[[nodiscard]] const char* name_of(ValidationVerdict::Outcome outcome) noexcept;

}  // namespace budget
