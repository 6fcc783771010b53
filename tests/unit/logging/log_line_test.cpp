#include "logging/log_line.h"

#include <gtest/gtest.h>

namespace budget {
namespace {

TEST(LogLineTest, LeavesPlainValuesBare) {
  EXPECT_EQ(log_line(LogLevel::info, "act_performed", {{"instance", 7}, {"act", "submit"}}),
            "info act_performed instance=7 act=submit");
}

TEST(LogLineTest, LeavesChineseAsItIs) {
  EXPECT_EQ(log_line(LogLevel::warn, "notice", {{"text", "请审核"}}), "warn notice text=请审核");
}

TEST(LogLineTest, QuotesBlanksAndEmptyValues) {
  EXPECT_EQ(log_line(LogLevel::debug, "x", {{"a", "two words"}, {"b", ""}}),
            "debug x a=\"two words\" b=\"\"");
}

TEST(LogLineTest, KeepsALineALine) {
  EXPECT_EQ(log_line(LogLevel::error, "x", {{"a", "1\n2\r\t\x01\x7f"}}),
            "error x a=\"1\\n2\\r\\t\\x01\\x7f\"");
}

TEST(LogLineTest, EscapesQuotesAndBackslashes) {
  EXPECT_EQ(log_line(LogLevel::info, "x", {{"a", R"(C:\"b")"}}), R"(info x a="C:\\\"b\"")");
}

TEST(LogLineTest, AValueCannotImitateAField) {
  EXPECT_EQ(log_line(LogLevel::info, "x", {{"a", "b=c"}}), "info x a=\"b=c\"");
}

TEST(LogLineTest, LevelsAreReadByTheirNames) {
  EXPECT_EQ(log_level_named("warn"), LogLevel::warn);
  EXPECT_EQ(log_level_named("WARN"), std::nullopt);
}

}  // namespace
}  // namespace budget
