#include <gtest/gtest.h>

#include <sqlite3.h>

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

  /// The plan of the last statement that `read` ran.
  template <typename Read>
  std::string plan_of(Read read) {
    std::string sql;
    sqlite3_trace_v2(
        database_->handle(), SQLITE_TRACE_STMT,
        [](unsigned, void* last, void* statement, void*) {
          *static_cast<std::string*>(last) = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
          return 0;
        },
        &sql);
    read(*database_);
    sqlite3_trace_v2(database_->handle(), 0, nullptr, nullptr);
    std::string plan;
    Statement statement = database_->prepare("EXPLAIN QUERY PLAN " + sql);
    Rows rows = statement.query();
    while (rows.next())
      plan += rows.string(3) + "\n";
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

}  // namespace
}  // namespace budget
