#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace budget::room {

struct ConfinementOrder {
  std::filesystem::path library;  ///< of ours it alone, and libraries beside it, may be read
  int memory_mib = 512;           ///< on top of what the process has now
  bool network = false;           ///< for plugins that say they open sockets themselves
};

/// Takes away from this process, for ever, what a plugin does not need: writing files, starting
/// programs, reading the machine's files, the network, memory and descriptors beyond a limit.
///
/// Returns what is in force, for people: "rlimits", "no_new_privs", "seccomp", "landlock", or what
/// is missing here: "no landlock (…)". To be called on the only thread.
[[nodiscard]] std::vector<std::string> confine(const ConfinementOrder& order);

/// Lets this process use at most so many more seconds of processor time, unless called again.
void limit_processor_time(std::int64_t seconds);

}  // namespace budget::room
