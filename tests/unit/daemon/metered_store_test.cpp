#include "daemon/metered_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/memory_event_store.h"
#include "support/small_office.h"

namespace budget {
namespace {

std::vector<Entry> one_entry() {
  const OrganisationDeployed event{test::small_organisation(), ContentHash("o")};
  return {Entry{{Instant(1), system_actor(), Via::startup}, "", {event}}};
}

TEST(MeteredStoreTest, CountsCommitsAndFailures) {
  test::MemoryEventStore inner;
  MeteredStore store(inner);
  EXPECT_TRUE(store.commit(one_entry(), State()));
  inner.fail_next_commit(Error{ErrorCode::unavailable, "disk full"});
  EXPECT_FALSE(store.commit(one_entry(), State()));
  EXPECT_THAT(store.metrics(),
              testing::AllOf(testing::HasSubstr("budgetd_commits_total 1\n"),
                             testing::HasSubstr("budgetd_commit_failures_total 1\n"),
                             testing::HasSubstr("budgetd_committed_commands_total 1\n")));
}

}  // namespace
}  // namespace budget
