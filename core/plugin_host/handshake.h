#pragma once

#include <cstdint>
#include <filesystem>

#include <budget/plugin.h>
#include <budget/result.h>

#include "plugin_host/manifest.h"

namespace budget {

/// The revision of the contract a host offers. Others than the own one are for tests.
struct HostVersion {
  std::uint32_t major = BUDGET_ABI_MAJOR;
  std::uint32_t minor = BUDGET_ABI_MINOR;
};

/// Whether a library of these numbers can live in a host. Errors: unsupported, with both numbers
/// and what to do.
[[nodiscard]] Result<void> check_revision(std::uint32_t major, std::uint32_t min_host_minor,
                                          HostVersion host);

/// Magic, size, major, minor, in this order: nothing of the entry is read before what makes it
/// safe. Errors: invalid_input, unsupported.
[[nodiscard]] Result<void> check_entry(const budget_entry& entry, HostVersion host);

/// That the file is the one its manifest was made for. Errors: conflict, not_found, unavailable.
[[nodiscard]] Result<void> check_hash(const Manifest& manifest,
                                      const std::filesystem::path& library);

}  // namespace budget
