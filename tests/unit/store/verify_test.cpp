#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "store/database.h"
#include "store/sqlite_event_store.h"
#include "store/verify.h"
#include "support/scripted_year.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

/// The database of the scripted year, made once and copied for each test.
const std::string& whole_database() {
  static const test::TemporaryFolder kFolder;
  static const std::string kPath = [] {
    const std::string path = (kFolder.path() / "whole.db").string();
    State state;
    StoreOptions quick;
    quick.durability = Durability::none;
    if (!test::write(*SqliteEventStore::open(path, quick).value(), state, test::scripted_year()))
      throw std::runtime_error("no database");
    return path;
  }();
  return kPath;
}

class VerifyTest : public testing::Test {
 protected:
  VerifyTest() { std::filesystem::copy_file(whole_database(), path()); }

  std::string path() const { return (folder_.path() / "budgetd.db").string(); }

  /// Edits as somebody with the file in hand would: the protecting triggers go first and come back
  /// afterwards.
  void tamper(const std::string& sql) {
    Database database = Database::open(path(), {});
    std::vector<std::string> names;
    std::vector<std::string> triggers;
    {
      Statement statement = database.prepare(
          "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
      Rows rows = statement.query();
      while (rows.next()) {
        names.push_back(rows.string(0));
        triggers.push_back(rows.string(1));
      }
    }
    database.run("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
    for (const std::string& name : names)
      database.run("DROP TRIGGER " + name);
    database.run(sql);
    for (const std::string& trigger : triggers)
      database.run(trigger);
    database.run("COMMIT");
  }

  VerifyReport report(const VerifyOptions& options = {}) {
    Result<VerifyReport> outcome = verify(path(), options);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return std::move(outcome).value();
  }

  /// Kind, table and key of each discrepancy.
  std::vector<std::string> found(const VerifyOptions& options = {}) {
    std::vector<std::string> lines;
    for (const Discrepancy& one : report(options).discrepancies) {
      lines.push_back(std::string(name_of(one.what)) + " " + one.table + " " + one.key);
    }
    return lines;
  }

  bool has(const std::string& line, const VerifyOptions& options = {}) {
    const std::vector<std::string> lines = found(options);
    const bool is_there = std::ranges::find(lines, line) != lines.end();
    EXPECT_TRUE(is_there) << testing::PrintToString(lines);
    return is_there;
  }

  test::TemporaryFolder folder_;
};

using Lines = std::vector<std::string>;

TEST_F(VerifyTest, FindsNothingInAnUntouchedDatabase) {
  const VerifyReport whole = report();
  EXPECT_TRUE(whole.is_sound()) << testing::PrintToString(found());
  EXPECT_GT(whole.events, 50);
  EXPECT_EQ(whole.head.seq.value(), whole.events);
  EXPECT_EQ(whole.head.hash.size(), 64U);
}

TEST_F(VerifyTest, FindsNothingInAnEmptyDatabase) {
  const std::string fresh = (folder_.path() / "fresh.db").string();
  { const auto store = SqliteEventStore::open(fresh).value(); }
  EXPECT_TRUE(verify(fresh).value().is_sound());
}

TEST_F(VerifyTest, GoesOnBesideARunningWriter) {
  const auto store = SqliteEventStore::open(path()).value();
  EXPECT_TRUE(report().is_sound());
}

TEST_F(VerifyTest, TellsHowFarItIs) {
  std::set<std::string> phases;
  VerifyOptions options;
  options.progress = [&](const VerifyProgress& progress) { phases.insert(progress.phase); };
  static_cast<void>(report(options));
  EXPECT_EQ(phases, (std::set<std::string>{"file", "log", "tables"}));
}

TEST_F(VerifyTest, TellsOfASchemaInWhichAQueryNoLongerFits) {
  const char* const edits[] = {"ALTER TABLE departments RENAME COLUMN name TO title",
                               "DROP TABLE regions", "ALTER TABLE alerts DROP COLUMN sentence",
                               "ALTER TABLE notices RENAME TO messages",
                               "ALTER TABLE events RENAME COLUMN via TO way"};
  for (const char* edit : edits) {
    std::filesystem::copy_file(whole_database(), path(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper(edit);
    const VerifyReport changed = report();
    EXPECT_TRUE(std::ranges::any_of(changed.discrepancies, [](const Discrepancy& one) {
      return one.what == Tampering::schema_changed && !one.table.empty();
    })) << edit;
    EXPECT_FALSE(changed.not_checked.empty()) << edit;
  }
}

TEST_F(VerifyTest, NamesAnEventWhosePayloadWasChanged) {
  tamper(
      "UPDATE events SET payload = replace(payload, '金额依据不足', '金额依据充足') WHERE payload "
      "LIKE '%金额依据不足%' AND type = 'act_performed'");
  const Lines lines = found();
  ASSERT_EQ(lines.size(), 1U) << testing::PrintToString(lines);
  EXPECT_TRUE(lines[0].starts_with("event_changed events "));
}

TEST_F(VerifyTest, NamesEveryColumnOfAnEventThatWasChanged) {
  for (const char* edit :
       {"at_ms = at_ms + 1", "actor = 'other'", "via = 'cli'", "entry_size = 9", "key = 'k'",
        "instance = 2", "version = 2", "type = 'project_dropped'"}) {
    std::filesystem::copy_file(whole_database(), path(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper(std::string("UPDATE events SET ") + edit + " WHERE seq = 9");
    EXPECT_TRUE(has("event_changed events 9")) << edit;
  }
}

TEST_F(VerifyTest, NamesAHashThatWasChanged) {
  tamper("UPDATE events SET hash = zeroblob(32) WHERE seq = 9");
  EXPECT_EQ(found(), Lines{"event_changed events 9"});
  EXPECT_NE(report().discrepancies[0].message.find("the event itself is intact"),
            std::string::npos);
}

TEST_F(VerifyTest, NamesEventsThatWereDropped) {
  tamper("DELETE FROM events WHERE seq IN (20, 21)");
  EXPECT_TRUE(has("events_missing events 20"));
}

TEST_F(VerifyTest, NamesTheFirstEventWhenItWasDropped) {
  tamper("DELETE FROM events WHERE seq = 1");
  EXPECT_TRUE(has("events_missing events 1"));
}

TEST_F(VerifyTest, NamesEventsThatWereDroppedAndTheRestNumberedAnew) {
  tamper(
      "DELETE FROM events WHERE seq = 20; UPDATE events SET seq = -(seq - 1) WHERE seq > 20; "
      "UPDATE events SET seq = -seq WHERE seq < 0");
  EXPECT_TRUE(has("events_moved events 20"));
}

TEST_F(VerifyTest, NamesEventsThatWereReordered) {
  tamper(
      "UPDATE events SET seq = -1 WHERE seq = 20; UPDATE events SET seq = 20 WHERE seq = 21; "
      "UPDATE events SET seq = 21 WHERE seq = -1");
  EXPECT_TRUE(has("events_moved events 20"));
  EXPECT_TRUE(has("events_moved events 21"));
}

TEST_F(VerifyTest, SeesALogThatWasCutOffOnlyAgainstALodgedHead) {
  const VerifyReport before = report();
  const std::string last = std::to_string(before.events);
  tamper("DELETE FROM events WHERE seq = " + last);
  VerifyOptions lodged;
  lodged.lodged = before.head;
  EXPECT_TRUE(has("log_truncated events " + last, lodged));
}

TEST_F(VerifyTest, SeesACommandThatWasCutInTwo) {
  const std::int64_t entry =
      Database::open(path(), {}).integer("SELECT max(seq) FROM events WHERE entry_size > 1");
  tamper("DELETE FROM events WHERE seq > " + std::to_string(entry));
  EXPECT_TRUE(has("log_truncated events " + std::to_string(entry + 1)));
}

TEST_F(VerifyTest, SeesALogWrittenAnewOnlyAgainstALodgedHead) {
  VerifyOptions lodged;
  lodged.lodged = LodgedHead{EventSeq(30), std::string(64, 'a')};
  EXPECT_EQ(found(lodged), Lines{"log_rewritten events 30"});
}

TEST_F(VerifyTest, AcceptsALodgedHeadThatIsStillThere) {
  VerifyOptions lodged;
  lodged.lodged = report().head;
  EXPECT_TRUE(report(lodged).is_sound());
}

TEST_F(VerifyTest, NamesTheRowOfATableThatSaysOtherThanTheLog) {
  tamper("UPDATE instances SET stage = 'closed' WHERE id = 2");
  ASSERT_EQ(found(), Lines{"row_changed instances 2"});
  EXPECT_EQ(report().discrepancies[0].message, "stage should be \"draft\" but is \"closed\"");
}

TEST_F(VerifyTest, NamesRowsThatAreMissingOrUnexpected) {
  tamper("DELETE FROM cycles; INSERT INTO regions VALUES ('999999', '某地')");
  EXPECT_TRUE(has("row_missing cycles 130605/2026/annual_budget"));
  EXPECT_TRUE(has("row_unexpected regions 999999"));
}

TEST_F(VerifyTest, ComparesEveryTableThatFollowsFromTheLog) {
  for (const char* table :
       {"alerts", "calendars", "cycles", "departments", "in_use", "instances", "notices",
        "organisations", "payment_batches", "payment_sources", "plan_versions", "project_sheets",
        "projects", "regions", "rule_sets", "workflows"}) {
    std::filesystem::copy_file(whole_database(), path(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper(std::string("DELETE FROM ") + table);
    const Lines lines = found();
    EXPECT_TRUE(std::ranges::any_of(lines, [&](const std::string& line) {
      return line.starts_with(std::string("row_missing ") + table + " ");
    })) << table;
  }
}

TEST_F(VerifyTest, NamesTheBatchOfAPaymentThatWasChanged) {
  for (const char* edit : {"UPDATE payments SET amount_fen = amount_fen + 1 WHERE id = 2",
                           "UPDATE payments SET memo = '' WHERE id = 2",
                           "UPDATE payments SET paid_on = '2026-03-19' WHERE id = 2",
                           "DELETE FROM payments WHERE id = 2",
                           "UPDATE payment_rejects SET reason = '' WHERE batch = 2",
                           "DELETE FROM payment_rejects WHERE batch = 2"}) {
    std::filesystem::copy_file(whole_database(), path(),
                               std::filesystem::copy_options::overwrite_existing);
    tamper(edit);
    EXPECT_TRUE(has("payments_changed payments 2")) << edit;
  }
}

TEST_F(VerifyTest, NamesAPaymentTheLogDoesNotKnow) {
  tamper(
      "INSERT INTO payments SELECT 999, batch, source, year, 'PZ-9', paid_on, project, amount_fen, "
      "fund, memo, region FROM payments WHERE id = 1");
  EXPECT_EQ(found(), Lines{"payments_changed payments 999"});
}

TEST_F(VerifyTest, NamesATriggerThatIsGone) {
  Database::open(path(), {}).run("DROP TRIGGER events_stay");
  EXPECT_EQ(found(), Lines{"schema_changed sqlite_schema trigger/events_stay"});
}

TEST_F(VerifyTest, SaysWhatItCouldNotCheck) {
  tamper("UPDATE events SET payload = '{}' WHERE seq = 9");
  const VerifyReport broken = report();
  EXPECT_TRUE(has("event_impossible events 9"));
  EXPECT_FALSE(broken.not_checked.empty());
  EXPECT_FALSE(broken.is_sound());
}

TEST_F(VerifyTest, NamesADamagedFile) {
  const auto size = std::filesystem::file_size(path());
  std::FILE* file = std::fopen(path().c_str(), "r+b");
  ASSERT_NE(file, nullptr);
  for (std::uintmax_t page = 2; page * 4096 < size; page += 3) {
    std::fseek(file, static_cast<long>(page * 4096), SEEK_SET);
    std::fputs("damaged damaged damaged", file);
  }
  std::fclose(file);
  EXPECT_TRUE(has("file_damaged  "));
}

TEST_F(VerifyTest, TellsAtMostAsManyAsAskedForAndCountsTheRest) {
  tamper("DELETE FROM notices");
  VerifyOptions options;
  options.most = 1;
  const VerifyReport some = report(options);
  EXPECT_EQ(some.discrepancies.size(), 1U);
  EXPECT_GT(some.untold, 1U);
}

}  // namespace
}  // namespace budget
