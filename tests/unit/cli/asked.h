#pragma once

#include "cli/commands.h"
#include "unit/cli/canned_client.h"
#include "unit/cli/screen.h"

namespace budget::cli {

/// Runs a command against prepared answers.
struct Asked {
  explicit Asked(std::deque<Response> responses) : client(std::move(responses)), api(client) {}

  template <typename Options>
  Result<ExitCode> operator()(const Options& options) {
    return run(api, screen.terminal, options);
  }

  Screen screen;
  CannedClient client;
  Api api;
};

}  // namespace budget::cli
