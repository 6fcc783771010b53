#pragma once

#include <string>

#include "cli/terminal.h"

namespace budget::cli {

/// How the daemon is reached and how answers are shown; the same for every command.
struct GlobalOptions {
  std::string url = "http://127.0.0.1:8480";
  std::string socket{};      ///< path of the daemon's unix socket; empty: by TCP
  std::string token_file{};  ///< empty: $BUDGETCTL_TOKEN
  bool json = false;
  bool quiet = false;
  ColorMode color = ColorMode::automatic;
};

constexpr const char* kUsualConfig = "config/budgetd.toml";

}  // namespace budget::cli
