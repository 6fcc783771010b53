#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "store/backup.h"
#include "store/database.h"
#include "store/sqlite_event_store.h"
#include "store/verify.h"
#include "support/scripted_year.h"
#include "support/state_difference.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

namespace fs = std::filesystem;

class BackupTest : public testing::Test {
 protected:
  std::string path(const char* name) const { return (folder_.path() / name).string(); }
  std::string live() const { return path("budgetd.db"); }
  std::string copy() const { return path("copy.db"); }

  std::unique_ptr<SqliteEventStore> filled() {
    StoreOptions quick;
    quick.durability = Durability::none;
    auto store = SqliteEventStore::open(live(), quick).value();
    EXPECT_TRUE(test::write(*store, state_, test::scripted_year()));
    return store;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(folder_.path()))
      all.push_back(entry.path().filename());
    std::ranges::sort(all);
    return all;
  }

  test::TemporaryFolder folder_;
  State state_;
};

TEST_F(BackupTest, CopiesADatabaseInUse) {
  const auto store = filled();
  const Result<void> outcome = back_up(live(), copy());
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_TRUE(verify(copy()).value().is_sound());
  EXPECT_EQ(verify(copy()).value().head.hash, verify(live()).value().head.hash);
}

TEST_F(BackupTest, IsOnePlainFile) {
  filled().reset();
  ASSERT_TRUE(back_up(live(), copy()));
  for (const std::string& name : names())
    EXPECT_TRUE(name == "copy.db" || name.starts_with("budgetd.db")) << name;
}

TEST_F(BackupTest, DoesNotOverwrite) {
  filled().reset();
  std::ofstream(copy()) << "mine";
  EXPECT_EQ(back_up(live(), copy()).error().code, ErrorCode::conflict);
  EXPECT_EQ(fs::file_size(copy()), 4U);
}

TEST_F(BackupTest, LeavesNoHalfCopyWhenTheFolderIsNotThere) {
  filled().reset();
  EXPECT_EQ(back_up(live(), path("no/copy.db")).error().code, ErrorCode::unavailable);
  EXPECT_EQ(back_up(path("absent.db"), copy()).error().code, ErrorCode::unavailable);
  for (const std::string& name : names())
    EXPECT_TRUE(name.starts_with("budgetd.db")) << name;
}

TEST_F(BackupTest, RestoresWhereNoDatabaseIs) {
  filled().reset();
  ASSERT_TRUE(back_up(live(), copy()));
  fs::remove(live());
  ASSERT_TRUE(restore(copy(), live(), Existing::keep));
  EXPECT_EQ(test::difference(SqliteEventStore::open(live()).value()->load().value(), state_),
            std::vector<std::string>());
}

TEST_F(BackupTest, DoesNotRestoreUnderARunningDaemon) {
  const auto store = filled();
  ASSERT_TRUE(back_up(live(), copy()));
  EXPECT_EQ(restore(copy(), live(), Existing::replace).error().code, ErrorCode::conflict);
}

TEST_F(BackupTest, ReplacesOnlyWhenToldAndKeepsTheOldOne) {
  { const auto empty = SqliteEventStore::open(path("empty.db")).value(); }
  ASSERT_TRUE(back_up(path("empty.db"), copy()));
  filled().reset();
  EXPECT_EQ(restore(copy(), live(), Existing::keep).error().code, ErrorCode::conflict);
  ASSERT_TRUE(restore(copy(), live(), Existing::replace));
  EXPECT_EQ(SqliteEventStore::open(live()).value()->load().value().last_event, EventSeq(0));
  EXPECT_EQ(verify(live() + ".replaced").value().head.seq, state_.last_event);
}

TEST_F(BackupTest, KeepsEveryDatabaseItReplaced) {
  { const auto empty = SqliteEventStore::open(path("empty.db")).value(); }
  ASSERT_TRUE(back_up(path("empty.db"), copy()));
  filled().reset();
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(restore(copy(), live(), Existing::replace));
  EXPECT_EQ(verify(live() + ".replaced").value().head.seq, state_.last_event);
  EXPECT_EQ(verify(live() + ".replaced.2").value().head.seq, EventSeq(0));
  EXPECT_TRUE(fs::exists(live() + ".replaced.3"));
  EXPECT_NE(restore(copy(), live(), Existing::keep).error().hint.find(".replaced.4"),
            std::string::npos);
}

TEST_F(BackupTest, OnlyItsOwnerMayReadTheDatabaseItsLogAndBackups) {
  const mode_t before = umask(0);
  const auto store = filled();
  ASSERT_TRUE(back_up(live(), copy()));
  ASSERT_TRUE(restore(copy(), path("new.db"), Existing::keep));
  umask(before);
  for (const std::string& name : names()) {
    EXPECT_EQ(fs::status(path(name.c_str())).permissions(),
              fs::perms::owner_read | fs::perms::owner_write)
        << name;
  }
  EXPECT_TRUE(fs::exists(live() + "-wal"));
}

TEST_F(BackupTest, SaysOfEveryCutThatTheBackupIsDamaged) {
  filled().reset();
  ASSERT_TRUE(back_up(live(), copy()));
  const auto whole = fs::file_size(copy());
  for (std::uintmax_t size = 0; size < whole; size += size < 8192 ? 500 : whole / 23) {
    fs::copy_file(copy(), path("cut.db"), fs::copy_options::overwrite_existing);
    fs::resize_file(path("cut.db"), size);
    const Result<void> outcome = restore(path("cut.db"), path("new.db"), Existing::keep);
    ASSERT_FALSE(outcome) << size;
    EXPECT_EQ(outcome.error().code, ErrorCode::invalid_input) << size;
    const Result<VerifyReport> checked = verify(path("cut.db"));
    EXPECT_TRUE(!checked || !checked->is_sound()) << size;
  }
}

TEST_F(BackupTest, SaysOfOverwrittenPagesThatTheBackupIsDamaged) {
  filled().reset();
  ASSERT_TRUE(back_up(live(), copy()));
  const auto pages = fs::file_size(copy()) / 4096;
  for (std::uintmax_t page = 0; page < pages; ++page) {
    fs::copy_file(copy(), path("hurt.db"), fs::copy_options::overwrite_existing);
    std::fstream file(path("hurt.db"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(page * 4096 + (page == 0 ? 100 : 0)));
    file << std::string(200, '\x5a');
    file.close();
    const Result<void> outcome = restore(path("hurt.db"), path("new.db"), Existing::keep);
    ASSERT_FALSE(outcome) << page;
    EXPECT_EQ(outcome.error().code, ErrorCode::invalid_input) << page;
    const Result<VerifyReport> checked = verify(path("hurt.db"));
    EXPECT_TRUE(!checked || !checked->is_sound()) << page;
  }
}

TEST_F(BackupTest, DoesNotBringTheOldWriteAheadLogToTheNewDatabase) {
  { const auto empty = SqliteEventStore::open(path("empty.db")).value(); }
  ASSERT_TRUE(back_up(path("empty.db"), copy()));
  filled().reset();
  {
    // As after a crash: commits that are only in the write-ahead log.
    Database reader = Database::open(live(), {});
    static_cast<void>(reader.integer("SELECT count(*) FROM events"));
    fs::copy_file(live(), path("crashed.db"));
    reader.run("PRAGMA wal_autocheckpoint = 0; INSERT INTO regions VALUES ('999999', '某地')");
    fs::copy_file(live() + "-wal", path("crashed.db-wal"));
  }
  ASSERT_TRUE(restore(copy(), path("crashed.db"), Existing::replace));
  EXPECT_TRUE(verify(path("crashed.db")).value().is_sound());
  EXPECT_EQ(Database::open(path("crashed.db.replaced"), {}).integer("SELECT count(*) FROM regions"),
            2);
}

TEST_F(BackupTest, RefusesWhatIsNoSoundBackup) {
  filled().reset();
  ASSERT_TRUE(back_up(live(), copy()));
  fs::resize_file(copy(), fs::file_size(copy()) - 3 * 4096);
  EXPECT_EQ(restore(copy(), path("new.db"), Existing::keep).error().code, ErrorCode::invalid_input);
  std::ofstream(path("text.txt")) << std::string(5000, 'x');
  EXPECT_EQ(restore(path("text.txt"), path("new.db"), Existing::keep).error().code,
            ErrorCode::invalid_input);
  {
    OpenOptions how;
    how.mode = OpenMode::create;
    Database::open(path("other.db"), how).run("CREATE TABLE theirs (id INTEGER)");
  }
  EXPECT_EQ(restore(path("other.db"), path("new.db"), Existing::keep).error().code,
            ErrorCode::invalid_input);
  EXPECT_EQ(restore(path("absent.db"), path("new.db"), Existing::keep).error().code,
            ErrorCode::unavailable);
  EXPECT_FALSE(fs::exists(path("new.db")));
}

TEST_F(BackupTest, RefusesABackupOfANewerProgram) {
  filled().reset();
  ASSERT_TRUE(back_up(live(), copy()));
  Database::open(copy(), {}).run("PRAGMA user_version = 999");
  EXPECT_EQ(restore(copy(), path("new.db"), Existing::keep).error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace budget
