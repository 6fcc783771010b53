#include "plugin_host/plugin_options.h"

#include <gmock/gmock.h>

#include <cstdlib>

#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<Option> kSchema = {
    {.key = "window", .type = OptionType::integer, .fallback = 3, .low = 1, .high = 31},
    {.key = "note", .type = OptionType::file, .fallback = ""},
    {.key = "pack", .type = OptionType::folder, .fallback = Json::object()},
    {.key = "token", .type = OptionType::secret, .fallback = ""},
};

class PluginOptionsTest : public ::testing::Test {
 protected:
  ResolvedOptions resolve(const std::string& given, Secrets secrets = Secrets::read) {
    return resolve_options(kSchema, Json::parse(given).value(), folder_.path(), secrets);
  }
  static std::vector<std::string> fields(const ResolvedOptions& made) {
    std::vector<std::string> names;
    for (const Finding& finding : made.findings)
      names.push_back(finding.place.field);
    return names;
  }
  test::PluginFolder folder_;
};

TEST_F(PluginOptionsTest, FillsInDefaults) {
  const auto made = resolve("{}");
  EXPECT_THAT(made.findings, IsEmpty());
  EXPECT_EQ(made.config, R"({"window":3,"note":"","pack":{},"token":""})");
}

TEST_F(PluginOptionsTest, ReadsFilesFromTheConfigurationsFolder) {
  folder_.write("notes/说明.txt", "第一行\n");
  const auto made = resolve(R"({"note":"notes/说明.txt"})");
  EXPECT_THAT(made.config, HasSubstr(R"("note":"第一行\n")"));
}

TEST_F(PluginOptionsTest, ReadsAFolderSortedByRelativeName) {
  folder_.write("pack/b.lua", "2");
  folder_.write("pack/a.lua", "1");
  folder_.write("pack/deep/c.lua", "3");
  folder_.write("pack/.hidden", "4");
  const auto made = resolve(R"({"pack":"pack"})");
  EXPECT_THAT(made.config, HasSubstr(R"("pack":{"a.lua":"1","b.lua":"2","deep/c.lua":"3"})"));
}

TEST_F(PluginOptionsTest, KeepsSecretsAndGivesHandles) {
  folder_.write("token.txt", "from a file\n");
  ::setenv("BUDGETD_TEST_TOKEN", "from the environment", 1);
  const auto file = resolve(R"({"token":"file:token.txt"})");
  const auto variable = resolve(R"({"token":"env:BUDGETD_TEST_TOKEN"})");
  EXPECT_THAT(file.config, HasSubstr(R"("token":"${secret:token}")"));
  EXPECT_EQ(file.secrets.at("token"), "from a file");
  EXPECT_EQ(variable.secrets.at("token"), "from the environment");
  EXPECT_THAT(variable.config, ::testing::Not(HasSubstr("environment")));
}

TEST_F(PluginOptionsTest, NeverQuotesASecretWrittenInTheWrongPlace) {
  const auto made = resolve(R"({"token":"hunter2"})");
  ASSERT_THAT(made.findings, SizeIs(1));
  EXPECT_THAT(made.findings[0].message + made.findings[0].quote,
              ::testing::Not(HasSubstr("hunter2")));
}

TEST_F(PluginOptionsTest, ChecksASecretsFormWithoutReadingIt) {
  EXPECT_THAT(resolve(R"({"token":"env:NOT_SET_HERE"})", Secrets::only_checked).findings,
              IsEmpty());
  EXPECT_THAT(resolve(R"({"token":"env:NOT_SET_HERE"})").findings, SizeIs(1));
  EXPECT_THAT(resolve(R"({"token":"env:"})", Secrets::only_checked).findings, SizeIs(1));
}

TEST_F(PluginOptionsTest, NamesEveryMistakeOnce) {
  folder_.write("latin1.txt", "caf\xE9");
  const auto made = resolve(R"({"window":40,"note":"none.txt","pack":"none","colour":1})");
  EXPECT_THAT(fields(made), ::testing::UnorderedElementsAre("options.window", "options.note",
                                                            "options.pack", "options.colour"));
  EXPECT_THAT(fields(resolve(R"({"note":"latin1.txt"})")), ElementsAre("options.note"));
}

TEST_F(PluginOptionsTest, RefusesAFolderOfTooManyFiles) {
  for (int i = 0; i < 1'001; ++i)
    folder_.write("pack/" + std::to_string(i), "");
  EXPECT_THAT(fields(resolve(R"({"pack":"pack"})")), ElementsAre("options.pack"));
}

}  // namespace
}  // namespace budget
