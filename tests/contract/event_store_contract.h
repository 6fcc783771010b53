#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "engine/ports.h"

namespace budget::test {

/// How the contract suite gets a fresh store in a folder of its own.
struct StoreKind {
  const char* name;
  std::function<std::unique_ptr<EventStore>(const std::filesystem::path& folder)> open;
};

}  // namespace budget::test
