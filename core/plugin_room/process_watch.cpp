#include "plugin_room/process_watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstring>

namespace budget::room {
namespace {

constexpr int kMostThreads = 64;
constexpr std::chrono::milliseconds kIdle{10'000};     // between calls, for which …
constexpr std::chrono::milliseconds kIdleWork{2'000};  // … so much processor time is too much

std::chrono::milliseconds processor_time() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto ms_of = [](const timeval& time) { return time.tv_sec * 1'000 + time.tv_usec / 1'000; };
  return std::chrono::milliseconds(ms_of(used.ru_utime) + ms_of(used.ru_stime));
}

}  // namespace

ProcessWatch::ProcessWatch()
    : tasks_(open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC)),  // NOLINT
      idle_since_(std::chrono::steady_clock::now()),
      used_then_(processor_time()) {}

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
  const auto now = std::chrono::steady_clock::now();
  const std::chrono::milliseconds used = processor_time();
  if (state == State::idle && used - used_then_ > kIdleWork)
    return "expected the plugin to rest between two calls, but it goes on working";
  if (state == State::busy || now - idle_since_ > kIdle) {
    idle_since_ = now;
    used_then_ = used;
  }
  return {};
}

}  // namespace budget::room
