#include "cli/progress.h"

#include <gtest/gtest.h>

#include <limits>

#include "unit/cli/screen.h"

namespace budget::cli {
namespace {

TEST(ProgressTest, ShowsShareAndCounts) {
  EXPECT_EQ(progress_line("导入", 1850, 5000), "导入  [#######-------------]   37 %  1,850/5,000");
}

TEST(ProgressTest, IsFullAtTheEndAndNeverBeyond) {
  EXPECT_EQ(progress_line("导入", 7, 5), "导入  [####################]  100 %  5/5");
}

TEST(ProgressTest, ShowsOnlyTheCountWhenTheTotalIsUnknown) {
  EXPECT_EQ(progress_line("核对", 12345, 0), "核对  12,345");
}

TEST(ProgressTest, IsSilentWhenNobodyWatches) {
  Screen screen;
  Progress progress(screen.terminal, "导入", 10);
  progress.advance_to(5);
  EXPECT_EQ(screen.err.str(), "");
}

TEST(ProgressTest, LeavesAnEmptyLineBehind) {
  Screen screen;
  screen.terminal.shows_progress = true;
  { Progress progress(screen.terminal, "导入", 10); }
  EXPECT_TRUE(screen.err.str().ends_with("\r\x1b[K")) << screen.err.str();
}

TEST(ProgressTest, WritesNothingNewWhenNothingChanged) {
  Screen screen;
  screen.terminal.shows_progress = true;
  Progress progress(screen.terminal, "导入", 10);
  const std::string before = screen.err.str();
  progress.advance_to(0);
  EXPECT_EQ(screen.err.str(), before);
}

TEST(GroupedTest, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
  EXPECT_EQ(grouped(-123), "-123");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
}

}  // namespace
}  // namespace budget::cli
