#include "plugin_host/plugin_library.h"

#include <gmock/gmock.h>

#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(PluginLibraryTest, ExportsOneSymbolOnly) {
  EXPECT_THAT(exported_symbols(test::built_plugin("echo")).value(),
              ElementsAre("budget_plugin_entry"));
}

TEST(PluginLibraryTest, ReadsItsDescriptors) {
  const PluginLibrary library = PluginLibrary::load(test::built_plugin("echo")).value();
  ASSERT_EQ(library.plugins().size(), 1U);
  const PluginDescription& echo = library.plugins().front();
  EXPECT_EQ(echo.title_zh, "回声");
  EXPECT_EQ(echo.capabilities.size(), 6U);
  EXPECT_EQ(echo.options.at(1).key, "window");
  EXPECT_EQ(description_from_json(to_json(echo)).value(), echo);
}

TEST(PluginLibraryTest, RefusesWhatIsNoLibrary) {
  const test::PluginFolder folder;
  folder.write("text.so", "just text, long enough to hold the header of a library ...........");
  EXPECT_THAT(PluginLibrary::load(folder.path() / "text.so").error().message,
              HasSubstr("text.so is none"));
  folder.write("empty.so", "");
  EXPECT_FALSE(PluginLibrary::load(folder.path() / "empty.so"));
  EXPECT_EQ(PluginLibrary::load(folder.path() / "none.so").error().code, ErrorCode::not_found);
  EXPECT_FALSE(PluginLibrary::load("relative.so"));
}

TEST(PluginLibraryTest, RefusesALibraryThatIsNoPlugin) {
  EXPECT_THAT(PluginLibrary::load("/lib/x86_64-linux-gnu/libm.so.6").error().message,
              HasSubstr("does not export it"));
}

TEST(PluginLibraryTest, RefusesALaterContractWithoutRunningItsInit) {
  const auto loaded = PluginLibrary::load(test::built_plugin("echo"), HostVersion{2, 0});
  EXPECT_EQ(loaded.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace budget
