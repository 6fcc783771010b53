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
  const auto shipped = load_config_file("config/budgetd.toml");
  ASSERT_THAT(places(shipped.report), IsEmpty());
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
      "[engine]\nqueue = 0\ngroup = 100001\n";
  EXPECT_THAT(
      places(read(kText).report),
      ElementsAre("2:8 config.range http.port", "3:18 config.range http.body_limit_kib",
                  "4:18 config.range http.idle_timeout_s", "5:15 config.range http.connections",
                  "7:9 config.range engine.queue", "8:9 config.range engine.group"));
}

TEST(ConfigFileTest, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(
      places(read("[htpp]\nport = 1\n[log]\nlevel = 'verbose'\n[notices]\nchannel = "
                  "'mail'\n[files]\nworkflows = ''\n")
                 .report),
      ElementsAre("1:2 config.unknown_key htpp", "4:9 config.value log.level",
                  "6:11 config.value notices.channel", "8:13 config.value files.workflows"));
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
