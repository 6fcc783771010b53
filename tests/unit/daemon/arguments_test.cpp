#include "daemon/arguments.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace budget {
namespace {

Result<Arguments> parse(std::vector<const char*> words) {
  return parse_arguments(words);
}

TEST(ArgumentsTest, RunsTheShippedConfigurationByDefault) {
  const auto arguments = parse({});
  ASSERT_TRUE(arguments);
  EXPECT_EQ(arguments->task, Arguments::Task::run);
  EXPECT_EQ(arguments->config, "config/budgetd.toml");
}

TEST(ArgumentsTest, TakesFilesAndTasks) {
  const auto arguments = parse({"--config", "a.toml", "--port-file", "port", "--check"});
  ASSERT_TRUE(arguments);
  EXPECT_EQ(arguments->config, "a.toml");
  EXPECT_EQ(arguments->port_file, "port");
  EXPECT_EQ(arguments->task, Arguments::Task::check);
}

TEST(ArgumentsTest, NamesWhatItDoesNotKnow) {
  const auto arguments = parse({"--colour"});
  ASSERT_FALSE(arguments);
  EXPECT_THAT(arguments.error().message, testing::HasSubstr("--colour"));
  EXPECT_FALSE(parse({"--config"}));
}

TEST(ArgumentsTest, TheHelpTellsEveryOption) {
  for (const char* option : {"--config", "--port-file", "--check", "--version", "--help"}) {
    EXPECT_THAT(usage(), testing::HasSubstr(option));
  }
}

}  // namespace
}  // namespace budget
