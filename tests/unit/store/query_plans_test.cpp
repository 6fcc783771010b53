#include <gtest/gtest.h>

#include <set>

#include <sqlite3.h>

#include "store/load_state.h"
#include "store/queries/readers.h"
#include "store/sqlite_event_store.h"
#include "support/scripted_year.h"
#include "support/small_office.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

/// How SQLite means to find what is asked for: a page must not cost more the longer history gets.
class QueryPlansTest : public testing::Test {
 protected:
  QueryPlansTest() {
    StoreOptions quick;
    quick.durability = Durability::none;
    State state;
    store_ = SqliteEventStore::open(path(), quick).value();
    EXPECT_TRUE(test::write(*store_, state, test::scripted_year()));
    OpenOptions how;
    how.mode = OpenMode::read_only;
    database_.emplace(Database::open(path(), how));
  }

  std::string path() const { return (folder_.path() / "budgetd.db").string(); }

  /// The statements that `read` ran.
  template <typename Read>
  std::vector<std::string> statements_of(Read read) {
    std::vector<std::string> all;
    sqlite3_trace_v2(
        database_->handle(), SQLITE_TRACE_STMT,
        [](unsigned, void* list, void* statement, void*) {
          static_cast<std::vector<std::string>*>(list)->emplace_back(
              sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
          return 0;
        },
        &all);
    read(*database_);
    sqlite3_trace_v2(database_->handle(), 0, nullptr, nullptr);
    return all;
  }

  std::vector<std::string> steps_of(const std::string& sql) {
    std::vector<std::string> steps;
    Statement statement = database_->prepare("EXPLAIN QUERY PLAN " + sql);
    Rows rows = statement.query();
    while (rows.next())
      steps.push_back(rows.string(3));
    return steps;
  }

  /// The plan of the last statement that `read` ran.
  template <typename Read>
  std::string plan_of(Read read) {
    std::string plan;
    for (const std::string& step : steps_of(statements_of(read).back()))
      plan += step + "\n";
    return plan;
  }

  std::string plan_of(const AlertFilter& filter) {
    return plan_of(
        [&](Database& database) { static_cast<void>(read_alerts(database, filter, {})); });
  }

  static bool has(const std::string& plan, const std::string& step) {
    return plan.find(step) != std::string::npos;
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<SqliteEventStore> store_;
  std::optional<Database> database_;
};

constexpr const char* kSorting = "TEMP B-TREE FOR ORDER BY";

TEST_F(QueryPlansTest, OpenAlertsAreReadInTheirOrder) {
  AlertFilter filter;
  filter.state = AlertState::open;
  const std::string plan = plan_of(filter);
  EXPECT_TRUE(has(plan, "a USING INDEX alerts_open")) << plan;
  EXPECT_FALSE(has(plan, kSorting)) << plan;
}

TEST_F(QueryPlansTest, AlertsOfAYearAreReadInTheirOrder) {
  AlertFilter filter;
  filter.year = test::year(2026);
  const std::string plan = plan_of(filter);
  EXPECT_TRUE(has(plan, "a USING INDEX alerts_by_gap")) << plan;
  EXPECT_FALSE(has(plan, kSorting)) << plan;
}

/// A region's are sorted for each page: they are few beside a province's, which would be read
/// through for them otherwise.
TEST_F(QueryPlansTest, AlertsOfARegionAreFoundByItsDepartments) {
  AlertFilter filter;
  filter.sight = Sight{{RegionCode("130605")}, {}};
  filter.state = AlertState::open;
  const std::string plan = plan_of(filter);
  EXPECT_TRUE(has(plan, "SEARCH i USING COVERING INDEX instances_by_department")) << plan;
  EXPECT_TRUE(has(plan, "SEARCH a USING INDEX alerts_by_instance")) << plan;
}

TEST_F(QueryPlansTest, NoticesOfADepartmentAreFoundThroughItsHistories) {
  PeopleCache people;
  NoticeFilter filter;
  filter.sight = Sight{{}, {DepartmentId("130605-203")}};
  const std::string plan = plan_of([&](Database& database) {
    static_cast<void>(people.current(database));  // asks the database itself, once
    static_cast<void>(read_notices(database, people, filter, {}));
  });
  EXPECT_TRUE(has(plan, "SEARCH i USING INDEX instances_by_department")) << plan;
  EXPECT_TRUE(has(plan, "SEARCH notices USING INTEGER PRIMARY KEY")) << plan;
  EXPECT_FALSE(has(plan, "SCAN notices")) << plan;
}

/// What a county did years ago must not be read when its daemon starts.
TEST_F(QueryPlansTest, AStartReadsThroughNoTableThatHistoryMakesLonger) {
  // What is configured, a row or two of each year, steps of queries; of the log the last row only.
  const std::set<std::string> short_ones{
      "workflows", "rule_sets", "calendars", "in_use", "u", "channels", "plugins",
      "cycles",    "occasions", "json_each", "r",      "y", "events"};
  std::vector<std::string> long_ones;
  const auto statements =
      statements_of([](Database& database) { static_cast<void>(load_state(database)); });
  for (const std::string& sql : statements) {
    for (const std::string& step : steps_of(sql)) {
      if (!step.starts_with("SCAN ") || has(step, "USING INDEX") || has(step, "USING COVERING"))
        continue;
      const std::string table = step.substr(5, step.find(' ', 5) - 5);
      if (!short_ones.contains(table)) long_ones.push_back(step + " in " + sql);
    }
  }
  EXPECT_GT(statements.size(), 20U);
  EXPECT_EQ(long_ones, std::vector<std::string>());
}

TEST_F(QueryPlansTest, RollUpsReadOpenAlertsOnly) {
  const std::vector<std::string> statements = statements_of([](Database& database) {
    static_cast<void>(
        read_alert_totals(database, AlertGrouping::region, {}, test::day("2026-04-01")));
  });
  std::string plan;  // of the first; the others ask for names
  for (const std::string& step : steps_of(statements.at(0)))
    plan += step + "\n";
  EXPECT_TRUE(has(plan, "SEARCH a USING INTEGER PRIMARY KEY")) << plan;
  EXPECT_TRUE(has(plan, "o USING COVERING INDEX alerts_open")) << plan;
  EXPECT_FALSE(has(plan, kSorting)) << plan;
}

}  // namespace
}  // namespace budget
