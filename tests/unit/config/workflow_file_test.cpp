#include "config/workflow_file.h"

#include <gmock/gmock.h>

#include "config/cross_checks.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::only_message;
using test::places;
using test::with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kSmall = R"(id = "small"
version = 1
title = "小流程"
rule_set = "hebei"
initial = "draft"

[[stages]]
id = "draft"
title = "编制"
role = "drafter"
editable = true
deadline = { from = "fiscal_year", year = -1, month = 10, day = 31, basis = "本地做法" }
ladder = [ { at = "-5wd" }, { at = "0d" }, { at = "+2wd", notify = "officer" } ]

[[stages]]
id = "review"
title = "审核"
role = "officer"
deadline = { from = "stage_entered", after = "10wd", roll = "forward", cutoff_hour = 17, basis = "本地做法" }

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
needs = [ "project_count >= 1", "open_alerts = 0 or budget_total_wan < 100" ]

[[transitions]]
from = "review"
act = "approve"
title = "通过"
kind = "judge"
to = "monitoring"
role = "head"
reason = "required"
approves_plan = true
differs_from = [ "draft" ]

[[transitions]]
from = "monitoring"
act = "conclude"
title = "结束"
kind = "automatic"
to = "closed"
)";

SourceReport report_of(const std::string& text) {
  return read_workflow(text, "small.toml").report;
}

std::vector<std::string> broken(std::string_view old, std::string_view replacement) {
  return places(report_of(with(kSmall, old, replacement)));
}

TEST(WorkflowFileTest, ReadsADefinition) {
  const auto loaded = read_workflow(kSmall, "small.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  const WorkflowDefinition& definition = loaded.value;
  EXPECT_EQ(definition.id, WorkflowId("small"));
  ASSERT_EQ(definition.stages.size(), 4U);
  const DeadlineRule& fixed = *definition.stages[0].deadline;
  EXPECT_EQ(fixed.reference, DeadlineReference::fiscal_year);
  EXPECT_EQ(fixed.year_offset, -1);
  EXPECT_EQ(fixed.month, 10);
  EXPECT_EQ(fixed.day, 31);
  EXPECT_EQ(fixed.span, Span());
  EXPECT_EQ(fixed.cutoff_hour, 24);
  EXPECT_EQ(fixed.roll, Roll::none);
  const DeadlineRule& relative = *definition.stages[1].deadline;
  EXPECT_EQ(relative.span, (Span{10, SpanUnit::working_days}));
  EXPECT_EQ(relative.roll, Roll::forward);
  EXPECT_EQ(relative.cutoff_hour, 17);
  EXPECT_EQ(definition.stages[0].ladder.at(2),
            (LadderStep{{2, SpanUnit::working_days}, RoleId("officer")}));
  EXPECT_EQ(definition.stages[2].node_months, (std::vector{6, 12}));
  EXPECT_TRUE(definition.stages[3].is_final);
}

TEST(WorkflowFileTest, GivesATransitionTheRoleOfItsStage) {
  const WorkflowDefinition definition = read_workflow(kSmall, "small.toml").value;
  EXPECT_EQ(definition.transitions[0].role, RoleId("drafter"));
  EXPECT_EQ(definition.transitions[1].role, RoleId("head"));
  EXPECT_EQ(definition.transitions[2].role, RoleId());
  EXPECT_FALSE(definition.transitions[0].reason_required);
  EXPECT_TRUE(definition.transitions[1].reason_required);
  EXPECT_EQ(definition.transitions[0].needs.at(1).any_of.size(), 2U);
}

TEST(WorkflowFileTest, PlacesLintFindingsAtTheirPart) {
  EXPECT_THAT(broken("initial = \"draft\"", "initial = \"drift\""),
              ElementsAre("5:11 workflow.lint initial"));
  EXPECT_THAT(broken("to = \"review\"", "to = \"revue\""),
              ElementsAre("36:6 workflow.lint transitions[0].to"));
  EXPECT_THAT(broken("\nrole = \"officer\"", ""), ElementsAre("15:1 workflow.lint stages[1].role"));
  EXPECT_THAT(broken("final = true", ""),
              ElementsAre("7:1 workflow.lint stages", "26:1 workflow.lint stages[3].role"));
  EXPECT_THAT(broken("node_months = [6, 12]", "node_months = [12, 6]"),
              ElementsAre("24:15 workflow.lint stages[2].node_months"));
  EXPECT_THAT(broken("differs_from = [ \"draft\" ]", "differs_from = [ \"draff\" ]"),
              ElementsAre("48:16 workflow.lint transitions[1].differs_from"));
  EXPECT_THAT(broken("at = \"0d\"", "at = \"-6wd\""),
              ElementsAre("13:36 workflow.lint stages[0].ladder[1].at"));
  EXPECT_THAT(
      broken("id = \"closed\"", "id = \"review\""),
      ElementsAre("27:6 workflow.lint stages[3].id", "55:6 workflow.lint transitions[2].to"));
}

TEST(WorkflowFileTest, PlacesMistakesInDeadlines) {
  EXPECT_THAT(broken("month = 10", "month = 13"),
              ElementsAre("12:55 config.range stages[0].deadline.month"));
  EXPECT_THAT(broken(", day = 31", ""),
              ElementsAre("12:12 config.missing_key stages[0].deadline.day"));
  EXPECT_THAT(broken("\"10wd\"", "\"10 wd\""),
              ElementsAre("19:46 config.value stages[1].deadline.after"));
  EXPECT_THAT(broken("after = \"10wd\"", "month = 1"),
              ElementsAre("19:12 config.missing_key stages[1].deadline.after",
                          "19:38 config.unknown_key stages[1].deadline.month"));
  EXPECT_THAT(broken("cutoff_hour = 17", "cutoff_hour = 25"),
              ElementsAre("19:86 config.range stages[1].deadline.cutoff_hour"));
  EXPECT_THAT(broken("roll = \"forward\"", "roll = \"foward\""),
              ElementsAre("19:61 config.value stages[1].deadline.roll"));
  EXPECT_THAT(broken(", basis = \"本地做法\" }\nladder", " }\nladder"),
              ElementsAre("12:12 config.missing_key stages[0].deadline.basis"));
}

TEST(WorkflowFileTest, CountsASpanFromAFixedDayToo) {
  const auto loaded =
      read_workflow(with(kSmall, "day = 31,", "day = 31, after = \"-30d\","), "small.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  EXPECT_EQ(loaded.value.stages[0].deadline->span, (Span{-30, SpanUnit::days}));
}

TEST(WorkflowFileTest, PlacesMistakesInTransitions) {
  EXPECT_THAT(broken("kind = \"judge\"", "kind = \"jugde\""),
              ElementsAre("43:8 config.value transitions[1].kind"));
  EXPECT_THAT(broken("reason = \"required\"", "reason = true"),
              ElementsAre("46:10 config.type transitions[1].reason"));
  EXPECT_THAT(broken("\"project_count >= 1\"", "\"projects >= 1\""),
              ElementsAre("37:11 config.value transitions[0].needs[0]"));
  EXPECT_THAT(broken("act = \"submit\"", "act = \"提交\""),
              ElementsAre("33:7 config.value transitions[0].act"));
  EXPECT_THAT(broken("approves_plan", "approve_plan"),
              ElementsAre("47:1 config.unknown_key transitions[1].approve_plan"));
}

const char* const kNeeds =
    "needs = [ \"project_count >= 1\", \"open_alerts = 0 or budget_total_wan < 100\" ]\n";

std::string gated(const std::string& gate) {
  return with(kSmall, kNeeds, "gate = { " + gate + " }\n");
}

TEST(WorkflowFileTest, ReadsAGate) {
  const auto loaded = read_workflow(
      gated(R"(rules = ["plan_shape", "hebei_rules"], blocks = "warning", not_checked = "note")"),
      "small.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  EXPECT_EQ(loaded.value.transitions[0].gate,
            (Gate{{PluginName("plan_shape"), PluginName("hebei_rules")},
                  GateBlocks::warning,
                  WhenNotChecked::note}));
  EXPECT_EQ(loaded.value.transitions[1].gate, std::nullopt);
}

TEST(WorkflowFileTest, BlocksAtErrorsWhenAGateDoesNotSay) {
  const auto loaded =
      read_workflow(gated(R"(rules = ["plan_shape"], not_checked = "block")"), "small.toml");
  ASSERT_THAT(places(loaded.report), IsEmpty());
  EXPECT_EQ(loaded.value.transitions[0].gate->blocks, GateBlocks::error);
}

TEST(WorkflowFileTest, PlacesMistakesInGates) {
  const auto mistakes = [](const std::string& gate) { return places(report_of(gated(gate))); };
  EXPECT_THAT(mistakes(R"(rules = ["a"])"),
              ElementsAre("37:8 config.missing_key transitions[0].gate.not_checked"));
  EXPECT_THAT(mistakes(R"(not_checked = "block")"),
              ElementsAre("37:8 config.missing_key transitions[0].gate.rules"));
  EXPECT_THAT(mistakes(R"(rules = ["A b"], not_checked = "block")"),
              ElementsAre("37:19 config.value transitions[0].gate.rules[0]"));
  EXPECT_THAT(mistakes(R"(rules = ["a"], not_checked = "pass")"),
              ElementsAre("37:39 config.value transitions[0].gate.not_checked"));
  EXPECT_THAT(mistakes(R"(rules = ["a"], not_checked = "block", blocks = "info")"),
              ElementsAre("37:57 config.value transitions[0].gate.blocks"));
  EXPECT_THAT(mistakes(R"(rules = [], not_checked = "block")"),
              ElementsAre("37:18 workflow.lint transitions[0].gate.rules"));
  EXPECT_THAT(mistakes(R"(rules = ["a", "a"], not_checked = "block")"),
              ElementsAre("37:24 workflow.lint transitions[0].gate.rules[1]"));
}

TEST(WorkflowFileTest, RefusesAGateWhereNobodyWaits) {
  EXPECT_THAT(broken("to = \"closed\"",
                     "to = \"closed\"\ngate = { rules = [\"a\"], not_checked = \"block\" }"),
              ElementsAre("56:8 workflow.lint transitions[2].gate"));
}

TEST(WorkflowFileTest, SaysWhichFactIsNotKnown) {
  EXPECT_THAT(only_message(report_of(with(kSmall, "\"project_count >= 1\"", "\"projects >= 1\""))),
              HasSubstr("names the unknown fact projects; write e.g. \"project_count >= 1\""));
}

TEST(WorkflowFileTest, ReportsOneMistakeOnceEvenWhenTheLintSeesItToo) {
  EXPECT_THAT(broken("node_months = [6, 12]", "node_months = [6, 13]"),
              ElementsAre("24:19 config.range stages[2].node_months[1]"));
  EXPECT_THAT(broken("id = \"review\"", "id = \"Review\""),
              ElementsAre("16:6 config.value stages[1].id"));
}

const char* const kThreeRounds = R"(
[rounds]
stages = [ "draft", "review" ]

[[rounds.each]]
titles = { draft = "一上", review = "一下" }
act_titles = { approve = "下达控制数" }
deadlines = { draft = { from = "fiscal_year", year = -1, month = 9, day = 30, basis = "一上的时间" } }
waits_for = { review = [ { parent = "numbers" } ] }

[[rounds.each]]
titles = { draft = "二上" }

[[rounds.each]]
titles = { draft = "三上" }
)";

TEST(WorkflowRoundsTest, AreWrittenOutInTheOrderTheyAreGoneThrough) {
  const auto loaded = read_workflow(std::string(kSmall) + kThreeRounds, "small.toml");
  EXPECT_THAT(places(loaded.report), IsEmpty());
  std::string stages;
  for (const Stage& stage : loaded.value.stages)
    stages += stage.id.text() + " ";
  EXPECT_EQ(stages, "draft_1 review_1 draft_2 review_2 draft_3 review_3 monitoring closed ");
  EXPECT_EQ(loaded.value.initial, StageId("draft_1"));
  EXPECT_EQ(find_stage(loaded.value, StageId("draft_2"))->title, "二上");
  EXPECT_EQ(find_stage(loaded.value, StageId("review_2"))->title, "审核") << "as it is written";
}

TEST(WorkflowRoundsTest, LeaveTheBlockInTheLastOneOnly) {
  const auto loaded = read_workflow(std::string(kSmall) + kThreeRounds, "small.toml");
  const auto leads = [&](const char* stage) {
    return find_transition(loaded.value, StageId(stage), ActId("approve"));
  };
  EXPECT_EQ(leads("review_1")->to, StageId("draft_2"));
  EXPECT_TRUE(leads("review_1")->starts_round);
  EXPECT_FALSE(leads("review_2")->approves_plan);
  EXPECT_EQ(leads("review_3")->to, StageId("monitoring"));
  EXPECT_EQ(leads("review_1")->title, "下达控制数");
  EXPECT_EQ(leads("review_3")->title, "通过");
}

TEST(WorkflowRoundsTest, DifferWhereARoundSaysSo) {
  const auto loaded = read_workflow(std::string(kSmall) + kThreeRounds, "small.toml");
  EXPECT_EQ(find_stage(loaded.value, StageId("draft_1"))->deadline->month, 9);
  EXPECT_EQ(find_stage(loaded.value, StageId("draft_2"))->deadline->month, 10);
  EXPECT_EQ(find_stage(loaded.value, StageId("review_1"))->waits_for,
            (std::vector<Wait>{{{}, StageId("numbers")}}));
}

TEST(WorkflowRoundsTest, FindingsPointAtWhatWasWritten) {
  const std::string text =
      with(kSmall, "act = \"approve\"\ntitle = \"通过\"\nkind = \"judge\"\nto = \"monitoring\"",
           "act = \"approve\"\ntitle = \"通过\"\nkind = \"judge\"\nto = \"nowhere\"");
  const auto plain = read_workflow(text, "small.toml").report.findings();
  const auto rounds = read_workflow(text + kThreeRounds, "small.toml").report.findings();
  ASSERT_FALSE(plain.empty());
  ASSERT_FALSE(rounds.empty());
  EXPECT_EQ(rounds.front().place.line, plain.front().place.line);
}

TEST(WorkflowRoundsTest, NameStagesThatAreThere) {
  const auto loaded = read_workflow(
      std::string(kSmall) + "[rounds]\nstages = [ \"drafts\" ]\n[[rounds.each]]\n", "small.toml");
  EXPECT_THAT(only_message(loaded.report), HasSubstr("expected a stage that is not final"));
}

/// The messages about what workflows have to do with each other, of the first file.
std::vector<std::string> relations(const std::string& first, const std::string& second) {
  std::vector<Loaded<WorkflowDefinition>> files;
  files.push_back(read_workflow(first, "first.toml"));
  files.push_back(read_workflow(second, "second.toml"));
  check_others(files);
  std::vector<std::string> messages;
  for (const Finding& finding : files.front().report.findings())
    messages.push_back(finding.message);
  return messages;
}

std::string second_file() {
  return with(kSmall, "id = \"small\"", "id = \"other\"\nsubject = \"duty\"");
}

std::string review_with(const std::string& line) {
  return with(kSmall, "role = \"officer\"\ndeadline", line + "\nrole = \"officer\"\ndeadline");
}

TEST(WorkflowRelationsTest, WhatIsOpenedMustBeThere) {
  EXPECT_THAT(relations(review_with("opens = [ \"other\" ]"), second_file()), IsEmpty());
  EXPECT_THAT(relations(review_with("opens = [ \"nobody\" ]"), second_file()),
              ElementsAre(HasSubstr("expected one of the workflows")));
}

TEST(WorkflowRelationsTest, ABudgetIsOpenedByACycleOnly) {
  EXPECT_THAT(relations(review_with("may_open = [ \"other\" ]"),
                        with(kSmall, "id = \"small\"", "id = \"other\"")),
              ElementsAre(HasSubstr("beneath a cycle only")));
}

TEST(WorkflowRelationsTest, WhatIsWaitedForMustBeOpenedAndHaveTheStage) {
  const std::string opens = "opens = [ \"other\" ]\n";
  EXPECT_THAT(relations(review_with("waits_for = [ { children = \"other\" } ]"), second_file()),
              ElementsAre(HasSubstr("none opens it")));
  EXPECT_THAT(
      relations(review_with(opens + "waits_for = [ { children = \"other\", reach = \"x\" } ]"),
                second_file()),
      ElementsAre(HasSubstr("expected a stage of \"other\"")));
}

TEST(WorkflowRelationsTest, AParentMustHaveTheStageThatIsWaitedFor) {
  const std::string child = with(review_with("waits_for = [ { parent = \"x\" } ]"),
                                 "id = \"small\"", "id = \"small\"\nsubject = \"duty\"");
  const std::string parent = with(review_with("opens = [ \"small\" ]"), "id = \"small\"",
                                  "id = \"parent\"\nsubject = \"cycle\"");
  EXPECT_THAT(relations(child, parent), ElementsAre(HasSubstr("expected a stage of \"parent\"")));
}

}  // namespace
}  // namespace budget
