#include "engine/engine.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/rehearsal/virtual_clock.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using test::kFirstCode;
using test::project;

/// Keeps the names of what was logged.
class ListeningLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view event, std::initializer_list<LogField>) override {
    heard.emplace_back(event);
  }
  std::vector<std::string> heard;
};

/// Keeps the state of the last commit, counts commits, and fails when it is told to.
class ScriptedStore final : public EventStore {
 public:
  Result<State> load() override {
    ++loads;
    if (fails) return broken();
    return committed;
  }
  Result<EventSeq> commit(std::span<const Entry> entries, const State& after) override {
    if (fails) return broken();
    if (throws) throw std::runtime_error("a fault");
    ++commits;
    for (const Entry& entry : entries) {
      if (!entry.key.empty())
        keys[{entry.envelope.actor, entry.key}] = {after.last_event, entry.request};
    }
    committed = after;
    return after.last_event;
  }
  Result<std::optional<KeyUse>> find_key(const PersonId& actor, std::string_view key) override {
    const auto found = keys.find({actor, std::string(key)});
    return found == keys.end() ? std::nullopt : std::optional(found->second);
  }
  Result<bool> has_instance(const WorkflowId&, FiscalYear,
                            const DepartmentId& department) override {
    for (const auto& [id, instance] : committed.instances) {
      if (instance.data.department == department) return true;
    }
    return false;
  }
  Result<std::vector<Payment>> find_unvouchered(const std::string&, FiscalYear,
                                                const std::string&) override {
    return std::vector<Payment>();
  }
  Result<KnownVouchers> find_vouchers(const std::string&, FiscalYear,
                                      std::span<const Payment>) override {
    return KnownVouchers();
  }

  State committed;
  std::map<std::pair<PersonId, std::string>, KeyUse> keys;
  int commits = 0;
  int loads = 0;
  bool fails = false;
  bool throws = false;

 private:
  static Error broken() {
    return {ErrorCode::unavailable, "expected to write, but the disk is full"};
  }
};

/// An engine whose office has drafted and is about to hand in.
class EngineTest : public testing::Test {
 protected:
  EngineTest() : clock_(Instant::at(test::day("2025-10-09"), 12)) {
    test::SmallOffice office;
    office.drafts({project(kFirstCode, "10", {"1", "5", "8", "10"})});
    store_.committed = office.state();
    engine_.emplace(*Engine::open(store_, clock_, logger_));
  }

  static Command act(const std::string& person, const std::string& name,
                     const std::string& key = "") {
    return {PersonId(person), Via::api, key, PerformAct{InstanceId(1), ActId(name), {}, 0}};
  }

  ScriptedStore store_;
  VirtualClock clock_;
  test::SilentLogger logger_;
  std::optional<Engine> engine_;
};

TEST_F(EngineTest, CommitsAGroupOnce) {
  const std::vector<Command> group = {act("drafter", "submit"), act("drafter", "withdraw"),
                                      act("drafter", "submit")};
  const auto answers = engine_->execute(group);
  EXPECT_TRUE(answers[0] && answers[1] && answers[2]);
  EXPECT_EQ(store_.commits, 1);
}

TEST_F(EngineTest, DecidesEachCommandOnWhatTheOnesBeforeLeft) {
  const std::vector<Command> group = {act("drafter", "submit"), act("drafter", "submit"),
                                      act("head", "approve")};
  const auto answers = engine_->execute(group);
  EXPECT_TRUE(answers[0]);
  EXPECT_EQ(answers[1].error().code, ErrorCode::conflict);
  EXPECT_TRUE(answers[2]);
}

TEST_F(EngineTest, DoesNothingTwiceForOneKey) {
  const auto first = engine_->execute(act("drafter", "submit", "k1"));
  const auto again = engine_->execute(act("drafter", "submit", "k1"));
  ASSERT_TRUE(first && again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->last, first->last);
}

TEST_F(EngineTest, KnowsTheKeysOfItsOwnGroup) {
  const std::vector<Command> group = {act("drafter", "submit", "k1"),
                                      act("drafter", "submit", "k1")};
  const auto answers = engine_->execute(group);
  ASSERT_TRUE(answers[1]);
  EXPECT_TRUE(answers[1]->repeated);
  EXPECT_EQ(answers[1]->last, answers[0]->last);
}

TEST_F(EngineTest, RefusesAKeyThatComesWithAnotherRequest) {
  Command submit = act("drafter", "submit", "k1");
  submit.request = "the first";
  Command other = act("drafter", "withdraw", "k1");
  other.request = "another";
  const auto in_one_group = engine_->execute(std::vector{submit, other});
  ASSERT_TRUE(in_one_group[0]);
  EXPECT_EQ(in_one_group[1].error().code, ErrorCode::conflict);
  EXPECT_EQ(engine_->execute(other).error().code, ErrorCode::conflict);
  EXPECT_TRUE(engine_->execute(submit)->repeated);
}

TEST_F(EngineTest, TakesAKeyWhoseRequestIsNotKnownForARepetition) {
  ASSERT_TRUE(engine_->execute(act("drafter", "submit", "k1")));
  Command other = act("drafter", "withdraw", "k1");
  other.request = "another";
  EXPECT_TRUE(engine_->execute(other)->repeated);
}

TEST_F(EngineTest, KeepsTheKeysOfTwoPeopleApart) {
  ASSERT_TRUE(engine_->execute(act("drafter", "submit", "k1")));
  const auto other = engine_->execute(act("head", "approve", "k1"));
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->repeated);
}

TEST_F(EngineTest, TakesNothingBackIntoTheStateWhenTheCommitFails) {
  const EventSeq before = engine_->state().last_event;
  store_.fails = true;
  const std::vector<Command> group = {act("drafter", "submit"), act("head", "approve")};
  for (const auto& answer : engine_->execute(group))
    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  store_.fails = false;
  ASSERT_TRUE(engine_->execute(act("drafter", "submit")));
  EXPECT_EQ(store_.loads, 2);
  EXPECT_GT(engine_->state().last_event, before);
  EXPECT_EQ(engine_->state().instances.at(InstanceId(1)).data.stage, StageId("review"));
}

TEST_F(EngineTest, AnswersUnavailableWhileTheStoreCannotBeRead) {
  store_.fails = true;
  ASSERT_FALSE(engine_->execute(act("drafter", "submit")));
  EXPECT_EQ(engine_->execute(act("drafter", "submit")).error().code, ErrorCode::unavailable);
}

TEST_F(EngineTest, ForgetsAKeyOfAFailedGroupForAllWhoAskedWithIt) {
  store_.fails = true;
  const std::vector<Command> group = {act("drafter", "submit", "k1"),
                                      act("drafter", "submit", "k1"), act("drafter", "submit")};
  for (const auto& answer : engine_->execute(group))
    EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
}

TEST_F(EngineTest, TakesNothingBackIntoTheStateWhenTheCommitThrows) {
  store_.throws = true;
  EXPECT_EQ(engine_->execute(act("drafter", "submit")).error().code, ErrorCode::internal);
  store_.throws = false;
  const auto refused = engine_->execute(act("head", "approve"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(engine_->state().instances.at(InstanceId(1)).data.stage, StageId("draft"));
}

TEST_F(EngineTest, DoesNotForgetAKeyOfAFailedCommit) {
  store_.fails = true;
  ASSERT_FALSE(engine_->execute(act("drafter", "submit", "k1")));
  store_.fails = false;
  const auto again = engine_->execute(act("drafter", "submit", "k1"));
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->repeated);
}

TEST_F(EngineTest, NeverLetsTimeRunBackwards) {
  ASSERT_TRUE(engine_->execute(act("drafter", "submit")));
  const Instant last = engine_->state().last_at;
  VirtualClock earlier(Instant::at(test::day("2025-01-01")));
  Engine again = *Engine::open(store_, earlier, logger_);
  ASSERT_TRUE(again.execute(act("head", "approve")));
  EXPECT_EQ(again.state().last_at, last);
}

TEST_F(EngineTest, FiresWhatIsDueAndNothingElse) {
  ASSERT_TRUE(engine_->fire_due());
  EXPECT_EQ(engine_->fire_due()->size(), 0U);
  clock_.advance_to(Instant::at(test::day("2025-11-01")));
  EXPECT_EQ(engine_->fire_due()->size(), 1U);
  EXPECT_EQ(engine_->fire_due()->size(), 1U);
  EXPECT_EQ(engine_->fire_due()->size(), 0U);
}

TEST_F(EngineTest, CommitsBeforeACommandThatAsksTheStore) {
  RecordPayments payments;
  payments.source = "bank";
  payments.year = test::year(2026);
  payments.rows = {{test::day("2026-01-05"), test::code(kFirstCode), test::yuan("1.00"),
                    FundKind::fiscal, "PZ-1", ""}};
  const std::vector<Command> group = {act("drafter", "submit"),
                                      {PersonId("officer"), Via::api, {}, payments}};
  const auto answers = engine_->execute(group);
  EXPECT_TRUE(answers[0] && answers[1]);
  EXPECT_EQ(store_.commits, 2);
}

/// Its time stands still until the clock has caught up: somebody must set it right.
TEST(EngineClockTest, AClockThatIsBehindTheLogIsToldAtTheStart) {
  ScriptedStore store;
  store.committed.last_at = Instant::at(test::day("2026-01-26"), 10);
  ListeningLogger logger;
  const VirtualClock behind(Instant::at(test::day("2026-01-01"), 10));
  ASSERT_TRUE(Engine::open(store, behind, logger));
  EXPECT_EQ(logger.heard, std::vector<std::string>{"clock_behind_log"});
  const VirtualClock right(Instant::at(test::day("2026-01-26"), 10));
  ASSERT_TRUE(Engine::open(store, right, logger));
  EXPECT_EQ(logger.heard.size(), 1U);
}

}  // namespace
}  // namespace budget
