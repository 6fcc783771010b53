#include "logging/line_logger.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace budget {
namespace {

class LineLoggerTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "line_logger_XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path file(const char* name = "log") const {
    return folder_ / name;
  }

  static std::string content(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(LineLoggerTest, PutsAnIsoTimeInFrontOfEachLine) {
  auto logger = LineLogger::open(file(), LogLevel::info);
  ASSERT_TRUE(logger);
  (*logger)->write(LogLevel::info, "started", {{"port", 8480}});
  EXPECT_THAT(content(file()), testing::MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+\\.["
                                                     "0-9]+[+-][0-9:]+ info started port=8480\n"));
}

TEST_F(LineLoggerTest, LeavesOutWhatIsBelowItsLevel) {
  auto logger = LineLogger::open(file(), LogLevel::warn);
  ASSERT_TRUE(logger);
  (*logger)->write(LogLevel::info, "quiet", {});
  (*logger)->set_level(LogLevel::debug);
  (*logger)->write(LogLevel::debug, "loud", {});
  EXPECT_THAT(content(file()), testing::AllOf(testing::Not(testing::HasSubstr("quiet")),
                                              testing::HasSubstr("loud")));
}

TEST_F(LineLoggerTest, GoesOnInANewFileAfterReopen) {
  auto logger = LineLogger::open(file(), LogLevel::info);
  ASSERT_TRUE(logger);
  (*logger)->write(LogLevel::info, "before", {});
  std::filesystem::rename(file(), file("log.1"));
  ASSERT_TRUE((*logger)->reopen());
  (*logger)->write(LogLevel::info, "after", {});
  EXPECT_THAT(content(file("log.1")), testing::HasSubstr("before"));
  EXPECT_THAT(content(file()), testing::HasSubstr("after"));
}

TEST_F(LineLoggerTest, SaysWhichFileCannotBeOpened) {
  std::ofstream(file("plain")) << "not a folder";
  const auto logger = LineLogger::open(file("plain") / "log", LogLevel::info);
  ASSERT_FALSE(logger);
  EXPECT_THAT(logger.error().message, testing::HasSubstr("plain/log"));
}

TEST_F(LineLoggerTest, KeepsLinesWholeWhenManyThreadsWrite) {
  auto logger = LineLogger::open(file(), LogLevel::info);
  ASSERT_TRUE(logger);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&logger] {
        for (int i = 0; i < 100; ++i)
          (*logger)->write(LogLevel::info, "line", {{"text", "a b"}});
      });
    }
  }
  std::istringstream lines(content(file()));
  int whole = 0;
  for (std::string line; std::getline(lines, line);)
    whole += line.ends_with("info line text=\"a b\"") ? 1 : 0;
  EXPECT_EQ(whole, 400);
}

}  // namespace
}  // namespace budget
