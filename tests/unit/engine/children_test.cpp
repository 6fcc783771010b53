#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "support/memory_event_store.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using testing::HasSubstr;

const InstanceId kCycle(1);
const InstanceId kFirst(2);
const InstanceId kSecond(3);

Stage office_stage(const char* id, const char* role) {
  Stage made;
  made.id = StageId(id);
  made.title = id;
  made.role = RoleId(role);
  return made;
}

Transition office_act(const char* from, const char* act, ActKind kind, const char* to) {
  Transition made;
  made.from = StageId(from);
  made.act = ActId(act);
  made.title = act;
  made.kind = kind;
  made.to = StageId(to);
  made.role = RoleId(kind == ActKind::automatic ? "" : "officer");
  return made;
}

/// deployment -> drafting, which opens the budgets and waits for their finance stage -> congress ->
/// closed.
WorkflowDefinition cycle() {
  WorkflowDefinition made;
  made.id = WorkflowId("cycle");
  made.title = "预算工作";
  made.rule_set = RuleSetId("hebei");
  made.subject = Subject::cycle;
  made.initial = StageId("deployment");
  made.hash = ContentHash("cycle-1");
  Stage drafting = office_stage("drafting", "");
  drafting.opens = {WorkflowId("annual_budget")};
  drafting.waits_for = {{WorkflowId("annual_budget"), StageId("finance")}};
  Stage closed = office_stage("closed", "");
  closed.is_final = true;
  made.stages = {office_stage("deployment", "officer"), drafting,
                 office_stage("congress", "officer"), closed};
  made.transitions = {office_act("deployment", "deploy", ActKind::hand_in, "drafting"),
                      office_act("drafting", "collect", ActKind::automatic, "congress"),
                      office_act("congress", "approve", ActKind::hand_in, "closed")};
  return made;
}

/// The small workflow, whose finance stage waits for the congress.
WorkflowDefinition budget_that_waits() {
  WorkflowDefinition made = test::small_workflow();
  made.stages[2].waits_for = {{{}, StageId("congress")}};
  return made;
}

/// An office of two departments, and its year.
class ChildrenTest : public testing::Test {
 protected:
  ChildrenTest() : engine_(Engine::open(store_, clock_, logger_).value()) {
    Organisation organisation = test::small_organisation();
    organisation.departments.push_back(
        {DepartmentId("130605-204"), RegionCode("130605"), "人社局", {}});
    for (Role& role : organisation.roles) {
      if (role.id == RoleId("officer")) role.grants.push_back(Permission::steer);
    }
    system(DeployOrganisation{organisation, ContentHash("o")});
    system(PublishCalendar{test::small_calendar()});
    system(DeployRuleSet{test::small_rule_set()});
    system(DeployWorkflow{budget_that_waits()});
    system(DeployWorkflow{cycle()});
  }

  void system(Action action) {
    const auto done = engine_.execute(Command{system_actor(), Via::startup, {}, std::move(action)});
    EXPECT_TRUE(done) << done.error().message;
  }
  Result<Outcome> does(const char* person, Action action) {
    return engine_.execute(Command{PersonId(person), Via::api, {}, std::move(action)});
  }
  Result<Outcome> acts(const char* person, InstanceId instance, const char* act,
                       const char* reason = "") {
    return does(person, PerformAct{instance, ActId(act), reason, 0, {}, {}});
  }
  void settle() {
    while (!engine_.fire_due()->empty()) {
    }
  }
  void opens() {
    EXPECT_TRUE(does("officer", OpenCycle{RegionCode("130605"), test::year(2026), cycle().id, {}}));
    EXPECT_TRUE(acts("officer", kCycle, "deploy"));
  }
  /// Both budgets are somebody's who sees both: the first department's people hand in for it.
  void hands_in() {
    EXPECT_TRUE(does(
        "drafter",
        EnterProjects{kFirst, {test::project(test::kFirstCode, "10", {"2", "5", "8", "10"})}}));
    EXPECT_TRUE(acts("drafter", kFirst, "submit"));
    EXPECT_TRUE(acts("head", kFirst, "approve"));
    settle();
  }
  void terminates_the_other() {
    EXPECT_TRUE(does("officer", ArrangeWork{kSecond, Arrangement::terminate, {}, {}, "撤销", 0}));
    settle();
  }
  [[nodiscard]] std::string stage(InstanceId id) const {
    const auto found = engine_.state().instances.find(id);
    return found == engine_.state().instances.end() ? "gone" : found->second.data.stage.text();
  }

  test::MemoryEventStore store_;                              // NOLINT: for the tests
  VirtualClock clock_{Instant::at(test::day("2025-10-09"))};  // NOLINT
  test::SilentLogger logger_;                                 // NOLINT
  Engine engine_;                                             // NOLINT
};

TEST_F(ChildrenTest, AStageOpensTheBudgetsOfAllDepartments) {
  opens();
  settle();
  EXPECT_EQ(engine_.state().children.at(kCycle), (std::set<InstanceId>{kFirst, kSecond}));
  EXPECT_EQ(stage(kSecond), "draft");
}

TEST_F(ChildrenTest, APowerCutBetweenTheActAndWhatFollowsOnlyPutsItOff) {
  opens();
  Engine again = Engine::open(store_, clock_, logger_).value();
  EXPECT_TRUE(again.next_due() && *again.next_due() <= clock_.now());
  while (!again.fire_due()->empty()) {
  }
  EXPECT_EQ(again.state().children.at(kCycle).size(), 2U);
}

TEST_F(ChildrenTest, TheParentGoesOnWhenTheLastHasCome) {
  opens();
  settle();
  hands_in();
  EXPECT_EQ(stage(kCycle), "drafting") << "one is missing";
  terminates_the_other();
  EXPECT_EQ(stage(kCycle), "congress");
}

/// The office would look for it in vain.
TEST_F(ChildrenTest, WhoeverSteersIsToldThatTheParentGoesOnWithoutATerminatedChild) {
  opens();
  settle();
  terminates_the_other();
  const auto about_cycle = [](const auto& entry) {
    return entry.second.instance == kCycle &&
           entry.second.text.find("不再等待它") != std::string::npos;
  };
  const auto notice = std::ranges::find_if(engine_.state().outbox, about_cycle);
  ASSERT_NE(notice, engine_.state().outbox.end());
  EXPECT_THAT(notice->second.text, HasSubstr("人社局2026年度预算已终止：撤销"));
  EXPECT_THAT(notice->second.recipients, testing::Contains(PersonId("officer")));
}

TEST_F(ChildrenTest, ATerminatedChildThatNobodyWaitsForIsNobodysBusiness) {
  opens();
  settle();
  hands_in();
  EXPECT_TRUE(does("officer", ArrangeWork{kFirst, Arrangement::terminate, {}, {}, "撤销", 0}));
  const auto about_cycle = [](const auto& entry) {
    return entry.second.instance == kCycle && entry.second.text.find("终止") != std::string::npos;
  };
  EXPECT_TRUE(std::ranges::none_of(engine_.state().outbox, about_cycle));
}

TEST_F(ChildrenTest, NobodyActsBeforeTheParentHasCome) {
  opens();
  settle();
  hands_in();
  const auto refused = acts("reviewer", kFirst, "approve");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("预算工作未到“congress”"));
  terminates_the_other();
  EXPECT_TRUE(acts("reviewer", kFirst, "approve"));
}

TEST_F(ChildrenTest, TakingBackIsNotHeldUp) {
  opens();
  settle();
  hands_in();
  EXPECT_TRUE(acts("head", kFirst, "undo"));
}

TEST_F(ChildrenTest, WhoseTurnItIsAreToldWhenTheWaitIsOverAndNotBefore) {
  opens();
  settle();
  hands_in();
  const auto told = [&] {
    int count = 0;
    for (const auto& [id, notice] : engine_.state().outbox)
      count += static_cast<int>(std::ranges::count(notice.recipients, PersonId("reviewer")));
    return count;
  };
  EXPECT_EQ(told(), 0);
  terminates_the_other();
  EXPECT_EQ(told(), 1);
}

TEST_F(ChildrenTest, AWaitThatIsOverStaysOver) {
  opens();
  settle();
  hands_in();
  terminates_the_other();
  EXPECT_TRUE(acts("reviewer", kFirst, "approve"));
  settle();
  EXPECT_EQ(stage(kCycle), "congress") << "whatever becomes of the budget";
  EXPECT_EQ(stage(kFirst), "reply");
}

TEST_F(ChildrenTest, ASuspendedParentGoesOnWhenItIsResumed) {
  opens();
  settle();
  EXPECT_TRUE(does("officer", ArrangeWork{kCycle, Arrangement::suspend, {}, {}, "等文件", 0}));
  hands_in();
  terminates_the_other();
  EXPECT_EQ(stage(kCycle), "drafting");
  EXPECT_TRUE(does("officer", ArrangeWork{kCycle, Arrangement::resume, {}, {}, "", 0}));
  settle();
  EXPECT_EQ(stage(kCycle), "congress");
}

TEST_F(ChildrenTest, ACycleWhoseBudgetsCannotBeOpenedIsNotOpened) {
  WorkflowDefinition broken = cycle();
  broken.stages[1].opens = {WorkflowId("nobody_has")};
  broken.hash = ContentHash("cycle-2");
  system(DeployWorkflow{broken});
  const auto refused =
      does("officer", OpenCycle{RegionCode("130605"), test::year(2026), broken.id, {}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("nobody_has"));
}

TEST_F(ChildrenTest, WhatWasOpenedBeforeIsTakenInAndNotOpenedAgain) {
  EXPECT_TRUE(does("officer", OpenCycle{RegionCode("130605"),
                                        test::year(2026),
                                        budget_that_waits().id,
                                        {DepartmentId("130605-203")}}));
  EXPECT_TRUE(does("officer", OpenCycle{RegionCode("130605"), test::year(2026), cycle().id, {}}));
  EXPECT_TRUE(acts("officer", InstanceId(2), "deploy"));
  settle();
  EXPECT_EQ(engine_.state().children.at(InstanceId(2)),
            (std::set<InstanceId>{InstanceId(1), InstanceId(3)}));
  EXPECT_EQ(engine_.state().instances.at(InstanceId(1)).data.origin->parent, InstanceId(2));
}

TEST_F(ChildrenTest, ADepartmentsBudgetWithoutAParentWaitsForNobody) {
  EXPECT_TRUE(does("officer", OpenCycle{RegionCode("130605"),
                                        test::year(2026),
                                        budget_that_waits().id,
                                        {DepartmentId("130605-203")}}));
  EXPECT_TRUE(does("drafter",
                   EnterProjects{InstanceId(1),
                                 {test::project(test::kFirstCode, "10", {"2", "5", "8", "10"})}}));
  EXPECT_TRUE(acts("drafter", InstanceId(1), "submit"));
  EXPECT_TRUE(acts("head", InstanceId(1), "approve"));
  EXPECT_TRUE(acts("reviewer", InstanceId(1), "approve"));
}

}  // namespace
}  // namespace budget
