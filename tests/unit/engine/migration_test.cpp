#include <gmock/gmock.h>

#include "engine/authorize.h"
#include "engine/migration/migrator.h"
#include "engine/migration/timer_proof.h"
#include "support/small_office.h"

namespace budget {
namespace {

using test::day;
using test::kFirstCode;
using test::only;
using test::project;
using test::SmallOffice;
using ::testing::HasSubstr;

const RegionCode kRegion("130605");

/// Review is due three working days after it came, with a reminder a day before.
WorkflowDefinition with_review_deadline(int days, const char* hash) {
  WorkflowDefinition made = test::small_workflow();
  made.version = 2;
  made.hash = ContentHash(hash);
  for (Stage& stage : made.stages) {
    if (stage.id != StageId("review")) continue;
    stage.deadline = DeadlineRule{};
    stage.deadline->span = {days, SpanUnit::working_days};
    stage.ladder = {{{-1, SpanUnit::working_days}, {}}};
  }
  return made;
}

/// Another round of review between review and finance.
WorkflowDefinition with_second_review() {
  WorkflowDefinition made = with_review_deadline(3, "workflow-second");
  Stage second = *find_stage(made, StageId("review"));
  second.id = StageId("second");
  second.title = "复核";
  second.role = RoleId("reviewer");
  made.stages.insert(made.stages.begin() + 2, second);
  for (Transition& transition : made.transitions) {
    const bool is_review = transition.from == StageId("review");
    if (is_review && transition.act == ActId("approve")) transition.to = StageId("second");
  }
  Transition onward = *find_transition(made, StageId("review"), ActId("approve"));
  onward.from = StageId("second");
  onward.role = RoleId("reviewer");
  onward.to = StageId("finance");
  made.transitions.push_back(onward);
  return made;
}

class MigrationTest : public testing::Test {
 protected:
  MigrationTest() {
    Organisation office = test::small_organisation();
    for (Role& role : office.roles) {
      if (role.id == RoleId("officer")) role.grants.push_back(Permission::steer);
    }
    Person second{PersonId("second_officer"), "second_officer", true, {}};
    second.roles = {{RoleId("officer"), kRegion, {}}};
    office.people.push_back(second);
    static_cast<void>(
        office_.by_system(DeployOrganisation{office, ContentHash("organisation-2")}, Via::startup));
    office_.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})});
  }

  void deploy(const WorkflowDefinition& definition) {
    ASSERT_TRUE(office_.by_system(DeployWorkflow{definition, {}}, Via::startup));
    plan_.to = definition.hash;
  }
  Result<std::vector<Event>> propose(const char* person = "officer") {
    return office_.does(person, ProposeMigration{plan_});
  }
  /// Both people agree, and the engine carries it out.
  std::vector<Event> migrate() {
    EXPECT_TRUE(propose());
    EXPECT_TRUE(office_.does("second_officer", ConfirmMigration{office_.state().last_migration}));
    return office_.fires();
  }
  std::string why_not() { return only<InstanceNotMigrated>(migrate()).at(0).why; }
  const Instance& instance() const { return office_.data(); }

  SmallOffice office_;
  MigrationPlan plan_ = [] {
    MigrationPlan plan;
    plan.region = kRegion;
    plan.workflow = WorkflowId("annual_budget");
    plan.reason = "新办法";
    return plan;
  }();
};

TEST_F(MigrationTest, AnInstanceGoesOnUnderTheOtherDefinition) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  deploy(with_review_deadline(3, "workflow-2"));
  const std::vector<Event> events = migrate();
  EXPECT_EQ(instance().definition, ContentHash("workflow-2"));
  EXPECT_EQ(instance().due_on, day("2025-10-14"));  // it had none: counted from today
  ASSERT_TRUE(instance().stage_timer);
  EXPECT_EQ(instance().stage_timer->name, "review.ladder.1");
  EXPECT_EQ(only<MigrationFinished>(events).at(0).migrated, 1);
  EXPECT_TRUE(office_.state().migrations.empty());
}

TEST_F(MigrationTest, TheDayIsKeptCountedOnOrBegunAnew) {
  deploy(with_review_deadline(3, "workflow-2"));
  migrate();
  ASSERT_TRUE(office_.acts("drafter", "submit"));  // Thursday, 9 October: due on the 14th
  office_.now("2025-10-10");
  deploy(with_review_deadline(6, "workflow-3"));
  migrate();
  EXPECT_EQ(instance().due_on, day("2025-10-14"));
  plan_.timers = TimerPolicy::keep_remaining;
  deploy(with_review_deadline(7, "workflow-4"));
  migrate();
  EXPECT_EQ(instance().due_on, day("2025-10-20"));  // seven working days from the 9th
  plan_.timers = TimerPolicy::keep_due;
  plan_.stage_timers = {{StageId("review"), TimerPolicy::restart}};
  deploy(with_review_deadline(8, "workflow-5"));
  migrate();
  EXPECT_EQ(instance().due_on, day("2025-10-22"));  // eight from the 10th
}

/// Two working days put off; plain days cannot be added to them.
class SuspendedMigrationTest : public MigrationTest {
 protected:
  SuspendedMigrationTest() {
    deploy(with_review_deadline(3, "workflow-2"));
    migrate();
    EXPECT_TRUE(office_.acts("drafter", "submit"));  // due on the 14th
    office_.now("2025-10-10");
    arranges(Arrangement::suspend);
    plan_.timers = TimerPolicy::keep_remaining;
    other_.version = 3;
    other_.hash = ContentHash("workflow-3");
  }
  void arranges(Arrangement arrangement) {
    EXPECT_TRUE(
        office_.does("officer", ArrangeWork{InstanceId(1), arrangement, {}, {}, "等文件", 0}));
  }
  void resumes() {
    office_.now("2025-10-14");
    arranges(Arrangement::resume);
    EXPECT_EQ(instance().due_on, day("2025-10-16"));
  }
  DeadlineRule& review() {
    for (Stage& stage : other_.stages) {
      if (stage.id == StageId("review")) return *stage.deadline;
    }
    throw std::logic_error("no review");
  }
  WorkflowDefinition other_ = with_review_deadline(3, "workflow-3");
};

TEST_F(SuspendedMigrationTest, WorkingDaysThatWerePutOffDoNotBecomePlainOnes) {
  resumes();
  review().span = {6, SpanUnit::days};
  deploy(other_);
  EXPECT_THAT(why_not(), HasSubstr("顺延"));
}

TEST_F(SuspendedMigrationTest, ADayOfTheYearIsNotPutOff) {
  resumes();
  review() = DeadlineRule{};
  review().reference = DeadlineReference::fiscal_year;
  review().year_offset = -1;
  review().month = 10;
  review().day = 31;
  deploy(other_);
  migrate();
  EXPECT_EQ(instance().due_on, day("2025-10-31"));
}

TEST_F(SuspendedMigrationTest, WhatStandsStillIsMovedAndPutOffByTheNewDays) {
  review().span = {6, SpanUnit::days};
  deploy(other_);
  migrate();
  EXPECT_EQ(instance().due_on, day("2025-10-15"));
  EXPECT_FALSE(instance().stage_timer);
  office_.now("2025-10-14");
  arranges(Arrangement::resume);
  EXPECT_EQ(instance().due_on, day("2025-10-19"));
  EXPECT_TRUE(instance().stage_timer);
}

TEST_F(MigrationTest, ADayThatWasKeptDoesNotMoveWithTheCalendar) {
  deploy(with_review_deadline(3, "workflow-2"));
  migrate();
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  deploy(with_review_deadline(6, "workflow-3"));
  migrate();
  Calendar holiday = test::small_calendar();
  holiday.edition = ContentHash("calendar-2");
  holiday.years[2025] = {2025, true, "通知", {day("2025-10-13")}, {}};
  ASSERT_TRUE(office_.by_system(PublishCalendar{holiday}, Via::startup));
  EXPECT_EQ(instance().due_on, day("2025-10-14"));
}

TEST_F(MigrationTest, AStageThatWasPassedMayNotChangeItsWay) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ASSERT_TRUE(office_.acts("head", "approve"));
  deploy(with_second_review());
  EXPECT_THAT(why_not(), HasSubstr("已经走过的阶段"));
  EXPECT_EQ(instance().definition, ContentHash("workflow-1"));
}

TEST_F(MigrationTest, AStageAheadMay) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  deploy(with_second_review());
  migrate();
  ASSERT_TRUE(office_.acts("head", "approve"));
  EXPECT_EQ(instance().stage, StageId("second"));
}

TEST_F(MigrationTest, AStageThatIsGoneNeedsAnotherInThePlan) {
  WorkflowDefinition renamed = with_review_deadline(3, "workflow-renamed");
  for (Stage& stage : renamed.stages) {
    if (stage.id == StageId("review")) stage.id = StageId("check");
  }
  for (Transition& transition : renamed.transitions) {
    for (StageId* id : {&transition.from, &transition.to}) {
      if (*id == StageId("review")) *id = StageId("check");
    }
    for (StageId& id : transition.differs_from) {
      if (id == StageId("review")) id = StageId("check");
    }
  }
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ASSERT_TRUE(office_.acts("head", "approve"));
  ASSERT_TRUE(office_.acts("reviewer", "back"));
  deploy(renamed);
  EXPECT_THAT(why_not(), HasSubstr("没有阶段"));
  plan_.stages = {{StageId("review"), StageId("check")}};
  migrate();
  EXPECT_EQ(instance().stage, StageId("check"));
  EXPECT_EQ(instance().previous_stage, StageId("finance"));
  EXPECT_EQ(instance().actors.at(1).stage, StageId("check"));  // differs_from still sees the head
}

TEST_F(MigrationTest, WorkInSomebodysHandsStaysWhereTheRoleChanges) {
  deploy(with_review_deadline(3, "workflow-2"));
  migrate();
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  ArrangeWork delegate{InstanceId(1), Arrangement::delegate, {PersonId("evaluator")}, {}, "", 0};
  ASSERT_TRUE(office_.does("head", delegate));
  WorkflowDefinition other = with_review_deadline(3, "workflow-3");
  for (Stage& stage : other.stages) {
    if (stage.id == StageId("review")) stage.role = RoleId("reviewer");
  }
  for (Transition& transition : other.transitions) {
    if (transition.from == StageId("review") && transition.kind == ActKind::judge)
      transition.role = RoleId("reviewer");
  }
  deploy(other);
  EXPECT_THAT(why_not(), HasSubstr("先办完或收回"));
}

TEST_F(MigrationTest, TakesTwoPeopleWhoSteerAndNeitherAnAuthor) {
  deploy(with_review_deadline(3, "workflow-2"));
  EXPECT_EQ(propose("head").error().code, ErrorCode::forbidden);
  EXPECT_EQ(propose("system_admin").error().code, ErrorCode::forbidden);
  ASSERT_TRUE(propose());
  const ConfirmMigration confirm{MigrationId(1)};
  EXPECT_EQ(office_.does("officer", confirm).error().code, ErrorCode::forbidden);
  EXPECT_EQ(office_.does("reviewer", confirm).error().code, ErrorCode::forbidden);
  EXPECT_EQ(propose().error().code, ErrorCode::conflict);
  ASSERT_TRUE(office_.does("second_officer", DropMigration{MigrationId(1), "再等等"}));
  EXPECT_EQ(office_.does("second_officer", confirm).error().code, ErrorCode::not_found);
}

TEST_F(MigrationTest, AnAuthorCannotMoveTheirOwnBudget) {
  deploy(with_review_deadline(3, "workflow-2"));
  const State& state = office_.state();
  WorkflowMigrator migrator(state, plan_, {PersonId("drafter")}, office_.moment(), {});
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  EXPECT_THAT(migrator.outcome(instance()).why, HasSubstr("编制过"));
}

TEST_F(MigrationTest, IsUndoneAsLongAsTheStageIsTheSame) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  const Standing before = standing_of(instance());
  deploy(with_review_deadline(3, "workflow-2"));
  migrate();
  plan_ = MigrationPlan();
  plan_.region = kRegion;
  plan_.reason = "误操作";
  plan_.undoes = MigrationId(1);
  migrate();
  EXPECT_EQ(standing_of(instance()), before);
  EXPECT_FALSE(instance().migrated);
  EXPECT_EQ(propose().error().code, ErrorCode::conflict);  // nothing is left to undo
}

TEST_F(MigrationTest, IsNotUndoneBehindTheNextStage) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  deploy(with_review_deadline(3, "workflow-2"));
  migrate();
  ASSERT_TRUE(office_.acts("head", "approve"));
  plan_.undoes = MigrationId(1);
  EXPECT_EQ(propose().error().code, ErrorCode::conflict);
}

TEST_F(MigrationTest, OtherNodesAreCheckedFromThenOn) {
  for (const auto& [person, act] : std::vector<std::pair<const char*, const char*>>{
           {"drafter", "submit"}, {"head", "approve"}, {"reviewer", "approve"}})
    ASSERT_TRUE(office_.acts(person, act));
  office_.now("2026-01-20");
  ASSERT_TRUE(office_.acts("officer", "reply"));
  WorkflowDefinition other = test::small_workflow();
  other.hash = ContentHash("workflow-nodes");
  for (Stage& stage : other.stages) {
    if (!stage.node_months.empty()) stage.node_months = {4, 7, 9, 12};
  }
  deploy(other);
  const std::vector<Event> events = migrate();
  const InstanceMigrated moved = only<InstanceMigrated>(events).at(0);
  ASSERT_TRUE(instance().node_timer);
  EXPECT_EQ(moved.before.node_timer->occurrence, 3);
  // The pinned rules ask at 3, 6, 10 and 12 too: their nodes stay.
  EXPECT_EQ(instance().node_timer->occurrence, 3);
}

/// Every node is checked, but something opened beside the budget is not closed yet.
TEST_F(MigrationTest, AStageThatWaitsForOthersGoesOnWaiting) {
  WorkflowDefinition beside = test::small_workflow();
  beside.id = WorkflowId("beside");
  beside.subject = Subject::duty;
  beside.hash = ContentHash("beside");
  ASSERT_TRUE(office_.by_system(DeployWorkflow{beside, {}}, Via::startup));
  WorkflowDefinition waiting = test::small_workflow();
  for (Stage& stage : waiting.stages) {
    if (stage.node_months.empty()) continue;
    stage.may_open = {beside.id};
    stage.waits_for = {{beside.id, {}}};
  }
  waiting.hash = ContentHash("workflow-waits");
  deploy(waiting);
  migrate();
  for (const auto& [person, act] :
       {std::pair("drafter", "submit"), std::pair("head", "approve"),
        std::pair("reviewer", "approve"), std::pair("officer", "reply")})
    ASSERT_TRUE(office_.acts(person, act)) << act;
  ASSERT_TRUE(office_.does("drafter", OpenChild{InstanceId(1), beside.id, "一项义务", {}}));
  office_.now("2027-01-05");
  office_.fires();
  const StageId monitoring = instance().stage;
  ASSERT_FALSE(instance().node_timer);
  waiting.version = 3;
  waiting.title = "换了名称";
  waiting.hash = ContentHash("workflow-waits-3");
  deploy(waiting);
  EXPECT_EQ(only<InstanceMigrated>(migrate()).size(), 1U);
  EXPECT_EQ(instance().stage, monitoring);
}

TEST_F(MigrationTest, EveryTimerIsAccountedFor) {
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  deploy(with_review_deadline(3, "workflow-2"));
  const InstanceMigrated moved = only<InstanceMigrated>(migrate()).at(0);
  const Stage& review = *find_stage(office_.state().workflows.at(plan_.to), StageId("review"));
  const Calendar& calendar = office_.state().calendars.at(instance().calendar);
  EXPECT_EQ(prove_timers(moved.before, moved.after, review, calendar, {}, office_.moment()).stage,
            TimerFate::added);
  Standing without = moved.after;
  without.stage_timer.reset();
  EXPECT_EQ(prove_timers(moved.before, without, review, calendar, {}, office_.moment()).stage,
            TimerFate::lost);
}

TEST_F(MigrationTest, ATimerThatFiredDoesNotFireAgain) {
  deploy(with_review_deadline(3, "workflow-2"));
  migrate();
  ASSERT_TRUE(office_.acts("drafter", "submit"));
  office_.now("2025-10-13");  // the reminder of the 13th
  EXPECT_EQ(only<TimerFired>(office_.fires()).size(), 1U);
  deploy(with_review_deadline(6, "workflow-3"));
  migrate();
  office_.now("2025-10-20");
  const std::vector<TimerFired> fired = only<TimerFired>(office_.fires());
  ASSERT_EQ(fired.size(), 1U);
  EXPECT_EQ(fired[0].fired.name, "review.due");
}

TEST_F(MigrationTest, APersonDeploysWithAReasonAndAHigherVersion) {
  WorkflowDefinition next = with_review_deadline(3, "workflow-2");
  EXPECT_EQ(office_.does("officer", DeployWorkflow{next, "新办法"}).error().code,
            ErrorCode::forbidden);
  EXPECT_EQ(office_.does("system_admin", DeployWorkflow{next, ""}).error().code,
            ErrorCode::invalid_input);
  const auto events = office_.does("system_admin", DeployWorkflow{next, "新办法"});
  ASSERT_TRUE(events) << events.error().message;
  EXPECT_EQ(only<WorkflowDeployed>(*events).at(0).reason, "新办法");
  // At the next start the file that was deployed before stays what it is: older.
  EXPECT_TRUE(office_.by_system(DeployWorkflow{test::small_workflow(), {}}, Via::startup)->empty());
  next.hash = ContentHash("workflow-again");
  EXPECT_EQ(office_.does("system_admin", DeployWorkflow{next, "再改"}).error().code,
            ErrorCode::conflict);
  next.version = 3;
  next.stages[1].role = RoleId("nobody");
  next.hash = ContentHash("workflow-3");
  EXPECT_THAT(office_.does("system_admin", DeployWorkflow{next, "再改"}).error().message,
              HasSubstr("stages[1].role"));
}

}  // namespace
}  // namespace budget
