#include "delivery/spool.h"

#include <gtest/gtest.h>

#include "support/server_script.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

TEST(SpoolFileTest, LeavesTheWholeFileAndNothingElse) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_spool_file(folder.path(), "notice-7.json", "{}\n"));
  ASSERT_TRUE(write_spool_file(folder.path(), "notice-7.json", "{\"again\":1}\n"));
  EXPECT_EQ(test::lines_of(folder.path() / "notice-7.json"),
            std::vector<std::string>{"{\"again\":1}"});
  const std::filesystem::directory_iterator files(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(SpoolFileTest, RefusesNamesThatLeadElsewhere) {
  const test::TemporaryFolder folder;
  for (const char* name : {"", "../x", "/etc/x", ".hidden", "a/b", "a\nb"}) {
    EXPECT_EQ(write_spool_file(folder.path(), name, "x").error().code, ErrorCode::invalid_input)
        << name;
  }
}

TEST(SpoolFileTest, SaysWhatTheDiskRefused) {
  EXPECT_EQ(write_spool_file("/no/such/folder", "notice-7.json", "x").error().code,
            ErrorCode::unavailable);
}

}  // namespace
}  // namespace budget
