#include "plugin_host/plugin_log.h"

#include <gmock/gmock.h>

#include "plugin_host/words.h"

namespace budget {
namespace {

using ::testing::ElementsAre;

TEST(PluginLogTest, ThinsAFloodAndSaysSo) {
  const CallLimits limits{.log_lines = 2};
  std::vector<std::string> lines;
  PluginLog log(limits, [&](LogLevel, const std::string& line) { lines.push_back(line); });
  for (int i = 0; i < 5; ++i)
    log.table()->log(log.table(), BUDGET_LOG_INFO, bytes_of(std::to_string(i)));
  log.next_call();
  log.table()->log(log.table(), BUDGET_LOG_INFO, bytes_of("5"));
  log.next_call();
  EXPECT_THAT(lines, ElementsAre("0", "1", "3 more lines were left out", "5"));
}

TEST(PluginLogTest, CutsLongLinesBetweenCharacters) {
  const CallLimits limits{.log_line_bytes = 4};
  std::string kept;
  PluginLog log(limits, [&](LogLevel, const std::string& line) { kept = line; });
  log.table()->log(log.table(), BUDGET_LOG_INFO, bytes_of("预算"));
  EXPECT_EQ(kept, "预…");
}

TEST(PluginLogTest, TakesAnUnknownLevelForInformation) {
  EXPECT_EQ(log_level_of(99), LogLevel::info);
  EXPECT_EQ(log_level_of(BUDGET_LOG_ERROR), LogLevel::error);
}

}  // namespace
}  // namespace budget
