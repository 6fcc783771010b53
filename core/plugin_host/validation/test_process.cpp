#include "plugin_host/validation/test_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

namespace budget {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kPhaseBytes = 256;
constexpr std::size_t kProblemBytes = 4096;
constexpr int kExitDone = 0;

/// The page both processes write into: phase, problem, and whether the test came to its end.
struct Shared {
  char phase[kPhaseBytes];
  char problem[kProblemBytes];
  bool is_done;
};

void copy_text(char* to, std::size_t size, std::string_view text) {
  const std::size_t length = std::min(text.size(), size - 1);
  std::memcpy(to, text.data(), length);
  to[length] = '\0';
}

class SharedPage {
 public:
  SharedPage()
      : memory_(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                     -1, 0)) {
    if (memory_ == MAP_FAILED)
      throw std::system_error(errno, std::generic_category(), "mmap of a test's page");
  }
  SharedPage(const SharedPage&) = delete;
  SharedPage& operator=(const SharedPage&) = delete;
  ~SharedPage() { munmap(memory_, sizeof(Shared)); }
  [[nodiscard]] Shared& content() const { return *static_cast<Shared*>(memory_); }

 private:
  void* memory_;
};

std::string named(int signal) {
  const char* name = sigabbrev_np(signal);
  return name != nullptr ? "SIG" + std::string(name) : "signal " + std::to_string(signal);
}

/// No core files, no memory without end, nothing of the plugin's on our terminal, and the plain
/// signals whatever a sanitizer made of them.
void settle_in() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  const rlimit memory{rlim_t{4} << 30U, rlim_t{4} << 30U};
  setrlimit(RLIMIT_AS, &memory);
#endif
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
    std::signal(signal, SIG_DFL);
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    dup2(nowhere, file);
}

[[noreturn]] void be_the_test(const std::function<Result<void>(const TestPhase&)>& test,
                              Shared& shared, ProcessEnd end) {
  settle_in();
  const TestPhase phase(shared.phase);
  try {
    const Result<void> done = test(phase);
    if (!done) copy_text(shared.problem, kProblemBytes, done.error().message);
  } catch (const std::exception& fault) {
    copy_text(shared.problem, kProblemBytes,
              std::string("expected the test to finish, but: ") + fault.what());
  }
  if (end == ProcessEnd::in_full && shared.problem[0] == '\0') {
    phase("end of the process");
    std::exit(kExitDone);
  }
  shared.is_done = true;
  _exit(kExitDone);
}

/// Whether the process ended in time; then its status is there to be fetched.
bool ends_within(pid_t child, std::chrono::milliseconds limit) {
  constexpr int kMostPatience = 20;  // times the limit, however busy the machine
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (handle < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
  const auto began = Steady::now();
  pollfd waited{handle, POLLIN, 0};
  int ready = 0;
  while (ready <= 0) {
    const auto until = began + std::min(limit + waited_for_processor(child), kMostPatience * limit);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Steady::now());
    if (left.count() <= 0) break;
    ready = poll(&waited, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno != EINTR) break;
  }
  close(handle);
  return ready > 0;
}

}  // namespace

std::chrono::milliseconds waited_for_processor(pid_t process) {
  std::ifstream schedstat("/proc/" + std::to_string(process) + "/schedstat");
  std::int64_t ran_ns = 0;
  std::int64_t waited_ns = 0;
  if (!(schedstat >> ran_ns >> waited_ns)) return std::chrono::milliseconds(0);
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(waited_ns));
}

void TestPhase::operator()(std::string_view phase) const {
  copy_text(shared_, kPhaseBytes, phase);
}

TestEnd run_in_process(const std::function<Result<void>(const TestPhase&)>& test,
                       std::chrono::milliseconds limit, ProcessEnd end) {
  const SharedPage page;
  Shared& shared = page.content();
  TestPhase{shared.phase}("test");
  const auto began = Steady::now();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork of a test");
  if (child == 0) be_the_test(test, shared, end);

  TestEnd result;
  result.is_stuck = !ends_within(child, limit);
  if (result.is_stuck) kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  result.took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - began);
  const std::string phase = std::string("expected the ") + shared.phase;
  if (result.is_stuck) {
    result.problem = phase + " to come to an end within " + std::to_string(limit.count()) +
                     " ms, but it did not";
  } else if (WIFSIGNALED(status)) {
    result.problem = phase + " to go well, but it crashed: " + named(WTERMSIG(status));
  } else if (shared.problem[0] != '\0') {
    result.problem = shared.problem;
  } else if (!(shared.is_done || end == ProcessEnd::in_full) || WEXITSTATUS(status) != kExitDone) {
    result.problem = phase + " to return, but it ended the process with status " +
                     std::to_string(WEXITSTATUS(status));
  }
  return result;
}

}  // namespace budget
