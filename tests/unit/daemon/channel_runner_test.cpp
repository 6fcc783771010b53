#include "daemon/channel_runner.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "daemon/notice_runner.h"
#include "support/memory_event_store.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using namespace std::chrono_literals;

/// Stands still at one moment, until a test moves it.
class MovableClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant(ms_.load()); }
  void forward(std::int64_t ms) { ms_ += ms; }

 private:
  std::atomic<std::int64_t> ms_ = Instant::at(test::day("2025-10-09"), 10).ms();
};

/// What arrived, and what the next attempts shall come to. Shared by test and runner.
class Desk {
 public:
  Attempt take(const std::string& key) {
    const std::lock_guard lock(mutex_);
    keys_.push_back(key);
    if (on_letter_) on_letter_();
    arrived_.notify_all();
    if (answers_.empty()) return {};
    Attempt answer = answers_.front();
    answers_.erase(answers_.begin());
    if (answer.problem == "throw") throw std::bad_alloc();
    return answer;
  }
  void answer(std::vector<Attempt> answers) {
    const std::lock_guard lock(mutex_);
    answers_ = std::move(answers);
  }
  /// Before the test hears of a letter, on the channel's thread.
  void on_letter(std::function<void()> listener) { on_letter_ = std::move(listener); }
  bool wait_for(std::size_t attempts) {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, 20s, [&] { return keys_.size() >= attempts; });
  }
  std::vector<std::string> keys() {
    const std::lock_guard lock(mutex_);
    return keys_;
  }

 private:
  std::mutex mutex_;
  std::function<void()> on_letter_;
  std::condition_variable arrived_;
  std::vector<Attempt> answers_;
  std::vector<std::string> keys_;
};

class DeskOutlet final : public Outlet {
 public:
  explicit DeskOutlet(Desk& desk) : desk_(desk) {}
  [[nodiscard]] Attempt deliver(const std::string& key, const Parcel&) override {
    return desk_.take(key);
  }

 private:
  Desk& desk_;
};

Attempt failure(const std::string& problem) {
  return {Attempt::Outcome::retry, problem, 0};
}

/// An engine whose office has opened a year, so that one notice is in the outbox.
class ChannelRunnerTest : public testing::Test {
 protected:
  ChannelRunnerTest() : engine_(Engine::open(store_, clock_, logger_).value()) {
    system(DeployOrganisation{test::small_organisation(), ContentHash("o")});
    system(PublishCalendar{test::small_calendar()});
    system(DeployRuleSet{test::small_rule_set()});
    system(DeployWorkflow{test::small_workflow()});
    system(DeployChannels{{{"test", {}, {}, false, false, {30'000, 120'000}}}});
    const OpenCycle open{RegionCode("130605"), test::year(2026), test::small_workflow().id, {}};
    EXPECT_TRUE(engine_.execute(Command{PersonId("officer"), Via::api, {}, open}));
  }

  void system(Action action) {
    EXPECT_TRUE(engine_.execute(Command{system_actor(), Via::startup, {}, std::move(action)}));
  }

  /// Runs engine and channel until `attempts` were made, then ends both.
  void run_until(std::size_t attempts, std::int64_t window_ms = 0) {
    EngineThread thread(engine_, clock_, logger_, {});
    NoticeRunner runner;
    runner.add_channel(std::make_unique<ChannelRunner>(
        ChannelRunner::Options{.channel = "test",
                               .office = "office",
                               .digest_window_ms = window_ms,
                               .is_off = engine_.state().channels_off.contains("test"),
                               .gather_ms = 1},
        thread, clock_, std::make_unique<DeskOutlet>(desk_), logger_));
    thread.on_errands([&](Errands errands) { runner.add(std::move(errands)); });
    runner.add(errands_in(engine_.state()));
    thread.start();
    runner.start();
    EXPECT_TRUE(desk_.wait_for(attempts));
    runner.stop();
    thread.stop();
  }

  test::MemoryEventStore store_;  // NOLINT: for the tests
  MovableClock clock_;            // NOLINT
  test::SilentLogger logger_;     // NOLINT
  Engine engine_;                 // NOLINT
  Desk desk_;                     // NOLINT
};

TEST_F(ChannelRunnerTest, DeliversWhatIsInTheOutboxAndReportsIt) {
  ASSERT_EQ(engine_.state().outbox.size(), 1U);
  run_until(1);
  EXPECT_TRUE(engine_.state().outbox.empty());
  EXPECT_EQ(desk_.keys(), std::vector<std::string>{"office.test.1"});
}

TEST_F(ChannelRunnerTest, AFailureStaysInTheOutboxWithItsNextTry) {
  desk_.answer({failure("nobody is there")});
  run_until(1);
  ASSERT_EQ(engine_.state().letters.size(), 1U);
  const Letter& letter = engine_.state().letters.begin()->second;
  EXPECT_EQ(letter.next_try, Instant(clock_.now().ms() + 30'000));
  EXPECT_EQ(letter.problem, "nobody is there");
}

TEST_F(ChannelRunnerTest, TheSameKeyComesWithEveryAttempt) {
  desk_.answer({failure("no"), failure("no")});
  run_until(1);
  clock_.forward(30'000);
  run_until(2);
  clock_.forward(120'000);
  run_until(3);
  const std::string key = "office.test.1";
  EXPECT_EQ(desk_.keys(), (std::vector<std::string>{key, key, key}));
  EXPECT_TRUE(engine_.state().outbox.empty());
}

TEST_F(ChannelRunnerTest, ALetterIsDeadWhenItsLadderEnds) {
  desk_.answer({failure("no"), failure("no"), failure("still no")});
  run_until(1);
  clock_.forward(30'000);
  run_until(2);
  clock_.forward(120'000);
  run_until(3);
  EXPECT_TRUE(engine_.state().letters.begin()->second.is_dead);
  EXPECT_TRUE(errands_in(engine_.state()).empty());
}

TEST_F(ChannelRunnerTest, AChannelThatThrowsHasNotDelivered) {
  desk_.answer({failure("throw")});
  run_until(1);
  EXPECT_EQ(engine_.state().letters.size(), 1U);
}

TEST_F(ChannelRunnerTest, ADigestIsWrittenDownBeforeItIsSent) {
  run_until(1, 1);
  EXPECT_EQ(engine_.state().last_letter, LetterId(1));
  EXPECT_TRUE(engine_.state().outbox.empty());
}

TEST_F(ChannelRunnerTest, AChannelThatIsGoneIsTurnedOffAndKeepsWhatWaits) {
  desk_.answer({{Attempt::Outcome::gone, "410", 0}});
  run_until(1);
  EXPECT_TRUE(engine_.state().channels_off.contains("test"));
  EXPECT_EQ(engine_.state().outbox.size(), 1U);
}

TEST_F(ChannelRunnerTest, TurnedOnAgainItSendsWhatWaited) {
  desk_.answer({{Attempt::Outcome::gone, "410", 0}});
  run_until(1);
  EXPECT_TRUE(
      engine_.execute(Command{PersonId("system_admin"), Via::api, {}, EnableChannel{"test"}}));
  run_until(2);
  EXPECT_TRUE(engine_.state().outbox.empty());
}

/// A channel that runs by itself, for tests of it.
class ChannelTestTest : public ChannelRunnerTest {
 protected:
  ChannelRunner::Options options() {
    return {.channel = "test", .office = "office", .gather_ms = 1, .test_wait = 60s};
  }
  Result<Attempt> test(ChannelRunner::Options options) {
    EngineThread thread(engine_, clock_, logger_, {});
    ChannelRunner runner(std::move(options), thread, clock_, std::make_unique<DeskOutlet>(desk_),
                         logger_);
    runner.start();
    Result<Attempt> attempt = runner.test(PersonId("system_admin"), EventSeq(41));
    runner.stop();
    return attempt;
  }
};

TEST_F(ChannelTestTest, SaysWhatCameBackAndLeavesNoTrace) {
  desk_.answer({{Attempt::Outcome::refused, "no such user", 0, "550 no such user"}});
  const EventSeq last = engine_.state().last_event;
  const auto attempt = test(options());
  ASSERT_TRUE(attempt);
  EXPECT_EQ(attempt->outcome, Attempt::Outcome::refused);
  EXPECT_EQ(attempt->answer, "550 no such user");
  EXPECT_EQ(desk_.keys(), std::vector<std::string>{"office.test.test-41"});
  EXPECT_EQ(engine_.state().last_event, last);
}

TEST_F(ChannelTestTest, GoesToAChannelThatIsOffToo) {
  ChannelRunner::Options off = options();
  off.is_off = true;
  const auto attempt = test(std::move(off));
  ASSERT_TRUE(attempt);
  EXPECT_EQ(attempt->outcome, Attempt::Outcome::delivered);
}

TEST_F(ChannelTestTest, IsNotSentByAChannelThatEnds) {
  EngineThread thread(engine_, clock_, logger_, {});
  ChannelRunner runner(options(), thread, clock_, std::make_unique<DeskOutlet>(desk_), logger_);
  runner.stop();
  EXPECT_EQ(runner.test(PersonId("x"), EventSeq(41)).error().code, ErrorCode::unavailable);
  EXPECT_TRUE(desk_.keys().empty());
}

TEST_F(ChannelTestTest, IsTakenBackWhenItsTurnDoesNotComeInTime) {
  EngineThread thread(engine_, clock_, logger_, {});
  ChannelRunner::Options hasty = options();
  hasty.test_wait = 1ms;
  ChannelRunner runner(std::move(hasty), thread, clock_, std::make_unique<DeskOutlet>(desk_),
                       logger_);
  EXPECT_EQ(runner.test(PersonId("x"), EventSeq(41)).error().code, ErrorCode::unavailable);
  runner.start();
  (void)runner.test(PersonId("x"), EventSeq(42));
  runner.stop();
  const std::vector<std::string> keys = desk_.keys();
  EXPECT_EQ(std::ranges::count(keys, "office.test.test-41"), 0);
}

TEST_F(ChannelRunnerTest, AReportThatCannotBeCommittedLeavesTheNoticeInTheOutbox) {
  desk_.on_letter([this] {
    store_.fail_next_commit(
        Error{ErrorCode::unavailable, "expected to write, but the disk is full"});
  });
  run_until(1);
  EXPECT_EQ(Engine::open(store_, clock_, logger_)->state().outbox.size(), 1U);
}

}  // namespace
}  // namespace budget
