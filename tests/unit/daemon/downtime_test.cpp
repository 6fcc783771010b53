#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <set>

#include <gtest/gtest.h>

#include "daemon/channel_runner.h"
#include "daemon/notice_runner.h"
#include "store/entries.h"
#include "store/sqlite_event_store.h"
#include "store/verify.h"
#include "support/silent_logger.h"
#include "support/small_office.h"
#include "support/temporary_folder.h"

// S8: the daemon's engine, store and channels stand still across deadlines, or their clock jumps.
// Every timer goes by its own catch-up policy, and everybody gets one digest.

namespace budget {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

class JumpingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant(ms_.load()); }
  void set(const std::string& date) { ms_ = Instant::at(test::day(date), 10).ms(); }
  void jump(std::int64_t ms) { ms_ += ms; }

 private:
  std::atomic<std::int64_t> ms_ = Instant::at(test::day("2025-10-09"), 10).ms();
};

/// What everybody got.
class Post final {
 public:
  void take(const Parcel& parcel) {
    const std::lock_guard lock(mutex_);
    letters_[parcel.person].push_back(parcel.notices.size());
    for (const WaitingNotice& notice : parcel.notices)
      texts_[parcel.person].push_back(notice.notice.text);
    arrived_.notify_all();
  }
  /// Until all of these got something.
  bool wait_for(const std::set<std::string>& people) {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, 20s, [&] {
      return std::ranges::all_of(
          people, [&](const std::string& one) { return letters_.contains(PersonId(one)); });
    });
  }
  std::map<PersonId, std::vector<std::size_t>> letters() {
    const std::lock_guard lock(mutex_);
    return letters_;
  }
  std::vector<std::string> texts(const std::string& person) {
    const std::lock_guard lock(mutex_);
    return texts_[PersonId(person)];
  }
  void clear() {
    const std::lock_guard lock(mutex_);
    letters_.clear();
    texts_.clear();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::map<PersonId, std::vector<std::size_t>> letters_;
  std::map<PersonId, std::vector<std::string>> texts_;
};

class PostOutlet final : public Outlet {
 public:
  explicit PostOutlet(Post& post) : post_(post) {}
  [[nodiscard]] Attempt deliver(const std::string&, const Parcel& parcel) override {
    post_.take(parcel);
    return {};
  }

 private:
  Post& post_;
};

/// What became of one timer.
using FiredName = std::tuple<InstanceId, std::string, int>;

/// Two departments and two open years. The drafts of 2026 are due on 31 October 2025: each rung of
/// their ladder has another policy. Those of 2027 are due a year later.
class DowntimeTest : public testing::Test {
 protected:
  DowntimeTest() {
    run([&](EngineThread&) {});
    post_.clear();
  }

  static WorkflowDefinition workflow() {
    WorkflowDefinition made = test::small_workflow();
    made.stages.front().ladder = {
        {{-5, SpanUnit::days}, {}, CatchUp::once, {}},
        {{-3, SpanUnit::days}, {}, CatchUp::each, {}},
        {{-2, SpanUnit::days}, RoleId("head"), CatchUp::skip, {1, SpanUnit::days}},
        {{2, SpanUnit::days}, RoleId("head"), CatchUp::once, {}},
        {{3, SpanUnit::days}, RoleId("officer"), CatchUp::once, {}}};
    return made;
  }

  static Organisation organisation() {
    Organisation made = test::small_organisation();
    made.departments.push_back({DepartmentId("130605-204"), RegionCode("130605"), "人社局", {}});
    for (const char* role : {"drafter", "head"}) {
      made.people.push_back({PersonId(std::string(role) + "_2"),
                             role,
                             true,
                             {{RoleId(role), RegionCode(), DepartmentId("130605-204")}}});
    }
    return made;
  }

  /// Starts the parts that a daemon starts, deploys, does something, waits until these people have
  /// their post, and stops.
  template <typename Meanwhile>
  void run(Meanwhile meanwhile, const std::set<std::string>& waits_for = {}) {
    const auto store = SqliteEventStore::open(database(), {.durability = Durability::none}).value();
    Engine engine = Engine::open(*store, clock_, logger_).value();
    const auto system = [&](Action action) {
      const auto done =
          engine.execute(Command{system_actor(), Via::startup, {}, std::move(action)});
      EXPECT_TRUE(done) << done.error().message;
    };
    system(DeployOrganisation{organisation(), ContentHash("o")});
    system(PublishCalendar{test::small_calendar()});
    system(DeployRuleSet{test::small_rule_set()});
    system(DeployWorkflow{workflow()});
    system(DeployChannels{{{"test", {}, {}, false, true, {30'000}}}});
    for (const int year : {2026, 2027}) {
      static_cast<void>(engine.execute(
          Command{PersonId("officer"),
                  Via::api,
                  {},
                  OpenCycle{RegionCode("130605"), test::year(year), workflow().id, {}}}));
    }
    EngineThread thread(engine, clock_, logger_, {});
    NoticeRunner runner;
    runner.add_channel(std::make_unique<ChannelRunner>(
        ChannelRunner::Options{.channel = "test", .office = "office", .gather_ms = 1}, thread,
        clock_, std::make_unique<PostOutlet>(post_), logger_));
    thread.on_errands([&](Errands errands) { runner.add(std::move(errands)); });
    runner.add(errands_in(engine.state()));
    thread.start();
    runner.start();
    meanwhile(thread);
    EXPECT_TRUE(post_.wait_for(waits_for)) << "not everybody got something";
    runner.stop();
    thread.stop();
  }
  void run_again(const std::set<std::string>& waits_for) {
    run([](EngineThread&) {}, waits_for);
  }

  /// The engine looks at its clock when something comes in, or within a minute.
  static void wake(EngineThread& thread) {
    thread.submit({PersonId("nobody"), Via::api, {}, CheckInstance{InstanceId(1)}},
                  [](const Result<Outcome>&) {});
  }

  /// Hands it in and waits for the answer.
  static void does(EngineThread& thread, const char* person, Action action) {
    std::promise<std::string> answer;
    thread.submit({PersonId(person), Via::api, {}, std::move(action)},
                  [&](const Result<Outcome>& done) {
                    answer.set_value(done ? std::string() : done.error().message);
                  });
    EXPECT_EQ(answer.get_future().get(), "");
  }
  /// Whether the log says of an instance that its deadline passed, before it says that somebody
  /// acted.
  bool missed_before_act(InstanceId instance) {
    bool is_missed = false;
    bool has_acted = false;
    const auto read = read_entries(database(), [&](const Entry& entry, EventSeq) {
      for (const Event& event : entry.events) {
        const auto* one = std::get_if<TimerFired>(&event);
        const auto* act = std::get_if<ActPerformed>(&event);
        is_missed = is_missed || (one != nullptr && one->instance == instance &&
                                  one->makes_overdue && !has_acted);
        has_acted = has_acted || (act != nullptr && act->instance == instance);
      }
    });
    EXPECT_TRUE(read);
    return is_missed && has_acted;
  }

  std::vector<TimerFired> fired() {
    std::vector<TimerFired> all;
    const auto read = read_entries(database(), [&](const Entry& entry, EventSeq) {
      for (const Event& event : entry.events) {
        if (const auto* one = std::get_if<TimerFired>(&event)) all.push_back(*one);
      }
    });
    EXPECT_TRUE(read);
    return all;
  }
  /// How often each rung of 2026's drafts has fired: "draft.ladder.2" and so on.
  std::map<std::string, int> rungs() {
    std::map<std::string, int> counts;
    for (const TimerFired& one : fired())
      ++counts[one.fired.name];
    return counts;
  }
  void expect_no_timer_twice() {
    std::set<FiredName> names;
    for (const TimerFired& one : fired()) {
      EXPECT_TRUE(names.emplace(one.instance, one.fired.name, one.fired.occurrence).second)
          << one.fired.name;
    }
    const auto verified = verify(database());
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->discrepancies.empty());
  }
  [[nodiscard]] std::string database() const { return (folder_.path() / "budget.db").string(); }

  test::TemporaryFolder folder_;  // NOLINT: for the tests
  JumpingClock clock_;            // NOLINT
  test::SilentLogger logger_;     // NOLINT
  Post post_;                     // NOLINT
};

TEST_F(DowntimeTest, AWeekAcrossDeadlinesGivesEverybodyOneDigest) {
  clock_.set("2025-10-27");  // the day behind the first rung
  run_again({"drafter", "drafter_2"});
  post_.clear();
  clock_.set("2025-11-04");
  run_again({"drafter", "drafter_2", "officer"});
  for (const auto& [person, letters] : post_.letters())
    EXPECT_EQ(letters.size(), 1U) << person.text() << " got more than one letter";
  expect_no_timer_twice();
}

TEST_F(DowntimeTest, EachTimerGoesByItsPolicy) {
  clock_.set("2025-10-27");
  run_again({"drafter", "drafter_2"});
  EXPECT_EQ(rungs(), (std::map<std::string, int>{{"draft.ladder.1", 2}}));
  clock_.set("2025-11-04");
  run_again({"officer"});
  // each: rung 2 late as it is; skip: rung 3 not at all; the due moment always; once: of the two
  // behind it only the last.
  EXPECT_EQ(
      rungs(),
      (std::map<std::string, int>{
          {"draft.ladder.1", 2}, {"draft.ladder.2", 2}, {"draft.due", 2}, {"draft.ladder.5", 2}}));
}

TEST_F(DowntimeTest, WhatComesLateSaysByHowMuch) {
  clock_.set("2025-11-04");
  run_again({"officer"});
  const std::vector<std::string> texts = post_.texts("officer");
  ASSERT_EQ(texts.size(), 2U) << "one for each department";
  for (const std::string& text : texts)
    EXPECT_NE(text.find("迟发1天"), std::string::npos) << text;
}

TEST_F(DowntimeTest, AJumpOfADayWhileItRunsFiresWhatIsDueThen) {
  clock_.set("2025-10-25");
  run(
      [&](EngineThread& thread) {
        clock_.jump(kDayMs);
        wake(thread);
      },
      {"drafter", "drafter_2"});
  EXPECT_EQ(rungs(), (std::map<std::string, int>{{"draft.ladder.1", 2}}));
  expect_no_timer_twice();
}

TEST_F(DowntimeTest, AnActIsNeverQuickerThanTheDeadlineBeforeIt) {
  clock_.set("2025-10-29");
  const std::vector<Project> projects = {
      test::project(test::kFirstCode, "10", {"2", "5", "8", "10"})};
  run([&](EngineThread& thread) {
    does(thread, "drafter", EnterProjects{InstanceId(1), projects});
    clock_.jump(3 * kDayMs);  // the due moment is over; nothing has woken the engine since
    does(thread, "drafter", PerformAct{InstanceId(1), ActId("submit"), "", 0, {}, {}});
  });
  EXPECT_TRUE(missed_before_act(InstanceId(1)));
}

TEST_F(DowntimeTest, AJumpBackFiresNothingAgain) {
  clock_.set("2025-10-26");
  run_again({"drafter", "drafter_2"});
  const std::size_t before = fired().size();
  clock_.set("2025-10-20");
  run_again({});
  clock_.set("2025-10-26");
  run_again({});
  EXPECT_EQ(fired().size(), before);
}

TEST_F(DowntimeTest, AJumpOfAYearFiresEveryTimerOnceAndStillGivesOneDigest) {
  run(
      [&](EngineThread& thread) {
        clock_.jump(390 * kDayMs);  // beyond the deadlines of both years
        wake(thread);
      },
      {"drafter", "drafter_2", "officer"});
  EXPECT_EQ(rungs().at("draft.due"), 4) << "of two departments and two years";
  EXPECT_EQ(rungs().at("draft.ladder.5"), 4);
  for (const auto& [person, letters] : post_.letters())
    EXPECT_EQ(letters.size(), 1U) << person.text();
  expect_no_timer_twice();
}

}  // namespace
}  // namespace budget
