#include "config/check_all.h"

#include <gmock/gmock.h>

#include "support/temporary_folder.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::places;
using test::with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kConfig = "[files]\nworkflows = 'workflows'\n";
const char* const kOrganisation = R"([[regions]]
code = "130605"
name = "白沟"
[[departments]]
region = "130605"
code = "203"
name = "党群工作部"
units = []
[[roles]]
id = "drafter"
title = "经办人"
scope = "department"
[[roles]]
id = "officer"
title = "预算股"
scope = "office"
[[roles]]
id = "auditor"
title = "审计管理员"
scope = "office"
administrator = "audit"
[[people]]
id = "wang"
name = "王芳"
roles = [ { role = "drafter", department = "130605-203" } ]
[[people]]
id = "li"
name = "李强"
roles = [ { role = "officer", region = "130605" } ]
)";
const char* const kRuleSet = R"(id = "north"
version = 1
title = "规则"
valid_from = 2022
[[rules]]
id = "north.lag"
title = "落后"
measure = "own_plan_lag"
months = [3, 12]
thresholds = [ { level = "red", at_least = "20", action = "warn" } ]
basis = { document = "", certainty = "local_practice" }
)";
const char* const kWorkflow = R"(id = "small"
version = 1
title = "小流程"
rule_set = "north"
initial = "draft"
[[stages]]
id = "draft"
title = "编制"
role = "drafter"
editable = true
deadline = { from = "stage_entered", after = "5wd", basis = "本地做法" }
ladder = [ { at = "+2wd", notify = "officer" } ]
[[stages]]
id = "review"
title = "审核"
role = "officer"
node_months = [3, 12]
[[stages]]
id = "closed"
title = "办结"
final = true
[[transitions]]
from = "draft"
act = "submit"
title = "提交"
kind = "hand_in"
to = "review"
[[transitions]]
from = "review"
act = "approve"
title = "通过"
kind = "judge"
to = "closed"
differs_from = [ "draft" ]
)";
const char* const kCalendar = "year = 2026\nstatus = 'provisional'\nnotice = ''\n";

/// A small configuration in a folder of its own.
class CheckAllTest : public ::testing::Test {
 protected:
  CheckAllTest() {
    write("organisation.toml", kOrganisation);
    write("rulesets/north.toml", kRuleSet);
    write("calendars/2026.toml", kCalendar);
    write("workflows/small.toml", kWorkflow);
    write("budgetd.toml", kConfig);
  }

  void write(const std::string& name, const std::string& text) {
    test::write_file(folder_.path() / name, text);
  }
  [[nodiscard]] std::filesystem::path config() const { return folder_.path() / "budgetd.toml"; }

  /// "small.toml 4:12 config.reference rule_set" of each finding.
  [[nodiscard]] std::vector<std::string> found() const {
    std::vector<std::string> texts;
    for (const Finding& finding : check_all(config()).findings) {
      texts.push_back(std::filesystem::path(finding.place.file).filename().string() + " " +
                      places(std::vector{finding}).front());
    }
    return texts;
  }

  test::TemporaryFolder folder_;
};

TEST_F(CheckAllTest, LoadsEverythingItNames) {
  const LoadReport report = load_all(config());
  ASSERT_THAT(places(report.findings), IsEmpty());
  ASSERT_TRUE(report.loaded);
  EXPECT_EQ(report.loaded->workflows.at(0).id, WorkflowId("small"));
  EXPECT_EQ(report.loaded->rule_sets.at(0).id, RuleSetId("north"));
  EXPECT_TRUE(report.loaded->calendar.years.contains(2026));
  EXPECT_EQ(report.loaded->organisation.organisation.people.size(), 2U);
  EXPECT_EQ(report.loaded->configuration.files.organisation, folder_.path() / "organisation.toml");
}

TEST_F(CheckAllTest, SumsUpWhatIsThere) {
  const LoadSummary summary = check_all(config()).summary;
  EXPECT_EQ(summary, (LoadSummary{.regions = 1,
                                  .departments = 1,
                                  .roles = 3,
                                  .people = 2,
                                  .people_with_token = 0,
                                  .workflows = {"small"},
                                  .rule_sets = {"north"},
                                  .plugins = {},
                                  .published_years = {},
                                  .provisional_years = {2026}}));
}

TEST_F(CheckAllTest, AGateNamesPluginsOfTheConfiguration) {
  const auto gated = [](const std::string& when) {
    return with(kWorkflow, "kind = \"hand_in\"\n",
                "kind = \"hand_in\"\ngate = { rules = [\"shape\", \"codes\"], not_checked = \"" +
                    when + "\" }\n");
  };
  const auto told = [this] {
    std::vector<std::string> lines;
    for (const Finding& finding : check_all(config()).findings) {
      if (finding.place.field.starts_with("transitions[0].gate"))
        lines.push_back(std::string(name_of(finding.level)) + " " + finding.place.field + " " +
                        finding.message);
    }
    return lines;
  };
  write("budgetd.toml", std::string(kConfig) + "[[plugins]]\nname = 'shape'\nfile = 'x.so'\n");
  write("workflows/small.toml", gated("block"));
  EXPECT_THAT(told(), ElementsAre(HasSubstr("error transitions[0].gate.rules[1] expected a "
                                            "[[plugins]] entry of budgetd.toml, but there is no "
                                            "\"codes\"; nobody could ever do \"submit\"")));
  write("workflows/small.toml", gated("note"));
  EXPECT_THAT(told(), ElementsAre(HasSubstr("warning transitions[0].gate.rules[1]")));
  write("budgetd.toml", std::string(kConfig) +
                            "[[plugins]]\nname = 'shape'\nfile = 'x.so'\n"
                            "[[plugins]]\nname = 'codes'\nfile = 'x.so'\n");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(CheckAllTest, CollectsTheMistakesOfAllFiles) {
  write("budgetd.toml", std::string(kConfig) + "[http]\nport = 0x1FFFF\n");
  write("organisation.toml", with(kOrganisation, "code = \"203\"", "code = \"2o3\""));
  write("rulesets/north.toml", with(kRuleSet, "\"20\"", "\"200\""));
  write("calendars/2026.toml", "year = 2026\nyear = 2026\n");
  write("workflows/small.toml", with(kWorkflow, "kind = \"judge\"", "kind = \"jugde\""));
  EXPECT_THAT(found(),
              ElementsAre("budgetd.toml 4:8 config.range http.port",
                          "organisation.toml 6:8 config.value departments[0].code",
                          "organisation.toml 25:44 config.reference people[0].roles[0].department",
                          "north.toml 10:44 config.value rules[0].thresholds[0].at_least",
                          "2026.toml 2:8 config.syntax",
                          "small.toml 32:8 config.value transitions[1].kind"));
  EXPECT_FALSE(load_all(config()).loaded);
}

TEST_F(CheckAllTest, RefusesRolesTheOrganisationDoesNotHave) {
  write("workflows/small.toml", with(with(kWorkflow, "role = \"officer\"", "role = \"chief\""),
                                     "notify = \"officer\"", "notify = \"boss\""));
  EXPECT_THAT(found(), ElementsAre("small.toml 12:36 config.reference stages[0].ladder[0].notify",
                                   "small.toml 16:8 config.reference stages[1].role"));
}

TEST_F(CheckAllTest, GivesAdministratorsNoWorkOnBudgets) {
  write("workflows/small.toml",
        with(kWorkflow, "kind = \"hand_in\"", "role = \"auditor\"\nkind = \"hand_in\""));
  EXPECT_THAT(found(), ElementsAre("small.toml 26:8 config.administrator transitions[0].role"));
}

TEST_F(CheckAllTest, RefusesARuleSetThatIsNotThere) {
  write("workflows/small.toml", with(kWorkflow, "rule_set = \"north\"", "rule_set = \"south\""));
  EXPECT_THAT(found(), ElementsAre("small.toml 4:12 config.reference rule_set"));
}

TEST_F(CheckAllTest, DrawsNoConclusionsFromAFileItCannotRead) {
  write("rulesets/north.toml", "id = \n");
  write("organisation.toml", "id = \n");
  EXPECT_THAT(found(),
              ElementsAre("organisation.toml 1:6 config.syntax", "north.toml 1:6 config.syntax"));
}

TEST_F(CheckAllTest, WarnsOfANodeNoRuleAsksAbout) {
  write("workflows/small.toml", with(kWorkflow, "[3, 12]", "[3, 9, 12]"));
  EXPECT_THAT(found(), ElementsAre("small.toml 17:19 config.reference stages[1].node_months[1]"));
  EXPECT_TRUE(load_all(config()).loaded) << "a warning stops nothing";
}

TEST_F(CheckAllTest, WarnsOfARoleNobodyHolds) {
  write("organisation.toml",
        with(kOrganisation, "name = \"王芳\"", "name = \"王芳\"\nenabled = false"));
  EXPECT_THAT(found(), ElementsAre("small.toml 9:8 config.people stages[0].role"));
  EXPECT_THAT(check_all(config()).findings.at(0).message, HasSubstr("nobody does in 130605-203"));
}

TEST_F(CheckAllTest, WarnsOfAStageNobodyMayLeave) {
  const std::string wang_does_both =
      with(kOrganisation, "{ role = \"drafter\"",
           "{ role = \"officer\", region = \"130605\" }, { role = \"drafter\"");
  write("organisation.toml", wang_does_both);
  EXPECT_THAT(found(), IsEmpty()) << "li is an officer too";
  write("organisation.toml",
        with(wang_does_both, "name = \"李强\"", "name = \"李强\"\nenabled = false"));
  EXPECT_THAT(found(), ElementsAre("small.toml 34:16 config.people transitions[1].differs_from"));
}

TEST_F(CheckAllTest, RefusesAnIdInTwoFiles) {
  write("workflows/other.toml", kWorkflow);
  write("rulesets/other.toml", kRuleSet);
  EXPECT_THAT(found(), ElementsAre("other.toml 1:6 config.duplicate id",
                                   "small.toml 1:6 config.duplicate id"));
}

TEST_F(CheckAllTest, ReportsMissingFilesAndFoldersTogether) {
  write("budgetd.toml",
        "[files]\norganisation = 'nobody.toml'\nworkflows = 'nowhere'\nrule_sets = "
        "'rulesets'\ncalendars = 'empty'\n");
  std::filesystem::create_directories(folder_.path() / "empty");
  EXPECT_THAT(found(), ElementsAre("budgetd.toml 3:13 config.file files.workflows",
                                   "budgetd.toml 5:13 config.file files.calendars",
                                   "nobody.toml 0:0 config.file"));
}

TEST_F(CheckAllTest, PlacesWhatThePluginItselfSaysOfItsEntry) {
  write("budgetd.toml", std::string(kConfig) +
                            "[[plugins]]\nname = 'a'\nfile = 'a.so'\n"
                            "[plugins.options]\nwindow = 0\n[[plugins]]\nname = 'b'\n");
  const auto report = check_all(config(), [](const Configuration&, const PluginEntry& plugin) {
    EXPECT_EQ(plugin.name, "a") << "an entry with a mistake of its own is not asked about";
    Finding low;
    low.rule = RuleId("options.value");
    low.place.field = "options.window";
    Finding missing = low;
    missing.place.field = "options.level";
    return std::vector<Finding>{low, missing};
  });
  EXPECT_THAT(places(report.findings), ElementsAre("6:1 options.value plugins[0].options.level",
                                                   "7:10 options.value plugins[0].options.window",
                                                   "8:1 config.missing_key plugins[1].file"));
  EXPECT_THAT(report.summary.plugins, ElementsAre("a", "b"));
}

TEST_F(CheckAllTest, ReportsAConfigurationThatIsNotThere) {
  const CheckReport report = check_all(folder_.path() / "none.toml");
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_THAT(report.findings.front().message, HasSubstr("but there is none"));
  EXPECT_EQ(report.summary, LoadSummary());
}

TEST_F(CheckAllTest, ShowsAbsolutePathsForAnAbsoluteOne) {
  write("rulesets/north.toml", with(kRuleSet, "\"20\"", "\"200\""));
  EXPECT_EQ(check_all(config()).findings.at(0).place.file,
            (folder_.path() / "rulesets/north.toml").string());
}

TEST_F(CheckAllTest, ShowsRelativePathsForARelativeOne) {
  write("rulesets/north.toml", with(kRuleSet, "\"20\"", "\"200\""));
  const auto relative = config().lexically_proximate(std::filesystem::current_path());
  EXPECT_EQ(check_all(relative).findings.at(0).place.file,
            (relative.parent_path() / "rulesets/north.toml").string());
}

}  // namespace
}  // namespace budget
