#include "plugin_host/child_process.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

namespace budget {
namespace {

using namespace std::chrono_literals;

/// /bin/sh, whose descriptor 3 is one end of a pair of sockets.
class ChildProcessTest : public ::testing::Test {
 protected:
  ChildProcessTest() { socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_); }
  ~ChildProcessTest() override {
    for (const int end : ends_)
      close(end);
  }
  ChildProcess shell(const std::string& script) {
    return ChildProcess::start("/bin/sh", {"-c", script}, ends_[1]).value();
  }
  std::string said() {
    close(std::exchange(ends_[1], dup(0)));
    std::string text;
    char piece[256];
    for (ssize_t size = 0; (size = read(ends_[0], piece, sizeof piece)) > 0;)
      text.append(piece, static_cast<std::size_t>(size));
    return text;
  }
  static auto later() { return std::chrono::steady_clock::now() + 30s; }
  int ends_[2] = {-1, -1};
};

TEST_F(ChildProcessTest, TellsHowItEnded) {
  EXPECT_EQ(shell("exit 7").wait(later()), "with code 7");
  EXPECT_EQ(shell("kill -SEGV $$").wait(later()), "by signal 11 (Segmentation fault)");
}

TEST_F(ChildProcessTest, StillRunsUntilItIsKilled) {
  ChildProcess child = shell("read nothing <&3");
  EXPECT_EQ(child.wait(std::chrono::steady_clock::now()), "");
  child.kill();
  EXPECT_EQ(child.wait(later()), "by signal 9 (Killed)");
}

TEST_F(ChildProcessTest, LeavesNothingBehind) {
  pid_t pid = 0;
  {
    const ChildProcess child = shell("read nothing <&3");
    pid = child.pid();
  }
  EXPECT_EQ(::kill(pid, 0), -1) << "neither running nor unreaped";
}

TEST_F(ChildProcessTest, StartsWithoutEnvironmentAndOtherDescriptors) {
  const int secret = open("/etc/passwd", 0);
  ChildProcess child = shell("echo /proc/self/fd/* >&3; tr '\\0' '\\n' < /proc/self/environ >&3");
  EXPECT_EQ(child.wait(later()), "with code 0");
  close(secret);
  const std::string text = said();
  EXPECT_THAT(text, ::testing::HasSubstr("/proc/self/fd/3"));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("/proc/self/fd/5")));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("BUDGET_BIN_DIR")));
}

TEST_F(ChildProcessTest, SaysWhichProgramIsMissing) {
  const auto child = ChildProcess::start("/nowhere/budget-plugin-host", {}, ends_[1]);
  EXPECT_THAT(child.error().message, ::testing::HasSubstr("/nowhere/budget-plugin-host"));
}

}  // namespace
}  // namespace budget
