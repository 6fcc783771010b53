#include "plugin_room/process_watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <ctime>

namespace budget::room {
namespace {

constexpr int kMostThreads = 64;
constexpr long long kIdleMs = 10'000;     // between calls, for which …
constexpr long long kIdleWorkMs = 2'000;  // … so much processor time is too much

long long ms_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * 1'000LL + now.tv_nsec / 1'000'000;
}

}  // namespace

ProcessWatch::ProcessWatch()
    : tasks_(open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC)),  // NOLINT
      idle_since_ms_(ms_of(CLOCK_MONOTONIC)),
      used_then_ms_(ms_of(CLOCK_PROCESS_CPUTIME_ID)) {}

ProcessWatch::~ProcessWatch() {
  if (tasks_ >= 0) close(tasks_);
}

/// A few more than the limit are as good as all of them. Below zero: it cannot be told.
int ProcessWatch::threads() const {
  if (lseek(tasks_, 0, SEEK_SET) != 0) return -1;
  alignas(dirent64) std::array<char, 8'192> entries{};
  int count = 0;
  while (count <= kMostThreads + 2) {
    const long size = syscall(SYS_getdents64, tasks_, entries.data(), entries.size());
    if (size < 0) return -1;
    if (size == 0) break;
    for (long at = 0; at < size;) {
      unsigned short length = 0;
      std::memcpy(&length, entries.data() + at + offsetof(dirent64, d_reclen), sizeof length);
      at += length;
      ++count;
    }
  }
  return count - 2;  // the folder itself and the one above
}

std::string ProcessWatch::problem(State state) {
  if (const int count = threads(); count > kMostThreads || (count < 0 && tasks_ >= 0))
    return "expected at most " + std::to_string(kMostThreads) +
           " threads in the plugin's process, but " +
           (count < 0 ? "they cannot be counted any more" : "it has more");
  const long long now_ms = ms_of(CLOCK_MONOTONIC);
  const long long used_ms = ms_of(CLOCK_PROCESS_CPUTIME_ID);
  if (state == State::idle && used_ms - used_then_ms_ > kIdleWorkMs)
    return "expected the plugin to rest between two calls, but it goes on working";
  if (state == State::busy || now_ms - idle_since_ms_ > kIdleMs) {
    idle_since_ms_ = now_ms;
    used_then_ms_ = used_ms;
  }
  return {};
}

}  // namespace budget::room
