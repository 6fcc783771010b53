#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office.h"

namespace budget::test {
namespace {

constexpr unsigned kNobody = 65534;

/// The largest file the daemon may write from now on: what a full disk looks like to it.
void limit_files(const DaemonProcess& daemon, rlim_t bytes) {
  rlimit limit{};
  ASSERT_EQ(prlimit(daemon.id(), RLIMIT_FSIZE, nullptr, &limit), 0);
  limit.rlim_cur = std::min(bytes, limit.rlim_max);
  ASSERT_EQ(prlimit(daemon.id(), RLIMIT_FSIZE, &limit, nullptr), 0);
}

TEST(DiskTest, AFullDiskStopsWritesOnlyAndPasses) {
  DaemonFolder folder;
  folder.set("file", "\"\"");  // the log would be cut off too, and is not what is looked at
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.draft();
  limit_files(daemon, 4096);
  const auto refused = office.act("wang_fang", "submit");
  EXPECT_EQ(refused.status, 503) << refused.body;
  EXPECT_EQ(text_in(refused, "code"), "unavailable");
  EXPECT_NE(refused.field("retry-after"), "");
  EXPECT_EQ(text_in(office.get("wang_fang", "/v1/instances/1"), "stage"), "draft")
      << "reading goes on";
  EXPECT_EQ(office.act("wang_fang", "submit").status, 503);
  limit_files(daemon, RLIM_INFINITY);
  EXPECT_EQ(office.act("wang_fang", "submit").status, 200) << "the disk is back";
  EXPECT_EQ(daemon.stop(), 0);
}

TEST(DiskTest, AReadOnlyDatabaseIsToldAtTheStart) {
  if (getuid() != 0) GTEST_SKIP() << "needs root to give the files to somebody else";
  DaemonFolder folder;
  {
    DaemonProcess daemon(folder);
    EXPECT_EQ(daemon.stop(), 0);
  }
  ASSERT_EQ(chmod(folder.config().parent_path().c_str(), 0755), 0);
  DaemonProcess daemon(folder, DaemonProcess::Options{.user = kNobody});
  EXPECT_EQ(daemon.wait(), 1);
}

}  // namespace
}  // namespace budget::test
