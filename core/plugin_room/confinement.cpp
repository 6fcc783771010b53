#include "plugin_room/confinement.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

#include "plugin_room/landlock.h"
#include "plugin_room/seccomp.h"

namespace budget::room {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

constexpr rlim_t kMib = 1024UL * 1024;
constexpr rlim_t kThreadStacks = 64 * kMib;
constexpr rlim_t kDescriptors = 64;

void limit(int resource, rlim_t most) {
  const rlimit both{.rlim_cur = most, .rlim_max = most};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

/// Address space in use, in bytes.
rlim_t memory_in_use() {
  unsigned long pages = 0;
  if (FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%lu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

std::vector<std::string> confine(const ConfinementOrder& order) {
  std::vector<std::string> words;
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, kDescriptors);
  if (!kIsSanitized) {
    mallopt(M_ARENA_MAX, 1);  // further arenas reserve 64 MiB each
    limit(RLIMIT_AS,
          memory_in_use() + kThreadStacks + static_cast<rlim_t>(order.memory_mib) * kMib);
  }
  words.emplace_back(kIsSanitized ? "rlimits without memory (sanitizer)" : "rlimits");
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const bool is_bound = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  words.emplace_back(is_bound ? "no_new_privs" : "no no_new_privs");
  if (kIsSanitized) {
    words.emplace_back("no landlock (sanitizer)");
    words.emplace_back("no seccomp (sanitizer)");
    return words;
  }
  words.push_back(enter_landlock(order));
  words.push_back(enter_seccomp(order.network));
  return words;
}

void limit_processor_time(std::int64_t seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  rlimit both{};
  getrlimit(RLIMIT_CPU, &both);
  both.rlim_cur = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + seconds);
  setrlimit(RLIMIT_CPU, &both);
}

}  // namespace budget::room
