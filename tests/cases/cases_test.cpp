#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "case_run.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"
#include "store/verify.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget::cases {
namespace {

namespace fs = std::filesystem;

const fs::path kCases = "tests/cases";

std::vector<std::string> all_cases() {
  std::vector<std::string> cases;
  for (const auto& entry : fs::recursive_directory_iterator(kCases)) {
    if (entry.path().filename() == "steps.txt")
      cases.push_back(fs::relative(entry.path().parent_path(), kCases).string());
  }
  std::ranges::sort(cases);
  return cases;
}

std::string read(const fs::path& file) {
  std::ifstream stream(file);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

class CaseTest : public testing::TestWithParam<std::string> {};

/// Plays steps.txt and compares the transcript with expected.txt. BUDGET_UPDATE_CASES=1 writes
/// expected.txt instead; read the difference before you commit it.
TEST_P(CaseTest, TellsWhatIsExpected) {
  const fs::path folder = kCases / GetParam();
  const test::TemporaryFolder temporary;
  const fs::path database = temporary.path() / "case.db";
  test::SilentLogger logger;
  std::string transcript;
  {
    auto store = SqliteEventStore::open(database.string(), {.durability = Durability::none});
    ASSERT_TRUE(store) << store.error().message;
    auto queries = SqliteQueries::open(database.string());
    ASSERT_TRUE(queries) << queries.error().message;
    CaseRun run(**store, **queries, logger, test::read_office_files(folder / "given.toml"),
                database.string());
    run.play(read(folder / "steps.txt"));
    transcript = run.transcript();
  }
  const auto verified = verify(database.string());
  ASSERT_TRUE(verified) << verified.error().message;
  for (const Discrepancy& found : verified->discrepancies)
    ADD_FAILURE() << found.table << " " << found.key << ": " << found.message;

  if (std::getenv("BUDGET_UPDATE_CASES") != nullptr) {
    std::ofstream(folder / "expected.txt") << transcript;
    return;
  }
  EXPECT_EQ(transcript, read(folder / "expected.txt"));
}

std::string case_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, CaseTest, testing::ValuesIn(all_cases()), case_name);

}  // namespace
}  // namespace budget::cases
