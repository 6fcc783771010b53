#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/apply/apply.h"
#include "store/database.h"
#include "store/failure.h"
#include "store/sqlite_event_store.h"
#include "support/scripted_year.h"
#include "support/small_office.h"
#include "support/state_difference.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

class SqliteEventStoreTest : public testing::Test {
 protected:
  std::string path() const { return (folder_.path() / "budgetd.db").string(); }
  std::unique_ptr<SqliteEventStore> open() const { return SqliteEventStore::open(path()).value(); }
  Database raw() const { return Database::open(path(), {}); }

  test::TemporaryFolder folder_;
};

Entry delivered(const std::string& channel) {
  return {{Instant(1000), system_actor(), Via::runner}, "", {NoticesDelivered{{}, channel}}};
}

TEST_F(SqliteEventStoreTest, KeepsItsStateWhenClosedAndOpenedAgain) {
  State state;
  ASSERT_TRUE(test::write(*open(), state, test::scripted_year()));
  EXPECT_EQ(test::difference(open()->load().value(), state), std::vector<std::string>());
}

TEST_F(SqliteEventStoreTest, KnowsTheLastLetterOfEveryOfficesYear) {
  ASSERT_TRUE(open());
  raw().run(
      "INSERT INTO alert_letters WITH letters (region, year, number) AS (VALUES "
      "('130605', 2026, 1), ('130605', 2026, 2), ('130605', 2027, 1), ('130606', 2025, 7)) "
      "SELECT region, year, number, 1, 'inquire', 0, 'officer', NULL, '', '', NULL, '', '[]', '', "
      "'' FROM letters");
  const std::map<OfficeYear, int> expected{{{RegionCode("130605"), test::year(2026)}, 2},
                                           {{RegionCode("130605"), test::year(2027)}, 1},
                                           {{RegionCode("130606"), test::year(2025)}, 7}};
  EXPECT_EQ(open()->load().value().last_inquiry, expected);
}

TEST_F(SqliteEventStoreTest, IsOpenedByOneAtATime) {
  const auto first = open();
  const auto second = SqliteEventStore::open(path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

TEST_F(SqliteEventStoreTest, NamesTheFolderThatIsNotThere) {
  const auto store = SqliteEventStore::open((folder_.path() / "no" / "budgetd.db").string());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::unavailable);
}

TEST_F(SqliteEventStoreTest, DoesNotTouchTheDatabaseOfAnotherProgram) {
  {
    OpenOptions how;
    how.mode = OpenMode::create;
    Database::open(path(), how).run("CREATE TABLE theirs (id INTEGER)");
  }
  EXPECT_EQ(SqliteEventStore::open(path()).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(raw().integer("SELECT count(*) FROM sqlite_schema"), 1);
  EXPECT_FALSE(std::filesystem::exists(path() + "-wal"));
}

TEST_F(SqliteEventStoreTest, RefusesTextThatIsNotUtf8AndGoesOn) {
  const auto store = open();
  const State state;
  const std::vector<Entry> entries = {delivered("log"), delivered("\xff")};
  const Result<EventSeq> refused = store->commit(entries, state);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(store->load().value().last_event, EventSeq(0));
  EXPECT_EQ(store->commit(std::vector{delivered("log")}, state).value(), EventSeq(1));
}

TEST_F(SqliteEventStoreTest, LeavesNothingOfACommitThatMeetsAFaultAndGoesOn) {
  const auto store = open();
  const State state;
  const Entry impossible{{Instant(1000), system_actor(), Via::runner}, "", {ActPerformed{}}};
  EXPECT_ANY_THROW(
      static_cast<void>(store->commit(std::vector{delivered("log"), impossible}, state)));
  EXPECT_EQ(store->commit(std::vector{delivered("log")}, state).value(), EventSeq(1));
  EXPECT_EQ(store->head().value().seq, EventSeq(1));
}

TEST_F(SqliteEventStoreTest, SaysThatAnotherProgramIsWritingAndGoesOnAfterwards) {
  const auto store = open();
  const State state;
  Database other = raw();
  other.run("BEGIN IMMEDIATE");
  Database impatient = raw();
  impatient.run("PRAGMA busy_timeout = 0");
  EXPECT_THROW(impatient.run("BEGIN IMMEDIATE"), SqliteFailure);
  other.run("ROLLBACK");
  EXPECT_TRUE(store->commit(std::vector{delivered("log")}, state));
}

TEST_F(SqliteEventStoreTest, ProtectsLogAndPaymentsFromBeingEdited) {
  State state;
  ASSERT_TRUE(test::write(*open(), state, test::scripted_year()));
  for (const char* edit :
       {"UPDATE events SET payload = '{}' WHERE seq = 1", "DELETE FROM events WHERE seq = 1",
        "UPDATE payments SET amount_fen = 1", "DELETE FROM payments",
        "UPDATE payment_batches SET count = 0", "DELETE FROM payment_batches",
        "UPDATE payment_rejects SET reason = ''", "DELETE FROM payment_rejects"}) {
    EXPECT_THROW(raw().run(edit), SqliteFailure) << edit;
  }
}

TEST_F(SqliteEventStoreTest, RecordsAVoucherOncePerSourceAndYear) {
  State state;
  ASSERT_TRUE(test::write(*open(), state, test::scripted_year()));
  EXPECT_THROW(raw().run("INSERT INTO payments SELECT 999, batch, source, year, voucher, paid_on, "
                         "project, amount_fen, fund, memo "
                         "FROM payments WHERE voucher = 'PZ-1'"),
               SqliteFailure);
}

TEST_F(SqliteEventStoreTest, KeepsWhatItMustForRehearsalsToo) {
  StoreOptions relaxed;
  relaxed.durability = Durability::none;
  State state;
  const auto store = SqliteEventStore::open(path(), relaxed).value();
  ASSERT_TRUE(test::write(*store, state, test::scripted_year()));
  EXPECT_EQ(test::difference(store->load().value(), state), std::vector<std::string>());
}

TEST_F(SqliteEventStoreTest, CountsWhatClosedAndWhatIsPlanned) {
  State state;
  ASSERT_TRUE(test::write(*open(), state, test::scripted_year()));
  Database database = raw();
  EXPECT_EQ(database.integer("SELECT instances FROM cycles WHERE year = 2026"), 1);
  EXPECT_EQ(database.integer("SELECT closed FROM cycles WHERE year = 2026"), 1);
  EXPECT_EQ(database.integer("SELECT closed FROM cycles WHERE year = 2027"), 0);
  EXPECT_EQ(database.integer("SELECT planned_fen FROM instances WHERE id = 1"),
            test::wan("16.16").fen());
}

}  // namespace
}  // namespace budget
