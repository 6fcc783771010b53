#include "daemon/notice_runner.h"

#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "support/memory_event_store.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using namespace std::chrono_literals;

/// Stands still at one moment.
class StillClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant::at(test::day("2025-10-09"), 10); }
};

/// Remembers what it was given; fails as often as a test wants.
class TestChannel final : public NoticeChannel {
 public:
  [[nodiscard]] std::string name() const override { return "test"; }
  [[nodiscard]] Result<void> deliver(const Notice& notice) override {
    const std::lock_guard lock(mutex_);
    ++tries_;
    arrived_.notify_all();
    if (std::exchange(is_throwing_, false)) throw std::bad_alloc();
    if (failures_-- > 0)
      return Error{ErrorCode::unavailable, "expected to deliver, but nobody is there"};
    delivered_.push_back(notice.id);
    return {};
  }
  void throw_next() { is_throwing_ = true; }
  void fail_next(int times) { failures_ = times; }
  bool wait_for_tries(int count) {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, 10s, [&] { return tries_ >= count; });
  }
  [[nodiscard]] std::vector<NoticeId> delivered() {
    const std::lock_guard lock(mutex_);
    return delivered_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  int failures_ = 0;
  bool is_throwing_ = false;
  int tries_ = 0;
  std::vector<NoticeId> delivered_;
};

/// An engine whose office has opened a year, so that one notice is in the outbox.
class NoticeRunnerTest : public testing::Test {
 protected:
  NoticeRunnerTest() : engine_(Engine::open(store_, clock_, logger_).value()) {
    const auto system = [](Action action) {
      return Command{system_actor(), Via::startup, {}, std::move(action)};
    };
    EXPECT_TRUE(
        engine_.execute(system(DeployOrganisation{test::small_organisation(), ContentHash("o")})));
    EXPECT_TRUE(engine_.execute(system(PublishCalendar{test::small_calendar()})));
    EXPECT_TRUE(engine_.execute(system(DeployRuleSet{test::small_rule_set()})));
    EXPECT_TRUE(engine_.execute(system(DeployWorkflow{test::small_workflow()})));
    const OpenCycle open{RegionCode("130605"), test::year(2026), test::small_workflow().id, {}};
    EXPECT_TRUE(engine_.execute(Command{PersonId("officer"), Via::api, {}, open}));
  }

  [[nodiscard]] std::vector<Notice> outbox() const {
    std::vector<Notice> notices;
    for (const auto& [id, notice] : engine_.state().outbox)
      notices.push_back(notice);
    return notices;
  }

  test::MemoryEventStore store_;  // NOLINT: for the tests
  StillClock clock_;              // NOLINT
  test::SilentLogger logger_;     // NOLINT
  Engine engine_;                 // NOLINT
  TestChannel channel_;           // NOLINT
};

TEST_F(NoticeRunnerTest, DeliversWhatIsInTheOutboxAndReportsIt) {
  ASSERT_EQ(outbox().size(), 1U);
  EngineThread thread(engine_, clock_, logger_, {});
  NoticeRunner runner(thread, clock_, channel_, logger_);
  runner.add(outbox());
  thread.start();
  runner.start();
  ASSERT_TRUE(channel_.wait_for_tries(1));
  runner.stop();
  thread.stop();
  EXPECT_EQ(channel_.delivered().size(), 1U);
  EXPECT_TRUE(outbox().empty());
}

TEST_F(NoticeRunnerTest, AFailureStaysInTheOutboxWithItsNextTry) {
  EngineThread thread(engine_, clock_, logger_, {});
  NoticeRunner runner(thread, clock_, channel_, logger_);
  channel_.fail_next(1);
  runner.add(outbox());
  thread.start();
  runner.start();
  ASSERT_TRUE(channel_.wait_for_tries(1));
  runner.stop();
  thread.stop();
  ASSERT_EQ(outbox().size(), 1U);
  EXPECT_EQ(outbox().front().attempts, 1);
  EXPECT_GT(outbox().front().next_try, clock_.now());
}

TEST_F(NoticeRunnerTest, AChannelThatThrowsHasNotDelivered) {
  EngineThread thread(engine_, clock_, logger_, {});
  NoticeRunner runner(thread, clock_, channel_, logger_);
  channel_.throw_next();
  runner.add(outbox());
  thread.start();
  runner.start();
  ASSERT_TRUE(channel_.wait_for_tries(1));
  runner.stop();
  thread.stop();
  ASSERT_EQ(outbox().size(), 1U);
  EXPECT_EQ(outbox().front().attempts, 1);
}

TEST_F(NoticeRunnerTest, WhatWasNeverTriedIsDueWhateverTheClockSays) {
  EngineThread thread(engine_, clock_, logger_, {});
  NoticeRunner runner(thread, clock_, channel_, logger_);
  std::vector<Notice> notices = outbox();
  notices.front().next_try = Instant(clock_.now().ms() + 3'600'000);
  runner.add(notices);
  thread.start();
  runner.start();
  EXPECT_TRUE(channel_.wait_for_tries(1));
  runner.stop();
  thread.stop();
}

TEST_F(NoticeRunnerTest, WhatIsNotYetDueWaits) {
  EngineThread thread(engine_, clock_, logger_, {});
  NoticeRunner runner(thread, clock_, channel_, logger_);
  std::vector<Notice> notices = outbox();
  Notice later = notices.front();
  later.id = NoticeId(99);
  later.attempts = 1;
  later.next_try = Instant(clock_.now().ms() + 3'600'000);
  runner.add({later, notices.front()});
  thread.start();
  runner.start();
  ASSERT_TRUE(channel_.wait_for_tries(1));
  runner.stop();
  thread.stop();
  EXPECT_EQ(channel_.delivered(), std::vector<NoticeId>{notices.front().id});
}

TEST_F(NoticeRunnerTest, AReportThatCannotBeCommittedLeavesTheNoticeInTheOutbox) {
  EngineThread thread(engine_, clock_, logger_, {});
  NoticeRunner runner(thread, clock_, channel_, logger_);
  store_.fail_next_commit(Error{ErrorCode::unavailable, "disk full"});
  runner.add(outbox());
  thread.start();
  runner.start();
  ASSERT_TRUE(channel_.wait_for_tries(1));
  runner.stop();
  thread.stop();
  EXPECT_EQ(Engine::open(store_, clock_, logger_)->state().outbox.size(), 1U);
}

}  // namespace
}  // namespace budget
