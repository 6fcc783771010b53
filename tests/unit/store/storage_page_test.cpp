#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "store/database.h"
#include "store/digest.h"
#include "store/sqlite_event_store.h"
#include "support/scripted_year.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

/// The script docs/storage.md prints, run as a reader would.
class StoragePageTest : public testing::Test {
 protected:
  StoragePageTest() {
    std::stringstream page;
    page << std::ifstream("docs/storage.md").rdbuf();
    const std::string text = page.str();
    const std::size_t begin = text.find("```python\n") + 10;
    std::ofstream(script()) << text.substr(begin, text.find("```", begin) - begin);
    StoreOptions quick;
    quick.durability = Durability::none;
    State state;
    const auto store = SqliteEventStore::open(database(), quick).value();
    EXPECT_TRUE(test::write(*store, state, test::scripted_year()));
    head_ = store->head().value();
  }

  std::string script() const { return (folder_.path() / "chain.py").string(); }
  std::string database() const { return (folder_.path() / "budgetd.db").string(); }

  std::string run() const {
    std::string output;
    std::FILE* pipe = popen(("python3 " + script() + " " + database() + " 2>&1").c_str(), "r");
    std::array<char, 256> line{};
    while (std::fgets(line.data(), line.size(), pipe) != nullptr)
      output += line.data();
    pclose(pipe);
    return output;
  }

  test::TemporaryFolder folder_;
  LogHead head_;
};

TEST_F(StoragePageTest, PrintsTheHeadOfTheChain) {
  EXPECT_EQ(run(), std::to_string(head_.seq.value()) + " " + hex(head_.hash) + "\n");
}

TEST_F(StoragePageTest, FindsWhereTheChainBreaks) {
  Database::open(database(), {})
      .run("DROP TRIGGER events_stay; UPDATE events SET at_ms = at_ms + 1 WHERE seq = 12");
  EXPECT_EQ(run(), "broken at event 12\n");
}

}  // namespace
}  // namespace budget
