#include <gmock/gmock.h>

#include <algorithm>

#include "config/cross_checks.h"
#include "config/workflow_file.h"
#include "unit/config/broken.h"

// Every finding a definition can have at its deployment, each by a file that has just that: where
// it is, and what it says.

namespace budget {
namespace {

using test::with;

const char* const kSound = R"(id = "small"
version = 1
title = "小流程"
rule_set = "hebei"
initial = "draft"

[[stages]]
id = "draft"
title = "编制"
role = "drafter"

[[stages]]
id = "review"
title = "审核"
role = "head"
deadline = { from = "stage_entered", after = "5wd", basis = "本地做法" }
ladder = [ { at = "-1wd", notify = "head" } ]

[[stages]]
id = "monitoring"
title = "监控"
node_months = [6, 12]

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
gate = { rules = [ "plan_shape" ], not_checked = "block" }

[[transitions]]
from = "review"
act = "approve"
title = "通过"
kind = "judge"
to = "monitoring"
differs_from = [ "draft" ]

[[transitions]]
from = "monitoring"
act = "conclude"
title = "监控结束"
kind = "automatic"
to = "closed"
)";

Person holder(const char* id, const std::vector<std::string>& roles) {
  Person made{PersonId(id), id, true, {}};
  for (const std::string& role : roles)
    made.roles.push_back({RoleId(role), RegionCode("130605"), DepartmentId("130605-203")});
  return made;
}

OfficeFacts office() {
  OfficeFacts made;
  made.organisation.departments = {
      {DepartmentId("130605-203"), RegionCode("130605"), "党群部", {}}};
  made.organisation.roles.resize(3);
  made.organisation.roles[0].id = RoleId("drafter");
  made.organisation.roles[1].id = RoleId("head");
  made.organisation.roles[2].id = RoleId("system");
  made.organisation.roles[2].administrator = Administrator::system;
  made.organisation.people = {holder("wang", {"drafter"}), holder("li", {"head"})};
  RuleSet rules;
  rules.id = RuleSetId("hebei");
  rules.rules.resize(1);
  rules.rules[0].months = {6, 12};
  made.rule_sets = {rules};
  made.calendar.years[2026] = CalendarYear{2026, true, "通知", {}, {}};
  made.plugins = {"plan_shape"};
  return made;
}

std::vector<Finding> findings(const std::string& text, const OfficeFacts& facts) {
  Loaded<WorkflowDefinition> loaded = read_workflow(text, "small.toml");
  if (loaded.report.is_parsed()) check_in_office(loaded, facts);
  return loaded.report.findings();
}

struct Case {
  const char* title;
  const char* old;      ///< in the sound file
  const char* changed;  ///< what stands there instead
  const char* marker;   ///< where the finding stands: the beginning of this text
  FindingLevel level;
  const char* says;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.title;
}

constexpr FindingLevel kError = FindingLevel::error;
constexpr FindingLevel kWarning = FindingLevel::warning;

const Case kCases[] = {
    {"a stage nothing leads to", "[[stages]]\nid = \"closed\"",
     "[[stages]]\nid = \"lost\"\ntitle = \"无\"\nrole = \"head\"\n\n[[stages]]\nid = \"closed\"",
     "\"lost\"", kError, "expected a way to this stage"},
    {"a stage that leads nowhere", "[[stages]]\nid = \"closed\"",
     "[[stages]]\nid = \"stuck\"\ntitle = \"无\"\nrole = \"head\"\n\n[[transitions]]\nfrom = "
     "\"review\"\nact = \"park\"\ntitle = \"搁置\"\nkind = \"judge\"\nto = \"stuck\"\n\n"
     "[[stages]]\nid = \"closed\"",
     "\"stuck\"", kError, "expected a way from this stage to a final one"},
    {"a role nobody knows", "role = \"drafter\"", "role = \"draftr\"", "\"draftr\"", kError,
     "there is no \"draftr\""},
    {"an administrator's role", "role = \"drafter\"", "role = \"system\"", "\"system\"", kError,
     "is an administrator's"},
    {"a role in the ladder nobody knows", "notify = \"head\"", "notify = \"haed\"", "\"haed\"",
     kError, "there is no \"haed\""},
    {"a rule set nobody knows", "rule_set = \"hebei\"", "rule_set = \"hebie\"", "\"hebie\"", kError,
     "expected one of the rule sets"},
    {"a node no rule asks about", "[6, 12]", "[7, 12]", "7, 12", kWarning, "would check nothing"},
    {"a plugin nobody configured", "[ \"plan_shape\" ]", "[ \"plan_shpae\" ]", "\"plan_shpae\"",
     kError, "expected a [[plugins]] entry"},
    {"a key nobody knows", "role = \"head\"", "role = \"head\"\nrolle = \"head\"", "\"head\"\ndead",
     kError, "rolle"},
    {"a key written twice", "role = \"head\"", "role = \"head\"\nrole = \"drafter\"",
     "role = \"drafter\"\ndead", kError, "redefine"},
    {"time that runs in a final stage", "final = true",
     "final = true\ndeadline = { from = \"stage_entered\", after = \"5d\", basis = \"本地做法\" }",
     "{ from = \"stage_entered\", after = \"5d\"", kError, "timers would never stop"},
    {"a ladder without a deadline",
     "deadline = { from = \"stage_entered\", after = \"5wd\", basis = \"本地做法\" }\n", "",
     "[ { at = \"-1wd\"", kError, "expected a deadline for the ladder"},
    {"a way round without a person", "to = \"closed\"", "to = \"monitoring\"  # again",
     "\"monitoring\"  # again", kError, "every transition of it is automatic"},
    {"an amount nobody is for", "gate = {",
     "needs = [ \"budget_total_wan < 100\" ]\n\n[[transitions]]\nfrom = \"draft\"\nact = "
     "\"submit_large\"\ntitle = \"提交\"\nkind = \"hand_in\"\nto = \"review\"\nneeds = [ "
     "\"budget_total_wan > 100\" ]\ngate = {",
     "[ \"budget_total_wan > 100\"", kError, "none is for 100 万元"},
    {"an amount two acts are for", "gate = {",
     "needs = [ \"budget_total_wan <= 100\" ]\n\n[[transitions]]\nfrom = \"draft\"\nact = "
     "\"submit_large\"\ntitle = \"提交\"\nkind = \"hand_in\"\nto = \"review\"\nneeds = [ "
     "\"budget_total_wan >= 100\" ]\ngate = {",
     "[ \"budget_total_wan >= 100\"", kWarning, "100 万元 fits"},
    {"days where the basis counts working days", "after = \"5wd\", basis = \"本地做法\"",
     "after = \"5d\", basis = \"收到后五个工作日内\"", "\"5d\"", kWarning, "write 5wd"},
};

class WorkflowLintTest : public testing::TestWithParam<Case> {};

TEST_P(WorkflowLintTest, SaysWhereItIsAndWhatToDo) {
  const Case& one = GetParam();
  const std::string text = with(kSound, one.old, one.changed);
  const std::size_t at = text.find(one.marker);
  ASSERT_NE(at, std::string::npos) << "the fixture has no " << one.marker;
  const std::string before = text.substr(0, at);
  const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
  std::vector<Finding> said;
  for (const Finding& found : findings(text, office())) {
    if (found.message.find(one.says) != std::string::npos) said.push_back(found);
  }
  ASSERT_EQ(said.size(), 1U) << testing::PrintToString(test::places(findings(text, office())));
  EXPECT_EQ(said[0].level, one.level);
  EXPECT_EQ(said[0].place.line, line) << said[0].message;
  EXPECT_GT(said[0].place.column, 0);
  EXPECT_EQ(said[0].place.file, "small.toml");
}

INSTANTIATE_TEST_SUITE_P(All, WorkflowLintTest, testing::ValuesIn(kCases));

TEST(WorkflowLintOfficeTest, LetsTheSoundFilePass) {
  EXPECT_THAT(test::places(findings(kSound, office())), testing::IsEmpty());
}

TEST(WorkflowLintOfficeTest, NamesAStageNobodyMayLeaveWithThesePeople) {
  OfficeFacts facts = office();
  facts.organisation.people = {holder("wang", {"drafter", "head"})};
  const std::vector<Finding> found = findings(kSound, facts);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].level, kWarning);
  EXPECT_NE(found[0].message.find("the same person in 130605-203"), std::string::npos);
  EXPECT_GT(found[0].place.line, 0);
}

TEST(WorkflowLintOfficeTest, WantsACalendarWhereWorkingDaysCount) {
  OfficeFacts facts = office();
  facts.calendar = Calendar();
  const std::vector<Finding> found = findings(kSound, facts);
  ASSERT_EQ(found.size(), 2U);  // the deadline and the rung
  EXPECT_NE(found[0].message.find("expected a calendar"), std::string::npos);
  EXPECT_EQ(found[0].place.line, 16);
}

}  // namespace
}  // namespace budget
