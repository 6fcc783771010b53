#include "config/config_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "unit/config/broken.h"

namespace budget {
namespace {

using test::only_message;
using test::places;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Loaded<Configuration> read(std::string_view text) {
  return read_config(text, "/etc/budgetd/budgetd.toml");
}

/// The options of each section, as the reader names them when it meets a key it does not know.
std::set<std::string> options_the_reader_knows(const std::string& section) {
  const std::string message = only_message(read("[" + section + "]\nquite_unknown = 1\n").report);
  const std::string kBefore = "known here: ";
  std::stringstream names(message.substr(message.find(kBefore) + kBefore.size()));
  std::set<std::string> options;
  for (std::string name; std::getline(names, name, ',');)
    options.insert(name.substr(name.find_first_not_of(' ')));
  return options;
}

std::map<std::string, std::set<std::string>> options_in_the_shipped_file() {
  std::map<std::string, std::set<std::string>> options;
  std::ifstream file("config/budgetd.toml");
  std::string section;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("[[")) break;  // entries, not defaults
    if (line.starts_with('[')) section = line.substr(1, line.find(']') - 1);
    const auto equals = line.find(" = ");
    if (equals != std::string::npos && !line.starts_with('#'))
      options[section].insert(line.substr(0, equals));
  }
  return options;
}

TEST(ConfigFileTest, ReadsEveryOptionTheShippedFileDocumentsAndNoOther) {
  const auto documented = options_in_the_shipped_file();
  ASSERT_EQ(documented.size(), 6U);
  for (const auto& [section, options] : documented)
    EXPECT_EQ(options_the_reader_knows(section), options) << section;
  const std::string sections = only_message(read("quite_unknown = 1").report);
  for (const auto& [section, options] : documented)
    EXPECT_NE(sections.find(section), std::string::npos) << section;
}

TEST(ConfigFileTest, HasTheShippedFilesValuesAsDefaults) {
  auto shipped = load_config_file("config/budgetd.toml");
  ASSERT_THAT(places(shipped.report), IsEmpty());
  shipped.value.plugins.clear();  // what is named there is no default
  EXPECT_EQ(shipped.value, read_config("", "config/budgetd.toml").value);
}

TEST(ConfigFileTest, ResolvesPathsFromItsOwnFolder) {
  const Configuration config = read(
                                   "[storage]\ndatabase = 'data/b.db'\n[files]\ncalendars = "
                                   "'/srv/calendars'\n[log]\nfile = '../log/x'\n")
                                   .value;
  EXPECT_EQ(config.storage.database, "/etc/budgetd/data/b.db");
  EXPECT_EQ(config.files.calendars, "/srv/calendars");
  EXPECT_EQ(config.files.workflows, "/etc/workflows");
  EXPECT_EQ(config.log.file, "/etc/log/x");
  EXPECT_TRUE(config.http.unix_socket.empty());
}

TEST(ConfigFileTest, MakesRelativePathsAbsolute) {
  EXPECT_EQ(load_config_file("config/budgetd.toml").value.files.organisation,
            std::filesystem::current_path() / "config/organisation.toml");
}

TEST(ConfigFileTest, ListensOnTheLoopbackOnly) {
  EXPECT_THAT(places(read("[http]\naddress = '::1'").report), IsEmpty());
  for (const char* address : {"0.0.0.0", "::", "localhost", "127.0.0.2", "10.0.0.1", ""}) {
    const auto report = read("[http]\naddress = '" + std::string(address) + "'\n").report;
    EXPECT_THAT(places(report), ElementsAre("2:11 config.value http.address")) << address;
  }
}

TEST(ConfigFileTest, HoldsNumbersToTheirRanges) {
  const char* const kText =
      "[http]\nport = 65536\nbody_limit_kib = 0\nidle_timeout_s = -1\nconnections = "
      "9223372036854775807\n"
      "[engine]\nqueue = 0\ngroup = 100001\nparked_s = 0\n";
  EXPECT_THAT(places(read(kText).report),
              ElementsAre("2:8 config.range http.port", "3:18 config.range http.body_limit_kib",
                          "4:18 config.range http.idle_timeout_s",
                          "5:15 config.range http.connections", "7:9 config.range engine.queue",
                          "8:9 config.range engine.group", "9:12 config.range engine.parked_s"));
}

TEST(ConfigFileTest, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(
      places(read("[htpp]\nport = 1\n[log]\nlevel = 'verbose'\n[notices]\nchannel = "
                  "'mail'\n[files]\nworkflows = ''\n")
                 .report),
      ElementsAre("1:2 config.unknown_key htpp", "4:9 config.value log.level",
                  "6:11 config.value notices.channel", "8:13 config.value files.workflows"));
}

TEST(ConfigFileTest, ReadsEveryKeyOfAPluginTheShippedFileDocumentsAndNoOther) {
  std::set<std::string> documented;
  std::string sample;
  std::ifstream file("config/budgetd.toml");
  for (std::string line; std::getline(file, line);) {
    if (!sample.empty() && line.empty()) break;  // another part of the file begins
    const auto equals = line.find(" = ");
    if (!line.starts_with("# ") || (equals == std::string::npos && line != "# [[plugins]]"))
      continue;
    if (equals != std::string::npos) documented.insert(line.substr(2, equals - 2));
    sample += line.substr(2) + "\n";
  }
  const std::string message =
      only_message(read("[[plugins]]\nname = 'a'\nfile = 'a.so'\nunknown_thing = 1").report);
  std::set<std::string> known;
  std::stringstream names(message.substr(message.find("known here: ") + 12));
  for (std::string name; std::getline(names, name, ',');)
    known.insert(name.substr(name.find_first_not_of(' ')));
  EXPECT_EQ(known, documented);

  const auto loaded = read(sample);
  ASSERT_THAT(places(loaded.report), IsEmpty()) << sample;
  PluginEntry least{.name = "plan_shape", .file = "rules/plan_shape.so", .folder = "/etc/budgetd"};
  least.room = PluginRoom::isolated;
  EXPECT_THAT(loaded.value.plugins, ElementsAre(least)) << "the sample has the defaults";
}

TEST(ConfigFileTest, KeepsAPluginsOptionsAsWritten) {
  const auto loaded = read(R"([[plugins]]
name = "first"
file = "rules/first.so"
room = "inside"
stage = "shadow"
[plugins.options]
window = 3
share = "12.5%"
words = ["a", "b"]
day = 2026-03-31
half = 0.5
deep = { on = true }
[[plugins]]
name = "second"
file = "/srv/second.so"
options = { secret = "env:TOKEN" }
)");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  ASSERT_EQ(loaded.value.plugins.size(), 2U);
  const PluginEntry& first = loaded.value.plugins[0];
  EXPECT_EQ(first.options.to_text(),
            R"({"day":"2026-03-31","deep":{"on":true},"half":0.5,"share":"12.5%","window":3,)"
            R"("words":["a","b"]})");
  EXPECT_EQ(first.room, PluginRoom::inside);
  EXPECT_EQ(first.stage, PluginWish::shadow);
  EXPECT_EQ(loaded.value.plugins[1].options["secret"].text(), "env:TOKEN");
  EXPECT_EQ(loaded.value.plugins[1].room, PluginRoom::as_wished);
}

TEST(ConfigFileTest, NamesEveryMistakeOfAPlugin) {
  const char* const kText =
      "[[plugins]]\nname = 'a'\nfile = ''\nroom = 'outside'\nbudget_ms = 9\n"
      "[[plugins]]\nname = 'a'\nfile = 'x.so'\nmemory_mib = 31\noptions = 5\nstage = 'on'\n"
      "[[plugins]]\nname = 'A b'\n";
  EXPECT_THAT(
      places(read(kText).report),
      ElementsAre("3:8 config.value plugins[0].file", "4:8 config.value plugins[0].room",
                  "5:13 config.range plugins[0].budget_ms", "7:8 config.duplicate plugins[1].name",
                  "9:14 config.range plugins[1].memory_mib", "10:11 config.type plugins[1].options",
                  "11:9 config.value plugins[1].stage", "12:1 config.missing_key plugins[2].file",
                  "13:8 config.value plugins[2].name"));
}

TEST(ConfigFileTest, RefusesASocketPathTheSystemCannotHold) {
  const std::string path = "/" + std::string(107, 'x');
  EXPECT_THAT(places(read("[http]\nunix_socket = '" + path + "'").report),
              ElementsAre("2:15 config.range http.unix_socket"));
  EXPECT_THAT(places(read("[http]\nunix_socket = '" + path.substr(1) + "'").report),
              ElementsAre("2:15 config.range http.unix_socket"));
  EXPECT_THAT(places(read("[http]\nunix_socket = '" + path.substr(0, 107) + "'").report),
              IsEmpty());
}

TEST(ConfigFileTest, ReportsAMissingFile) {
  const auto loaded = load_config_file("no/budgetd.toml");
  EXPECT_THAT(places(loaded.report), ElementsAre("0:0 config.file"));
  EXPECT_FALSE(loaded.report.is_parsed());
}

}  // namespace
}  // namespace budget
