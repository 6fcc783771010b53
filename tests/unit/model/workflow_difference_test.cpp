#include "model/workflow_difference.h"

#include <gmock/gmock.h>

#include "model/workflow_words.h"

namespace budget::differing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Stage stage(const char* id, const char* title, const char* role) {
  Stage made;
  made.id = StageId(id);
  made.title = title;
  made.role = RoleId(role);
  return made;
}

Transition way(const char* from, const char* act, const char* title, const char* to) {
  Transition made;
  made.from = StageId(from);
  made.act = ActId(act);
  made.title = title;
  made.to = StageId(to);
  made.kind = ActKind::judge;
  made.role = RoleId("reviewer");
  return made;
}

WorkflowDefinition small() {
  WorkflowDefinition made;
  made.id = WorkflowId("small");
  made.version = 1;
  made.title = "小流程";
  made.initial = StageId("draft");
  made.stages = {stage("draft", "编制", "drafter"), stage("review", "审核", "reviewer"),
                 stage("closed", "办结", "")};
  made.stages[1].deadline = DeadlineRule();
  made.stages[1].deadline->span = {5, SpanUnit::working_days};
  made.stages[2].is_final = true;
  made.transitions = {way("draft", "submit", "提交", "review"),
                      way("review", "approve", "通过", "closed")};
  return made;
}

/// "breaking review …" of each difference after one change.
template <typename Change>
std::vector<std::string> changes_after(Change change) {
  WorkflowDefinition changed = small();
  change(changed);
  std::vector<std::string> texts;
  for (const DefinitionChange& found : differences(small(), changed))
    texts.push_back(std::string(name_of(found.kind)) + " " + found.stage.text() + " " +
                    found.sentence);
  return texts;
}

TEST(WorkflowDifferenceTest, SaysNothingOfTheSame) {
  EXPECT_THAT(differences(small(), small()), IsEmpty());
}

TEST(WorkflowDifferenceTest, TellsAnotherRoundOfReviewStageAndActAndWay) {
  EXPECT_THAT(changes_after([](auto& d) {
                d.stages.insert(d.stages.begin() + 2, stage("second", "复核", "chief"));
                d.transitions[1].to = StageId("second");
                d.transitions.push_back(way("second", "approve", "通过", "closed"));
              }),
              ElementsAre("breaking review “审核”的“通过”原进入“办结”，改为进入“复核”。",
                          "breaking second 新增阶段“复核”，责任角色 chief。"));
}

TEST(WorkflowDifferenceTest, TellsDeadlinesAsTimersAndTheirBasisAsText) {
  EXPECT_THAT(
      changes_after([](auto& d) {
        d.stages[1].deadline->span = {10, SpanUnit::days};
      }),
      ElementsAre("timer review 阶段“审核”的期限由“进入阶段后5个工作日”改为“进入阶段后10日”。"));
  EXPECT_THAT(changes_after([](auto& d) { d.stages[1].deadline->basis = "本地做法"; }),
              ElementsAre("cosmetic review 阶段“审核”的期限依据由“”改为“本地做法”。"));
  EXPECT_THAT(changes_after([](auto& d) { d.stages[1].deadline.reset(); }),
              ElementsAre("timer review 阶段“审核”的期限由“进入阶段后5个工作日”改为“无”。"));
}

TEST(WorkflowDifferenceTest, TellsWhoAndOnWhatConditionsAsCompatible) {
  EXPECT_THAT(changes_after([](auto& d) { d.stages[1].role = RoleId("chief"); }),
              ElementsAre("compatible review 阶段“审核”的责任角色由“reviewer”改为“chief”。"));
  EXPECT_THAT(changes_after([](auto& d) {
                d.transitions[1].signing = Signing{SigningMode::all, 100};
              }),
              ElementsAre("compatible review “审核”的“通过”的签署由“或签”改为“会签”。"));
  EXPECT_THAT(
      changes_after([](auto& d) { d.transitions[1].gate = Gate{{PluginName("plan_shape")}}; }),
      ElementsAre("compatible review “审核”的“通过”的关口由“无”改为“规则 "
                  "plan_shape（错误拦截；未检查则拦截）”。"));
}

TEST(WorkflowDifferenceTest, TellsWhatIsGone) {
  EXPECT_THAT(changes_after([](auto& d) {
                d.stages.erase(d.stages.begin() + 1);
                d.transitions.pop_back();
                d.transitions[0].to = StageId("closed");
              }),
              ElementsAre("breaking draft “编制”的“提交”原进入“审核”，改为进入“办结”。",
                          "breaking review 取消阶段“审核”。"));
}

TEST(WorkflowWordsTest, SayDeadlinesAsTheOfficeDoes) {
  DeadlineRule rule;
  rule.reference = DeadlineReference::occasion;
  rule.occasion = OccasionId("congress_approval");
  rule.month = 2;
  rule.day = 8;
  rule.span = {-30, SpanUnit::days};
  rule.roll = Roll::backward;
  rule.cutoff_hour = 17;
  EXPECT_EQ(chinese_text(rule, false),
            "congress_approval之日（未定前按预算年度2月8日）前30日，遇休息日提前，17时截止");
}

}  // namespace
}  // namespace budget::differing
