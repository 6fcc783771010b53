#include <gtest/gtest.h>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"
#include "store/verify.h"
#include "support/silent_logger.h"
#include "support/small_office.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using test::day;

constexpr int kDepartments = 1000;
const RegionCode kRegion("130605");

Organisation many_departments() {
  Organisation made = test::small_organisation();
  made.departments.clear();
  for (int i = 0; i < kDepartments; ++i) {
    const std::string id = "130605-" + std::to_string(1000 + i);
    made.departments.push_back({DepartmentId(id), kRegion, "部门" + id, {}});
  }
  for (Role& role : made.roles) {
    if (role.id == RoleId("officer")) role.grants.push_back(Permission::steer);
  }
  Person second{PersonId("second"), "second", true, {{RoleId("officer"), kRegion, {}}}};
  made.people.push_back(second);
  return made;
}

/// The draft is due ten days later, and reminds a day earlier.
WorkflowDefinition other_deadline() {
  WorkflowDefinition made = test::small_workflow();
  made.version = 2;
  made.hash = ContentHash("workflow-2");
  made.stages[0].deadline->span = {10, SpanUnit::days};
  made.stages[0].ladder[0].offset = {-6, SpanUnit::days};
  return made;
}

/// An office of a thousand running instances in a file, that can be closed and opened again.
class MigratedYearTest : public testing::Test {
 protected:
  MigratedYearTest() {
    open();
    by_system(DeployOrganisation{many_departments(), ContentHash("organisation-1")});
    by_system(DeployWorkflow{test::small_workflow(), {}});
    by_system(DeployRuleSet{test::small_rule_set()});
    by_system(PublishCalendar{test::small_calendar()});
    does("officer", OpenCycle{kRegion, test::year(2026), WorkflowId("annual_budget"), {}});
    by_system(DeployWorkflow{other_deadline(), {}});
  }

  /// As after kill -9: what was committed is there, and nothing else.
  void open() {
    engine_.reset();
    store_.reset();
    store_ = SqliteEventStore::open(file(), {.durability = Durability::none}).value();
    engine_.emplace(Engine::open(*store_, clock_, logger_).value());
  }
  std::string file() const { return (folder_.path() / "office.db").string(); }

  void by_system(Action action) {
    const auto done = engine_->execute({system_actor(), Via::startup, {}, std::move(action)});
    ASSERT_TRUE(done) << done.error().message;
  }
  void does(const char* person, Action action) {
    const auto done = engine_->execute({PersonId(person), Via::api, {}, std::move(action)});
    ASSERT_TRUE(done) << done.error().message;
  }
  /// So many batches; false: nothing is left.
  bool runs(int batches) {
    for (int i = 0; i < batches; ++i) {
      if (engine_->fire_due(1).value().empty()) return false;
    }
    return true;
  }
  MigrationPlan plan() const {
    MigrationPlan made;
    made.region = kRegion;
    made.workflow = WorkflowId("annual_budget");
    made.to = ContentHash("workflow-2");
    made.timers = TimerPolicy::keep_remaining;
    made.reason = "新办法";
    return made;
  }
  int under(const char* definition) const {
    int count = 0;
    for (const auto& [id, instance] : engine_->state().instances)
      count += instance.data.definition == ContentHash(definition) ? 1 : 0;
    return count;
  }
  std::vector<MigratedRow> rows(MigrationId id) const {
    const auto queries = SqliteQueries::open(file()).value();
    return queries->migrated(id, {kLargestPage, 0}).value();
  }
  void expect_verified() const {
    const auto report = verify(file());
    ASSERT_TRUE(report) << report.error().message;
    for (const Discrepancy& found : report->discrepancies)
      ADD_FAILURE() << found.table << " " << found.key << ": " << found.message;
  }
  /// Every timer before has become one after, and they are those that are armed.
  void expect_timers(const std::vector<MigratedRow>& moved, TimerFate fate) const {
    ASSERT_EQ(moved.size(), static_cast<std::size_t>(kDepartments));
    for (const MigratedRow& row : moved) {
      EXPECT_EQ(row.proof.stage, fate) << row.instance.value();
      EXPECT_TRUE(row.before->stage_timer && row.after->stage_timer);
      EXPECT_EQ(engine_->state().instances.at(row.instance).data.stage_timer,
                row.after->stage_timer);
    }
    EXPECT_EQ(engine_->state().timers.size(), static_cast<std::size_t>(kDepartments));
  }

  test::TemporaryFolder folder_;
  test::SilentLogger logger_;
  VirtualClock clock_{Instant::at(test::day("2025-10-09"), 10)};
  std::unique_ptr<SqliteEventStore> store_;
  std::optional<Engine> engine_;
};

TEST_F(MigratedYearTest, AThousandInstancesGoOnWhereAKillInterruptedThemAndComeBack) {
  {
    const auto queries = SqliteQueries::open(file()).value();
    const auto preview =
        queries->preview_migration(plan(), {PersonId("officer")}, clock_.now(), {}).value();
    ASSERT_EQ(preview.size(), static_cast<std::size_t>(kDepartments));
    EXPECT_EQ(preview[0].before->due_on, day("2025-10-31"));
    EXPECT_EQ(preview[0].after->due_on, day("2025-11-10"));
  }
  does("officer", ProposeMigration{plan()});
  EXPECT_FALSE(runs(1));  // nothing before the second person agrees
  does("second", ConfirmMigration{MigrationId(1)});
  ASSERT_TRUE(runs(4));
  EXPECT_EQ(under("workflow-2"), 400);  // a hundred in one commit
  open();
  EXPECT_EQ(under("workflow-2"), 400);
  ASSERT_TRUE(runs(7));
  EXPECT_FALSE(runs(1));
  EXPECT_EQ(under("workflow-2"), kDepartments);
  expect_timers(rows(MigrationId(1)), TimerFate::moved);
  expect_verified();

  MigrationPlan undo;
  undo.region = kRegion;
  undo.undoes = MigrationId(1);
  undo.reason = "误操作";
  does("second", ProposeMigration{undo});
  does("officer", ConfirmMigration{MigrationId(2)});
  ASSERT_TRUE(runs(3));
  open();
  ASSERT_TRUE(runs(8));
  EXPECT_EQ(under("workflow-1"), kDepartments);
  expect_timers(rows(MigrationId(2)), TimerFate::moved);
  for (const MigratedRow& row : rows(MigrationId(1))) {
    const Instance& instance = engine_->state().instances.at(row.instance).data;
    ASSERT_EQ(standing_of(instance), *row.before);
  }
  expect_verified();
}

}  // namespace
}  // namespace budget
