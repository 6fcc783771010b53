#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "plugin_host/call_result.h"
#include "plugin_host/description.h"

namespace budget {

inline constexpr std::chrono::milliseconds kLeastTurn{5'000};

/// Where one configured plugin lives, until this object goes; that takes bounded time.
class Room {
 public:
  Room() = default;
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  virtual ~Room() = default;

  /// Loads the library, whose file has been verified. Errors: those of PluginLibrary::load;
  /// unavailable when it crashed or took too long. [any], once
  [[nodiscard]] virtual Result<PluginDescription> load() = 0;
  /// Gives it its checked options as JSON. Errors: invalid_input when it refuses them; unavailable
  /// when it crashed or took too long. [any], once after load
  [[nodiscard]] virtual Result<void> configure(const std::string& config) = 0;
  /// One call, which takes at most about budget_ms once its turn has come; for that it waits as
  /// long, and kLeastTurn at least: what others take is not held against it. [any]
  [[nodiscard]] virtual CallResult call(const PluginCall& call, std::int64_t budget_ms) = 0;

  /// What keeps it from doing harm, and what would but is missing here: "seccomp", "no landlock".
  [[nodiscard]] virtual std::vector<std::string> protections() const = 0;
};

}  // namespace budget
