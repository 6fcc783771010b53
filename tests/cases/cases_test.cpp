#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "case_run.h"
#include "config/workflow_file.h"
#include "store/content_hash.h"
#include "store/coverage.h"
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

/// What playing one case leads to.
struct Played {
  std::string transcript;
  Coverage coverage;
};

Played play(const std::string& name) {
  const fs::path folder = kCases / name;
  const test::TemporaryFolder temporary;
  const std::string database = (temporary.path() / "case.db").string();
  test::SilentLogger logger;
  Played played;
  {
    const auto store = SqliteEventStore::open(database, {.durability = Durability::none}).value();
    const auto queries = SqliteQueries::open(database).value();
    CaseRun run(*store, *queries, logger, test::read_office_files(folder / "given.toml"));
    run.play(read(folder / "steps.txt"));
    played.transcript = run.transcript();
    played.coverage = coverage_in(*queries).value();
  }
  const auto verified = verify(database);
  EXPECT_TRUE(verified) << verified.error().message;
  if (!verified) return played;
  for (const Discrepancy& found : verified->discrepancies)
    ADD_FAILURE() << found.table << " " << found.key << ": " << found.message;
  return played;
}

class CaseTest : public testing::TestWithParam<std::string> {};

/// Plays steps.txt and compares the transcript with expected.txt. BUDGET_UPDATE_CASES=1 writes
/// expected.txt instead; read the difference before you commit it.
TEST_P(CaseTest, TellsWhatIsExpected) {
  const fs::path folder = kCases / GetParam();
  const std::string transcript = play(GetParam()).transcript;
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

/// All cases together walk every stage and act of every workflow that is shipped; what they do not
/// is printed.
TEST(CoverageTest, TheCasesWalkEveryStageAndActOfTheShippedWorkflows) {
  Coverage all;
  for (const std::string& name : all_cases())
    all.add(play(name).coverage);
  for (const auto& entry : fs::directory_iterator("workflows")) {
    if (entry.path().extension() != ".toml") continue;
    const WorkflowDefinition definition = load_workflow_file(entry.path()).value;
    const auto walked = all.walked().find(content_hash(definition));
    const CoverageSum sum =
        sum_of(definition, walked == all.walked().end() ? WalkedParts() : walked->second);
    std::cout << definition.id.text() << ": " << sum.stages << " of " << definition.stages.size()
              << " stages, " << sum.acts << " of " << definition.transitions.size() << " acts\n";
    for (const std::string& missing : sum.missing)
      ADD_FAILURE() << "no case walks " << missing << " of " << definition.id.text();
  }
}

INSTANTIATE_TEST_SUITE_P(All, CaseTest, testing::ValuesIn(all_cases()), case_name);

}  // namespace
}  // namespace budget::cases
