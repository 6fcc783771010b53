#include "cli/usual_config.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/options/global.h"
#include "support/temporary_folder.h"

namespace budget::cli {
namespace {

namespace fs = std::filesystem;

/// Stands in an empty folder for as long as a test lasts.
class UsualConfigTest : public testing::Test {
 protected:
  UsualConfigTest() { fs::current_path(folder_.path()); }
  ~UsualConfigTest() override { fs::current_path(before_); }

  fs::path write(const std::string& name) {
    const fs::path file = folder_.path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "\n";
    return file;
  }

  test::TemporaryFolder folder_;          // NOLINT: for the tests
  fs::path before_ = fs::current_path();  // NOLINT
};

TEST_F(UsualConfigTest, TheConfigurationOfThisFolderGoesBeforeAnyOther) {
  write(kUsualConfig);
  EXPECT_EQ(config_among(kUsualConfig, {write("etc/budgetd.toml")}), kUsualConfig);
}

TEST_F(UsualConfigTest, WithoutOneHereTheFirstThatCanBeReadIsUsed) {
  const fs::path shared = write("share/budgetd.toml");
  EXPECT_EQ(config_among(kUsualConfig, {folder_.path() / "etc/budgetd.toml", shared}),
            shared.string());
}

TEST_F(UsualConfigTest, OneThatWasNamedIsNeverReplaced) {
  EXPECT_EQ(config_among("mine.toml", {write("etc/budgetd.toml")}), "mine.toml");
}

TEST_F(UsualConfigTest, ASourceTreeCountsForProgramsThatWereBuiltInIt) {
  write("build/dev/CMakeCache.txt");
  const auto built = other_configs(folder_.path() / "build/dev/bin");
  EXPECT_EQ(built.back(), folder_.path() / kUsualConfig);
  const auto installed = other_configs(folder_.path() / "usr/bin");
  EXPECT_EQ(installed.back(), folder_.path() / "usr/share/budgetd/config/budgetd.toml");
}

}  // namespace
}  // namespace budget::cli
