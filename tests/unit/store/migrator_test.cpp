#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "store/failure.h"
#include "store/migrator.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

constexpr std::array kSteps = {
    Migration{1, "first",
              "CREATE TABLE people (name TEXT) STRICT; INSERT INTO people VALUES ('王芳')"},
    Migration{2, "second", "ALTER TABLE people ADD COLUMN age INTEGER; UPDATE people SET age = 40"},
    Migration{3, "broken",
              "CREATE TABLE extra (id INTEGER) STRICT; CREATE TABLE people (name TEXT)"},
};
constexpr std::span<const Migration> kAll = kSteps;

class MigratorTest : public testing::Test {
 protected:
  std::string path() const { return (folder_.path() / "budgetd.db").string(); }
  Database open() const {
    OpenOptions how;
    how.mode = OpenMode::create;
    return Database::open(path(), how);
  }

  test::TemporaryFolder folder_;
};

TEST_F(MigratorTest, MakesTheSchemaOfANewFile) {
  Database database = open();
  EXPECT_EQ(schema_version(database).value(), 0);
  ASSERT_TRUE(migrate(database));
  EXPECT_EQ(schema_version(database).value(), static_cast<int>(migrations().size()));
  EXPECT_TRUE(require_current(database));
}

TEST_F(MigratorTest, NumbersItsMigrationsFromOneWithoutGaps) {
  int expected = 0;
  for (const Migration& migration : migrations())
    EXPECT_EQ(migration.number, ++expected);
}

TEST_F(MigratorTest, BringsAnOlderDatabaseUpToDateAndKeepsItsRows) {
  Database database = open();
  ASSERT_TRUE(migrate(database, kAll.first(1)));
  ASSERT_TRUE(migrate(database, kAll.first(2)));
  EXPECT_EQ(database.integer("SELECT age FROM people WHERE name = '王芳'"), 40);
  EXPECT_EQ(database.integer("SELECT count(*) FROM migrations"), 2);
  EXPECT_EQ(schema_version(database, kAll.first(2)).value(), 2);
}

TEST_F(MigratorTest, DoesNothingTheSecondTime) {
  Database database = open();
  ASSERT_TRUE(migrate(database, kAll.first(2)));
  ASSERT_TRUE(migrate(database, kAll.first(2)));
  EXPECT_EQ(database.integer("SELECT count(*) FROM people"), 1);
}

TEST_F(MigratorTest, LeavesNothingOfAMigrationThatFails) {
  Database database = open();
  EXPECT_THROW(static_cast<void>(migrate(database, kAll)), SqliteFailure);
  EXPECT_EQ(database.integer("PRAGMA user_version"), 2);
  EXPECT_EQ(database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"), 0);
}

TEST_F(MigratorTest, RefusesADatabaseOfANewerProgram) {
  Database database = open();
  ASSERT_TRUE(migrate(database, kAll.first(2)));
  const Result<void> outcome = migrate(database, kAll.first(1));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::unsupported);
  EXPECT_EQ(outcome.error().message,
            "expected to open a database of version ≤ 1, but it is version 2");
  EXPECT_EQ(outcome.error().hint, "upgrade this program");
}

TEST_F(MigratorTest, RefusesADatabaseMadeByAnotherMigrationOfTheSameNumber) {
  Database database = open();
  ASSERT_TRUE(migrate(database, kAll.first(1)));
  const std::array changed = {
      Migration{1, "first", "CREATE TABLE people (name TEXT, age INTEGER) STRICT"}};
  EXPECT_EQ(migrate(database, changed).error().code, ErrorCode::unsupported);
}

TEST_F(MigratorTest, RefusesTheDatabaseOfAnotherProgramAndLeavesItAsItIs) {
  Database database = open();
  database.run("CREATE TABLE theirs (id INTEGER)");
  EXPECT_EQ(migrate(database).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(database.integer("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(MigratorTest, RefusesAFileThatIsNoDatabase) {
  std::ofstream(path()) << std::string(5000, 'x');
  Database database = open();
  const Result<void> outcome = migrate(database);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::invalid_input);
}

TEST_F(MigratorTest, LetsReadersReadOnlyTheCurrentVersion) {
  Database database = open();
  EXPECT_EQ(require_current(database).error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace budget
