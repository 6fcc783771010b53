#include "plugin_host/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <csignal>
#include <cstring>
#include <utility>

namespace budget {
namespace {

constexpr int kOurEnd = 3;

// The handles are made by bare system calls: <sys/pidfd.h> of glibc 2.36 cannot be linked from C++.

/// What posix_spawn is told, freed at the end.
struct SpawnOrder {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  explicit SpawnOrder(int descriptor) {
    posix_spawn_file_actions_init(&files);
    // First the socket, so that nothing is opened in its place.
    posix_spawn_file_actions_adddup2(&files, descriptor, kOurEnd);
    for (int i = 0; i < kOurEnd; ++i)
      posix_spawn_file_actions_addopen(&files, i, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, kOurEnd + 1);
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);  // a Ctrl-C at the terminal is for the daemon only
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  SpawnOrder(const SpawnOrder&) = delete;
  SpawnOrder& operator=(const SpawnOrder&) = delete;
  ~SpawnOrder() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

std::string end_of(const siginfo_t& info) {
  if (info.si_code == CLD_EXITED) return "with code " + std::to_string(info.si_status);
  return "by signal " + std::to_string(info.si_status) + " (" + strsignal(info.si_status) + ")";
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::filesystem::path& program,
                                         const std::vector<std::string>& arguments,
                                         int descriptor) {
  std::vector<std::string> words = {program.filename().string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  char* environment[] = {nullptr};
  const SpawnOrder order(descriptor);
  pid_t pid = 0;
  const int problem = posix_spawn(&pid, program.c_str(), &order.files, &order.attributes,
                                  pointers.data(), environment);
  if (problem != 0) {
    return Error{ErrorCode::unavailable,
                 "expected to start " + program.string() + ", but: " + strerror(problem),
                 "install it beside budgetd"};
  }
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (handle < 0) {
    const std::string why = strerror(errno);
    ::kill(pid, SIGKILL);  // not yet reaped, so the number is still its own
    waitpid(pid, nullptr, 0);
    return Error{ErrorCode::unavailable, "expected a handle of a process, but: " + why};
  }
  return ChildProcess(pid, handle);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(other.pid_), handle_(std::exchange(other.handle_, -1)), end_(std::move(other.end_)) {}

ChildProcess::~ChildProcess() {
  if (handle_ < 0) return;
  kill();
  (void)wait(std::chrono::steady_clock::time_point::max());
  close(handle_);
}

void ChildProcess::kill() const {
  if (end_.empty()) (void)syscall(SYS_pidfd_send_signal, handle_, SIGKILL, nullptr, 0);
}

std::string ChildProcess::wait(std::chrono::steady_clock::time_point until) {
  while (end_.empty()) {
    int wait_ms = -1;
    if (until != std::chrono::steady_clock::time_point::max()) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      wait_ms = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, INT_MAX));
    }
    pollfd asked{.fd = handle_, .events = POLLIN, .revents = 0};
    const int ready = poll(&asked, 1, wait_ms);
    if (ready == 0) return {};
    siginfo_t info{};
    if (ready > 0 && waitid(P_PIDFD, static_cast<id_t>(handle_), &info, WEXITED) == 0)
      end_ = end_of(info);
    if (ready < 0 && errno != EINTR) break;
  }
  return end_;
}

}  // namespace budget
