#include <gtest/gtest.h>

#include <algorithm>

#include "store/migrator.h"
#include "store/sqlite_event_store.h"
#include "store/verify.h"
#include "support/scripted_year.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

/// The scripted year in a database of an older schema, as the budgetd of that time had left it.
class UpgradeTest : public testing::Test {
 protected:
  UpgradeTest() {
    StoreOptions quick;
    quick.durability = Durability::none;
    State state;
    const auto store = SqliteEventStore::open(now(), quick).value();
    test::Commits year = test::scripted_year_without_channels();
    for (std::vector<Entry>& commit : year) {
      std::erase_if(commit, is_of_today);
      for (Entry& entry : commit) {
        entry.request.clear();  // there was no such column
        for (Event& event : entry.events)
          if (auto* opened = std::get_if<InstanceOpened>(&event)) opened->pins.clear();
      }
    }
    std::erase_if(year, [](const std::vector<Entry>& commit) { return commit.empty(); });
    EXPECT_TRUE(test::write(*store, state, year));
    EXPECT_TRUE(test::write(*store, state, delivered_then(state)));
  }

  /// What became of notices, as it was told then.
  static test::Commits delivered_then(const State& state) {
    std::vector<NoticeId> ids;
    for (const auto& [id, notice] : state.outbox)
      ids.push_back(id);
    const Envelope runner{state.last_at, system_actor(), Via::runner};
    return {{{runner, "", {NoticesDelivered{{ids.at(0), ids.at(1)}, "log"}}}},
            {{runner, "", {NoticeFailed{ids.at(2), "log", "没有应答", Instant(5)}}}},
            {{runner, "", {NoticeFailed{ids.at(3), "log", "没有应答", std::nullopt}}}}};
  }

  /// Whether a command left events that the first schema has no tables for. Event's alternatives
  /// are in the order they came.
  static bool is_of_today(const Entry& entry) {
    static const std::size_t last_of_then = Event(NoticeFailed{}).index();
    return std::ranges::any_of(entry.events,
                               [](const Event& event) { return event.index() > last_of_then; });
  }

  std::string now() const { return (folder_.path() / "now.db").string(); }
  std::string then() const { return (folder_.path() / "then.db").string(); }

  /// The columns a table has in both schemas.
  static std::string columns_of(Database& database, const std::string& table) {
    Statement statement = database.prepare(
        "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(?1, 'main') "
        "INTERSECT SELECT name FROM pragma_table_info(?1, 'now'))");
    Rows rows = statement.query(table);
    return rows.next() ? rows.string(0) : "";
  }

  /// Makes the older database; `moved` fills the tables that are gone today.
  void go_back_to(std::size_t version, const std::string& moved) {
    OpenOptions how;
    how.mode = OpenMode::create;
    Database database = Database::open(then(), how);
    ASSERT_TRUE(migrate(database, migrations().first(version)));
    database.run("PRAGMA foreign_keys = OFF; ATTACH '" + now() + "' AS now; BEGIN IMMEDIATE");
    std::vector<std::string> tables;
    {
      Statement statement = database.prepare(
          "SELECT name FROM now.sqlite_schema WHERE type = 'table' AND name <> 'migrations'");
      Rows rows = statement.query();
      while (rows.next())
        tables.push_back(rows.string(0));
    }
    for (const std::string& table : tables) {
      const std::string columns = columns_of(database, table);
      if (columns.empty()) continue;
      database.run("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns +
                   " FROM now." + table);
    }
    database.run(moved + "; COMMIT");
  }

  test::TemporaryFolder folder_;
};

TEST_F(UpgradeTest, OfTheFirstSchemaKeepsTimersAndHistories) {
  go_back_to(1,
             "INSERT INTO timers SELECT id, 'stage', stage_timer, stage_timer_occurrence, "
             "stage_timer_at_ms FROM now.instances WHERE stage_timer IS NOT NULL;"
             "INSERT INTO timers SELECT id, 'node', node_timer, node_timer_occurrence, "
             "node_timer_at_ms FROM now.instances WHERE node_timer IS NOT NULL;"
             "INSERT INTO last_events SELECT id, last_event FROM now.instances");
  ASSERT_TRUE(SqliteEventStore::open(then()));
  const Result<VerifyReport> report = verify(then(), {});
  ASSERT_TRUE(report);
  for (const Discrepancy& each : report->discrepancies)
    ADD_FAILURE() << each.table << " " << each.key << ": " << each.message;
}

}  // namespace
}  // namespace budget
