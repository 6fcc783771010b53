#pragma once

#include <filesystem>
#include <span>
#include <string>

#include <budget/result.h>

#include "engine/plugin_entry.h"

namespace budget::room {

/// What budget-plugin-host was asked to do.
struct Arguments {
  enum class Task { serve, manifest, describe, help };
  Task task = Task::help;
  std::filesystem::path library;
  PluginRoom room = PluginRoom::isolated;  ///< what the manifest wishes
};

/// Errors: invalid_input for an unknown option or one without its value.
[[nodiscard]] Result<Arguments> parse_arguments(std::span<const char* const> words);

[[nodiscard]] std::string usage();

}  // namespace budget::room
