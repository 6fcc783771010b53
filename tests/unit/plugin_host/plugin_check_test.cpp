#include "plugin_host/plugin_check.h"

#include <gmock/gmock.h>

#include <budget/plugin.h>

#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PluginCheckTest : public ::testing::Test {
 protected:
  PluginCheckTest() {
    folder_.take("echo");
    entry_.name = "echo";
    entry_.file = "echo.so";
    entry_.folder = folder_.path().string();
  }
  std::vector<std::string> fields() const {
    std::vector<std::string> names;
    for (const Finding& finding : check_plugin(entry_, folder_.places()))
      names.push_back(finding.place.field);
    return names;
  }
  test::PluginFolder folder_;
  PluginEntry entry_;
};

TEST_F(PluginCheckTest, HoldsOptionsAgainstThePluginsOwnList) {
  EXPECT_THAT(fields(), IsEmpty());
  entry_.options.set("window", 99).set("colour", "red");
  EXPECT_THAT(fields(), ElementsAre("options.window", "options.colour"));
}

TEST_F(PluginCheckTest, AsksThePluginItselfWhetherItTakesThem) {
  entry_.options.set("greeting", "refuse");
  const std::vector<Finding> findings = check_plugin(entry_, folder_.places());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].place.field, "options");
  EXPECT_THAT(findings[0].message, ::testing::HasSubstr("a kinder greeting"));
}

TEST(ShadowWishTest, IsForRulesOnly) {
  PluginEntry entry;
  entry.name = "csv";
  entry.stage = PluginWish::shadow;
  EXPECT_TRUE(check_wish(entry, {BUDGET_RULE_CHECK, BUDGET_RULE_LIST}));
  for (const char* other : {BUDGET_NOTIFY_BUILD, BUDGET_EXPORT_WRITE, BUDGET_IMPORT_READ}) {
    const auto refused = check_wish(entry, {other});
    ASSERT_FALSE(refused) << other;
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("only rules can be shadowed"));
  }
  entry.stage = PluginWish::active;
  EXPECT_TRUE(check_wish(entry, {BUDGET_EXPORT_WRITE}));
}

TEST_F(PluginCheckTest, ReadsNoSecret) {
  entry_.options.set("token", "env:NOT_SET_WHERE_IT_IS_CHECKED");
  EXPECT_THAT(fields(), IsEmpty());
}

TEST_F(PluginCheckTest, PlacesWhatIsWrongWithTheLibraryAtItsFile) {
  folder_.write("echo.so", folder_.read("echo.so") + "x");
  EXPECT_THAT(fields(), ElementsAre("file"));
  entry_.file = "none.so";
  EXPECT_THAT(fields(), ElementsAre("file"));
}

TEST_F(PluginCheckTest, PlacesAnUnknownIdAtItsKey) {
  entry_.id = "cn.budgetd.tests.other";
  EXPECT_THAT(fields(), ElementsAre("id"));
}

}  // namespace
}  // namespace budget
