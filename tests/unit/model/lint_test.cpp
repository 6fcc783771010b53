#include <gmock/gmock.h>

#include "model/workflow_definition.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Stage stage(const char* id, const char* role) {
  Stage made;
  made.id = StageId(id);
  made.role = RoleId(role);
  return made;
}

Transition way(const char* from, const char* act, const char* to, ActKind kind = ActKind::judge) {
  Transition made;
  made.from = StageId(from);
  made.act = ActId(act);
  made.to = StageId(to);
  made.kind = kind;
  return made;
}

/// draft → review → monitoring → closed, with a return.
WorkflowDefinition sound() {
  WorkflowDefinition definition;
  definition.initial = StageId("draft");
  definition.stages = {stage("draft", "drafter"), stage("review", "reviewer"),
                       stage("monitoring", ""), stage("closed", "")};
  definition.stages[0].deadline = DeadlineRule();
  definition.stages[2].node_months = {3, 12};
  definition.stages[3].is_final = true;
  definition.transitions = {way("draft", "submit", "review", ActKind::hand_in),
                            way("review", "approve", "monitoring"),
                            way("review", "return", "draft"),
                            way("monitoring", "conclude", "closed", ActKind::automatic)};
  return definition;
}

std::vector<std::string> fields(const WorkflowDefinition& definition) {
  std::vector<std::string> texts;
  for (const Finding& finding : lint(definition))
    texts.push_back(finding.place.field);
  return texts;
}

/// The fields the lint names after one change.
template <typename Change>
std::vector<std::string> after(Change change) {
  WorkflowDefinition definition = sound();
  change(definition);
  return fields(definition);
}

TEST(LintTest, LetsASoundWorkflowPass) {
  EXPECT_THAT(fields(sound()), IsEmpty());
}

TEST(LintTest, WantsABeginningAndAnEndAndSaysItOnce) {
  EXPECT_THAT(after([](auto& d) { d.initial = StageId("drift"); }), ElementsAre("initial"));
  EXPECT_THAT(after([](auto& d) {
                d.stages.pop_back();
                d.transitions.pop_back();
                d.stages[2].role = RoleId("x");
                d.transitions.push_back(way("monitoring", "again", "draft"));
              }),
              ElementsAre("stages"));
  EXPECT_THAT(fields(WorkflowDefinition()), ElementsAre("stages", "initial"));
}

TEST(LintTest, FindsStagesWithoutAWayInOrOut) {
  EXPECT_THAT(after([](auto& d) { d.stages.push_back(stage("island", "x")); }),
              ElementsAre("stages[4].id", "stages[4].id"));
  EXPECT_THAT(after([](auto& d) {
                d.stages.push_back(stage("trap", "x"));
                d.transitions.push_back(way("review", "trap", "trap"));
              }),
              ElementsAre("stages[4].id"));
}

TEST(LintTest, CountsTakingBackAsNoWay) {
  EXPECT_THAT(after([](auto& d) { d.transitions[1].kind = ActKind::take_back; }),
              ElementsAre("stages[0].id", "stages[1].id", "stages[2].id", "stages[3].id"));
}

TEST(LintTest, FindsLinksToNowhereWithoutTheirEchoes) {
  EXPECT_THAT(after([](auto& d) { d.transitions[1].to = StageId("nowhere"); }),
              ElementsAre("transitions[1].to"));
  EXPECT_THAT(after([](auto& d) { d.transitions[1].from = StageId("nowhere"); }),
              ElementsAre("transitions[1].from"));
  EXPECT_THAT(after([](auto& d) { d.transitions[1].differs_from = {StageId("nowhere")}; }),
              ElementsAre("transitions[1].differs_from"));
}

TEST(LintTest, WantsEverythingOnce) {
  EXPECT_THAT(after([](auto& d) { d.stages.push_back(d.stages[1]); }), ElementsAre("stages[4].id"));
  EXPECT_THAT(after([](auto& d) { d.transitions.push_back(way("draft", "submit", "closed")); }),
              ElementsAre("transitions[4].act"));
  EXPECT_THAT(after([](auto& d) {
                d.transitions.push_back(way("monitoring", "other", "closed", ActKind::automatic));
              }),
              ElementsAre("transitions[4].kind"));
}

TEST(LintTest, WantsARoleWhereAPersonMustAct) {
  EXPECT_THAT(after([](auto& d) { d.stages[1].role = RoleId(); }), ElementsAre("stages[1].role"));
}

TEST(LintTest, WantsNodesBeforeAnAutomaticTransition) {
  EXPECT_THAT(after([](auto& d) { d.stages[2].node_months.clear(); }),
              ElementsAre("transitions[3].kind"));
  EXPECT_THAT(after([](auto& d) {
                d.stages[2].node_months = {12, 3};
              }),
              ElementsAre("stages[2].node_months"));
  EXPECT_THAT(after([](auto& d) {
                d.stages[2].node_months = {0, 13};
              }),
              ElementsAre("stages[2].node_months", "stages[2].node_months"));
}

TEST(LintTest, LetsNoTimeRunInAFinalStage) {
  EXPECT_THAT(after([](auto& d) { d.stages[3].deadline = DeadlineRule(); }),
              ElementsAre("stages[3].deadline"));
  EXPECT_THAT(after([](auto& d) { d.stages[3].node_months = {3}; }),
              ElementsAre("stages[3].node_months"));
  EXPECT_THAT(after([](auto& d) { d.transitions.push_back(way("closed", "reopen", "draft")); }),
              ElementsAre("transitions[4].from"));
}

TEST(LintTest, WantsAPersonOnEveryWayRound) {
  EXPECT_THAT(after([](auto& d) { d.transitions[3].to = StageId("monitoring"); }),
              ElementsAre("transitions[3].to", "stages[0].id", "stages[1].id", "stages[2].id",
                          "stages[3].id"));
  EXPECT_THAT(after([](auto& d) {
                d.stages.push_back(stage("more", ""));
                d.stages[4].node_months = {12};
                d.transitions[3].to = StageId("more");
                d.transitions.push_back(way("more", "back", "monitoring", ActKind::automatic));
                d.transitions.push_back(way("more", "end", "closed"));
              }),
              ElementsAre("transitions[3].to", "transitions[4].to"));
}

TEST(LintTest, WantsTheLadderInOrderOfTime) {
  const auto rungs = [](std::initializer_list<Span> offsets) {
    return after([&](auto& d) {
      for (const Span& offset : offsets)
        d.stages[0].ladder.push_back({offset, {}});
    });
  };
  using enum SpanUnit;
  EXPECT_THAT(rungs({{-5, working_days}, {-1, working_days}, {0, days}, {1, days}, {3, days}}),
              IsEmpty());
  EXPECT_THAT(rungs({{-5, days}, {-4, working_days}, {2, days}, {1, months}}), IsEmpty())
      << "not comparable";
  EXPECT_THAT(rungs({{-1, days}, {-5, days}}), ElementsAre("stages[0].ladder[1].at"));
  EXPECT_THAT(rungs({{2, days}, {2, days}}), ElementsAre("stages[0].ladder[1].at"));
  EXPECT_THAT(rungs({{2, days}, {-1, working_days}}), ElementsAre("stages[0].ladder[1].at"));
  EXPECT_THAT(rungs({{0, days}, {0, working_days}}), ElementsAre("stages[0].ladder[1].at"));
}

TEST(LintTest, WantsADeadlineUnderTheLadder) {
  EXPECT_THAT(after([](auto& d) {
                d.stages[1].ladder = {{{1, SpanUnit::days}, {}}};
              }),
              ElementsAre("stages[1].ladder"));
}

/// The draft's way onward shared out by amount: one act for each of these conditions.
std::vector<Finding> tiers(const std::vector<const char*>& needs) {
  WorkflowDefinition definition = sound();
  definition.transitions.erase(definition.transitions.begin());
  for (std::size_t i = 0; i < needs.size(); ++i) {
    Transition act = way("draft", i == 0 ? "submit" : "submit_large", "review", ActKind::hand_in);
    act.needs = {Requirement::parse(needs[i]).value()};
    definition.transitions.push_back(act);
  }
  return lint(definition);
}

TEST(LintTest, WantsAnActForEveryAmountWhereAmountsShareThemOut) {
  EXPECT_THAT(tiers({"budget_total_wan <= 100", "budget_total_wan > 100"}), IsEmpty());
  const std::vector<Finding> hole = tiers({"budget_total_wan < 100", "budget_total_wan > 100"});
  ASSERT_EQ(hole.size(), 1U);
  EXPECT_EQ(hole[0].place.field, "transitions[4].needs");
  EXPECT_EQ(hole[0].level, FindingLevel::error);
  EXPECT_NE(hole[0].message.find("none is for 100 万元"), std::string::npos) << hole[0].message;
  const std::vector<Finding> open = tiers({"budget_total_wan < 100", "budget_total_wan = 100"});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_NE(open[0].message.find("none is for 101 万元 and more"), std::string::npos);
}

TEST(LintTest, WarnsWhereOneAmountFitsTwoActs) {
  const std::vector<Finding> found = tiers({"budget_total_wan <= 100", "budget_total_wan >= 100"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].level, FindingLevel::warning);
  EXPECT_NE(found[0].message.find("100 万元 fits \"submit\" and \"submit_large\""),
            std::string::npos)
      << found[0].message;
  EXPECT_THAT(tiers({"budget_total_wan <= 100", "project_count >= 1"}), IsEmpty());
}

TEST(LintTest, WarnsWhereTheBasisCountsOtherDaysThanTheDeadline) {
  EXPECT_THAT(after([](auto& d) {
                d.stages[0].deadline->span = {5, SpanUnit::days};
                d.stages[0].deadline->basis = "退回后五个工作日内";
              }),
              ElementsAre("stages[0].deadline.after"));
  EXPECT_THAT(after([](auto& d) {
                d.stages[0].deadline->span = {20, SpanUnit::working_days};
                d.stages[0].deadline->basis = "批准后二十日内批复";
              }),
              ElementsAre("stages[0].deadline.after"));
  EXPECT_THAT(after([](auto& d) {
                d.stages[0].deadline->span = {5, SpanUnit::working_days};
                d.stages[0].deadline->basis = "五个工作日内";
              }),
              IsEmpty());
}

}  // namespace
}  // namespace budget
