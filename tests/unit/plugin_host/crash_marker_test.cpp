#include "plugin_host/crash_marker.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "support/temporary_folder.h"

namespace budget {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Runs it in a process of its own, which may end as it likes.
void in_another_process(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
}

class CrashMarkerTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "running"; }
  [[nodiscard]] std::vector<CrashMarker::Left> left() const {
    const CrashMarker marker(file());
    return marker.left_behind();
  }
  test::TemporaryFolder folder_;
};

TEST_F(CrashMarkerTest, NamesThePluginThatTookTheProcessDown) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE}) {
    in_another_process([&] {
      CrashMarker marker(file());
      const CrashMarker::Mark mark(marker, "bad_one");
      std::raise(signal);
    });
    const auto found = left();
    ASSERT_THAT(found, SizeIs(1)) << signal;
    EXPECT_EQ(found[0].name, "bad_one");
    EXPECT_EQ(found[0].signal, signal);
    EXPECT_THAT(left(), IsEmpty()) << "it is told once";
  }
}

TEST_F(CrashMarkerTest, BlamesNobodyForAKill) {
  in_another_process([&] {
    CrashMarker marker(file());
    const CrashMarker::Mark mark(marker, "innocent");
    std::raise(SIGKILL);
  });
  const auto found = left();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].signal, 0);
}

TEST_F(CrashMarkerTest, BlamesNobodyForACrashAfterTheCall) {
  in_another_process([&] {
    CrashMarker marker(file());
    { const CrashMarker::Mark mark(marker, "well_behaved"); }
    std::raise(SIGSEGV);
  });
  EXPECT_THAT(left(), IsEmpty());
}

TEST_F(CrashMarkerTest, LeavesTheMarksOfAProcessThatStillRuns) {
  in_another_process([&] {
    CrashMarker first(file());
    const CrashMarker::Mark mark(first, "bad_one");
    { const CrashMarker second(file()); }  // as a budgetd that is started by mistake
    std::raise(SIGSEGV);
  });
  EXPECT_THAT(left(), SizeIs(1));
}

TEST_F(CrashMarkerTest, HasItsWholeFileOnTheDisk) {
  const CrashMarker marker(file());
  struct stat found {};
  ASSERT_EQ(stat(file().c_str(), &found), 0);
  EXPECT_GE(found.st_blocks * 512, found.st_size) << "a full disk would end the process later";
}

TEST_F(CrashMarkerTest, WorksWithoutAFile) {
  CrashMarker marker("/nowhere/at/all");
  const CrashMarker::Mark mark(marker, "any");
  EXPECT_THAT(marker.left_behind(), IsEmpty());
}

}  // namespace
}  // namespace budget
