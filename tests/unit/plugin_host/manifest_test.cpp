#include "plugin_host/manifest.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <functional>

#include "plugin_host/file_hash.h"
#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::HasSubstr;

Manifest sample() {
  return {.library = "echo.so",
          .sha256 = std::string(64, 'a'),
          .abi_major = 1,
          .abi_minor = 2,
          .min_host_minor = 1,
          .room = PluginRoom::inside,
          .plugins = {{"cn.a.one", "1.0.0", {BUDGET_RULE_CHECK}, 1}, {"cn.a.two", "1.1.0", {}, 0}}};
}

TEST(ManifestTest, ReadsWhatItWrote) {
  EXPECT_EQ(parse_manifest(to_text(sample())).value(), sample());
}

TEST(ManifestTest, IsMadeByTheBuildForEveryPlugin) {
  const Manifest manifest = read_manifest(test::built_plugin("echo")).value();
  EXPECT_EQ(manifest.library, "echo.so");
  EXPECT_EQ(manifest.plugins.at(0).id, "cn.budgetd.tests.echo");
  EXPECT_EQ(manifest.room, PluginRoom::inside);
}

TEST(ManifestTest, SaysHowToMakeOneThatIsNotThere) {
  const test::PluginFolder folder;
  folder.write("lone.so", "");
  const Error error = read_manifest(folder.path() / "lone.so").error();
  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.hint, HasSubstr("budget-plugin-host --manifest"));
}

TEST(ManifestTest, RefusesOneThatLacksAPart) {
  for (const char* part : {"\"sha256\":", "\"min_host_minor\":", "\"room\":", "\"schema\":",
                           "\"plugins\":", "\"version\":"}) {
    std::string text = to_text(sample());
    text.replace(text.find(part), 3, "\"x_");
    EXPECT_FALSE(parse_manifest(text)) << text;
  }
}

TEST(ManifestTest, RefusesOneThatIsMadeToBurdenItsReader) {
  const auto with = [](const std::function<void(Manifest&)>& change) {
    Manifest made = sample();
    change(made);
    return to_text(made);
  };
  const std::string long_text(5'000, 'x');
  const std::vector<std::string> hostile{
      std::string(2U << 20U, ' ') + to_text(sample()),
      std::string(500'000, '['),
      R"({"schema":{"a":[[[[[[[[[[]]]]]]]]]]}})",
      R"({"schema":")" + std::string(900'000, 's') + "\"}",
      R"({"schema":"a","schema":"b"})",
      with([&](Manifest& made) { made.plugins[0].id = long_text; }),
      with([&](Manifest& made) { made.plugins[0].version = "1\x1b[2J"; }),
      with([&](Manifest& made) { made.plugins[0].capabilities = {long_text}; }),
      with([](Manifest& made) { made.plugins[0].capabilities.assign(17, BUDGET_RULE_CHECK); }),
      with([](Manifest& made) { made.plugins.assign(65, made.plugins[0]); }),
      with([](Manifest& made) { made.sha256[5] = '\n'; })};
  for (const std::string& text : hostile) {
    const auto read = parse_manifest(text);
    ASSERT_FALSE(read) << text.substr(0, 100);
    EXPECT_LT(read.error().message.size(), 500U);
  }
}

TEST(ManifestTest, IgnoresWhatALaterOneMaySayBesides) {
  std::string text = to_text(sample());
  text.insert(1, R"("later":{"deep":[[1,2],{"a":null}]},)");
  EXPECT_EQ(parse_manifest(text).value(), sample());
}

TEST(ManifestTest, WantsToKnowWhichPluginWhenThereAreSeveral) {
  const Manifest two = sample();
  EXPECT_THAT(find_plugin(two, "").error().hint, HasSubstr("cn.a.one, cn.a.two"));
  EXPECT_EQ(find_plugin(two, "cn.a.two").value()->version, "1.1.0");
  EXPECT_EQ(find_plugin(two, "cn.a.three").error().code, ErrorCode::not_found);
}

TEST(ManifestTest, TellsALibraryThatIsNotWhatItSays) {
  const Manifest::Plugin told{"cn.a.one", "1.0.0", {BUDGET_RULE_CHECK}, 1};
  PluginDescription library{.id = "cn.a.one", .version = "1.0.0"};
  library.capabilities = {BUDGET_RULE_CHECK};
  library.flags = 1;
  EXPECT_TRUE(check_same(told, library));
  library.version = "1.0.1";
  EXPECT_THAT(check_same(told, library).error().message,
              HasSubstr("its version is 1.0.1 and the manifest says 1.0.0"));
  library.version = "1.0.0";
  library.flags = 3;
  EXPECT_FALSE(check_same(told, library)) << "a plugin does not get the network by stealth";
}

TEST(FileHashTest, WaitsForNoPipeToEnd) {
  const test::PluginFolder folder;
  const std::filesystem::path pipe = folder.path() / "pipe.so";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(sha256_of_file(pipe).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace budget
