#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "config/workflow_file.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using ::testing::IsEmpty;

/// The toml blocks of a page, one after the other: together they are one workflow.
std::string toml_blocks(const char* page) {
  std::ifstream file(page);
  std::string text;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      inside = line == "```toml";
    } else if (inside) {
      text += line + "\n";
    }
  }
  return text;
}

TEST(WorkflowReadmeTest, ShowsPartsThatTogetherAreAWorkflow) {
  const auto loaded = read_workflow(toml_blocks("workflows/README.md"), "README.toml");
  EXPECT_THAT(test::places(loaded.report), IsEmpty());
  EXPECT_EQ(loaded.value.stages.size(), 4U);
}

/// Every key the reader knows of a kind of table, as it names them when it meets one it does not
/// know.
std::vector<std::string> known_keys(const std::string& text, const std::string& field) {
  for (const Finding& finding : read_workflow(text, "x.toml").report.findings()) {
    const auto at = finding.message.find("known here: ");
    if (finding.place.field != field || at == std::string::npos) continue;
    std::stringstream names(finding.message.substr(at + 12));
    std::vector<std::string> keys;
    for (std::string name; std::getline(names, name, ',');)
      keys.push_back(name.substr(name.find_first_not_of(' ')));
    return keys;
  }
  return {};
}

TEST(WorkflowReadmeTest, TellsOfEveryKeyThereIs) {
  std::stringstream page;
  page << std::ifstream("workflows/README.md").rdbuf();
  const std::string text =
      "quite_unknown = 1\n[[stages]]\nquite_unknown = 1\ndeadline = { from = 'fiscal_year', "
      "quite_unknown = 1 }\n"
      "ladder = [ { quite_unknown = 1 } ]\n[[transitions]]\nquite_unknown = 1\n";
  for (const char* field :
       {"quite_unknown", "stages[0].quite_unknown", "stages[0].deadline.quite_unknown",
        "stages[0].ladder[0].quite_unknown", "transitions[0].quite_unknown"}) {
    const auto keys = known_keys(text, field);
    EXPECT_GE(keys.size(), 2U) << field;
    for (const std::string& key : keys)
      EXPECT_NE(page.str().find("`" + key + "`"), std::string::npos) << key << " of " << field;
  }
}

}  // namespace
}  // namespace budget
