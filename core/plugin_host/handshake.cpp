#include "plugin_host/handshake.h"

#include <array>
#include <cstdio>

#include "plugin_host/file_hash.h"

namespace budget {
namespace {

constexpr std::uint64_t kEntrySize10 = offsetof(budget_entry, get_factory) + sizeof(void*);

std::string hex(std::uint32_t number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "0x%08X", number);
  return text.data();
}

std::string revision(std::uint32_t major, std::uint32_t minor) {
  return std::to_string(major) + "." + std::to_string(minor);
}

}  // namespace

Result<void> check_revision(std::uint32_t major, std::uint32_t min_host_minor, HostVersion host) {
  const std::string offered = revision(host.major, host.minor);
  if (major != host.major) {
    return Error{ErrorCode::unsupported,
                 "expected a plugin for contract " + std::to_string(host.major) +
                     ", but it was built for contract " + std::to_string(major),
                 major > host.major ? "install a newer budgetd, or an older version of the plugin"
                                    : "install a newer version of the plugin"};
  }
  if (min_host_minor > host.minor) {
    return Error{ErrorCode::unsupported,
                 "expected a plugin that can live in contract " + offered + ", but it needs " +
                     revision(major, min_host_minor) + " or later",
                 "install a newer budgetd, or an older version of the plugin"};
  }
  return {};
}

Result<void> check_entry(const budget_entry& entry, HostVersion host) {
  if (entry.magic != BUDGET_PLUGIN_MAGIC) {
    return Error{ErrorCode::invalid_input,
                 "expected the magic number " + hex(BUDGET_PLUGIN_MAGIC) +
                     " of a budgetd plugin, but it is " + hex(entry.magic),
                 "check that it is the right file"};
  }
  TRY(check_revision(entry.abi_major, entry.min_host_minor, host));
  if (entry.struct_size < kEntrySize10) {
    return Error{ErrorCode::invalid_input,
                 "expected an entry of at least " + std::to_string(kEntrySize10) +
                     " bytes, but its struct_size is " + std::to_string(entry.struct_size),
                 "build the plugin with the header it says it was built with"};
  }
  if (entry.init == nullptr || entry.deinit == nullptr || entry.get_factory == nullptr) {
    return Error{ErrorCode::invalid_input,
                 "expected init, deinit and get_factory in the entry, but one of them is null",
                 "tell whoever made the plugin"};
  }
  return {};
}

Result<void> check_hash(const Manifest& manifest, const std::filesystem::path& library) {
  const std::string hash = TRY(sha256_of_file(library));
  if (hash == manifest.sha256) return {};
  return Error{ErrorCode::conflict,
               "expected the library its manifest was made for, SHA-256 " +
                   manifest.sha256.substr(0, 12) + "…, but the file is " + hash.substr(0, 12) + "…",
               "take library and manifest from one build, or find out who changed the file"};
}

}  // namespace budget
