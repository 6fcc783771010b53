#include <gtest/gtest.h>

#include "contract/event_store_contract.h"
#include "engine/apply/apply.h"
#include "store/sqlite_event_store.h"
#include "support/memory_event_store.h"
#include "support/scripted_year.h"
#include "support/small_office.h"
#include "support/state_difference.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using test::difference;
using test::scripted_year;
using testing::Values;

/// What every EventStore owes the engine.
class EventStoreContract : public testing::TestWithParam<test::StoreKind> {
 protected:
  EventStoreContract() : store_(GetParam().open(folder_.path())) {}

  State loaded() {
    Result<State> state = store_->load();
    EXPECT_TRUE(state) << state.error().message;
    return std::move(state).value();
  }

  void write_all() {
    const Result<void> written = test::write(*store_, state_, scripted_year());
    ASSERT_TRUE(written) << written.error().message;
  }

  static Entry deployment(const std::string& hash, const std::string& key = {}) {
    RuleSet rule_set = test::small_rule_set();
    rule_set.hash = ContentHash(hash);
    return {{Instant(1000), PersonId("officer"), Via::cli},
            key,
            {RuleSetDeployed{rule_set}, RuleSetDeployed{rule_set}}};
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<EventStore> store_;
  State state_;
};

TEST_P(EventStoreContract, IsEmptyAtFirst) {
  EXPECT_EQ(difference(loaded(), State()), std::vector<std::string>());
}

TEST_P(EventStoreContract, LoadsTheStateAsItWasAfterEveryCommit) {
  for (const std::vector<Entry>& commit : scripted_year()) {
    ASSERT_TRUE(test::write(*store_, state_, test::Commits{commit}));
    ASSERT_EQ(difference(loaded(), state_), std::vector<std::string>())
        << "behind event " << state_.last_event.value();
  }
}

TEST_P(EventStoreContract, LoadsTheSameStateHoweverTheEntriesWereGrouped) {
  std::vector<Entry> all;
  for (const std::vector<Entry>& commit : scripted_year())
    all.insert(all.end(), commit.begin(), commit.end());
  ASSERT_TRUE(test::write(*store_, state_, test::Commits{all}));
  EXPECT_EQ(difference(loaded(), state_), std::vector<std::string>());
}

TEST_P(EventStoreContract, LoadsChecksReportsAndPinsAsTheyWereAfterEveryCommit) {
  for (const std::vector<Entry>& commit : test::scripted_checks()) {
    ASSERT_TRUE(test::write(*store_, state_, test::Commits{commit}));
    ASSERT_EQ(difference(loaded(), state_), std::vector<std::string>())
        << "behind event " << state_.last_event.value();
  }
  EXPECT_EQ(state_.checks.size(), 1U);
  EXPECT_EQ(state_.instances.at(InstanceId(1)).data.pins.front().version, "1.1.0");
}

TEST_P(EventStoreContract, LoadsTheSameChecksHoweverTheEntriesWereGrouped) {
  std::vector<Entry> all;
  for (const std::vector<Entry>& commit : test::scripted_checks())
    all.insert(all.end(), commit.begin(), commit.end());
  ASSERT_TRUE(test::write(*store_, state_, test::Commits{all}));
  EXPECT_EQ(difference(loaded(), state_), std::vector<std::string>());
}

TEST_P(EventStoreContract, CountsEventsWithoutGaps) {
  std::int64_t events = 0;
  for (const std::vector<Entry>& commit : scripted_year()) {
    State after = loaded();
    for (const Entry& entry : commit) {
      for (const Event& event : entry.events)
        apply(after, entry.envelope, event);
      events += static_cast<std::int64_t>(entry.events.size());
    }
    const Result<EventSeq> last = store_->commit(commit, after);
    ASSERT_TRUE(last);
    ASSERT_EQ(last->value(), events);
  }
}

TEST_P(EventStoreContract, FindsWhatAKeyWasUsedForPerActor) {
  Entry keyed = deployment("b", "key-1");
  keyed.request = std::string(64, 'a');
  ASSERT_TRUE(test::write(*store_, state_, test::Commits{{deployment("a"), keyed}}));
  EXPECT_EQ(store_->find_key(PersonId("officer"), "key-1").value(),
            (KeyUse{EventSeq(4), keyed.request}));
  EXPECT_EQ(store_->find_key(PersonId("drafter"), "key-1").value(), std::nullopt);
  EXPECT_EQ(store_->find_key(PersonId("officer"), "key-2").value(), std::nullopt);
  EXPECT_EQ(store_->find_key(PersonId("officer"), "").value(), std::nullopt);
}

TEST_P(EventStoreContract, RemembersInstancesThatAreClosed) {
  write_all();
  const WorkflowId workflow("annual_budget");
  const DepartmentId department("130605-203");
  ASSERT_FALSE(state_.instances.contains(InstanceId(1)));
  EXPECT_TRUE(store_->has_instance(workflow, test::year(2026), department).value());
  EXPECT_TRUE(store_->has_instance(workflow, test::year(2027), department).value());
  EXPECT_FALSE(store_->has_instance(workflow, test::year(2028), department).value());
  EXPECT_FALSE(store_->has_instance(WorkflowId("other"), test::year(2026), department).value());
  EXPECT_FALSE(
      store_->has_instance(workflow, test::year(2026), DepartmentId("130605-204")).value());
}

TEST_P(EventStoreContract, FindsTheRowsWithoutAVoucherOfTheSameFile) {
  test::Commits until_paid;
  for (const std::vector<Entry>& commit : scripted_year()) {
    until_paid.push_back(commit);
    if (std::holds_alternative<PaymentsRecorded>(commit.front().events.front())) break;
  }
  ASSERT_TRUE(test::write(*store_, state_, until_paid));
  const Payment row{test::day("2026-03-31"),
                    test::code(test::kFirstCode),
                    test::yuan("1.00"),
                    FundKind::fiscal,
                    "",
                    "月合计"};
  const PaymentsRecorded batch{BatchId(state_.last_batch.value() + 1),
                               "treasury",
                               "these-rows",
                               test::year(2026),
                               0,
                               {row, row},
                               {}};
  ASSERT_TRUE(test::write(
      *store_, state_,
      test::Commits{{Entry{{state_.last_at, PersonId("officer"), Via::batch}, {}, {batch}}}}));

  EXPECT_EQ(store_->find_unvouchered("treasury", test::year(2026), "these-rows").value(),
            (std::vector<Payment>{row, row}));
  EXPECT_TRUE(store_->find_unvouchered("another", test::year(2026), "these-rows")->empty());
  EXPECT_TRUE(store_->find_unvouchered("treasury", test::year(2027), "these-rows")->empty());
  EXPECT_TRUE(store_->find_unvouchered("treasury", test::year(2026), "digest-PZ-1")->empty());
}

TEST_P(EventStoreContract, FindsVouchersOfTheSourceAndYearAsTheyWereRecorded) {
  write_all();
  const auto row = [](const std::string& voucher) {
    return Payment{test::day("2026-05-05"),
                   test::code(test::kSecondCode),
                   test::yuan("1.00"),
                   FundKind::other,
                   voucher,
                   ""};
  };
  const std::vector<Payment> asked = {row("PZ-1"), row("PZ-9"), row("")};
  const auto known = store_->find_vouchers("treasury", test::year(2026), asked).value();
  ASSERT_EQ(known.size(), 1U);
  EXPECT_EQ(known.at("PZ-1"),
            (std::vector<KnownVoucher>{
                {RegionCode("130605"),
                 Payment{test::day("2026-02-10"), test::code(test::kFirstCode),
                         test::yuan("5000.00"), FundKind::fiscal, "PZ-1", "办公用品, \"A4\""}}}));
  EXPECT_TRUE(store_->find_vouchers("treasury", test::year(2027), asked).value().empty());
  EXPECT_TRUE(store_->find_vouchers("another", test::year(2026), asked).value().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Stores, EventStoreContract,
    Values(test::StoreKind{"memory",
                           [](const auto&) { return std::make_unique<test::MemoryEventStore>(); }},
           test::StoreKind{
               "sqlite",
               [](const auto& folder) {
                 return SqliteEventStore::open((folder / "budgetd.db").string()).value();
               }}),
    [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace budget
