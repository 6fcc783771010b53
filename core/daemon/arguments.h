#pragma once

#include <filesystem>
#include <span>
#include <string>

#include <budget/result.h>

namespace budget {

/// What budgetd was asked to do.
struct Arguments {
  enum class Task { run, check, version, help };
  Task task = Task::run;
  std::filesystem::path config = "config/budgetd.toml";
  bool is_safe_mode = false;  ///< only plugins that came with budgetd
  std::filesystem::path
      port_file;  ///< the port in use is written here once the daemon is ready; empty: nowhere
};

/// Errors: invalid_input for an unknown option or one without its value.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<const char* const> words);

[[nodiscard]] std::string usage();

}  // namespace budget
