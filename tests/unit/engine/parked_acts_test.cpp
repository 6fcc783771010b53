#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

#include <gtest/gtest.h>

#include "engine/engine_thread.h"
#include "engine/rehearsal/virtual_clock.h"
#include "support/memory_event_store.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using test::kFirstCode;
using test::project;

/// An engine thread over an office where handing in and the head's approval wait for plan_shape.
/// The test is the step runner.
class ParkedActsTest : public testing::Test {
 protected:
  ParkedActsTest() : clock_(Instant::at(test::day("2025-10-09"), 12)) {
    open();
    WorkflowDefinition workflow = test::small_workflow();
    for (Transition& transition : workflow.transitions) {
      if (transition.act == ActId("submit") || transition.from == StageId("review"))
        if (transition.kind != ActKind::take_back) transition.gate = Gate{{PluginName("a")}};
    }
    by_system(DeployOrganisation{test::small_organisation(), ContentHash("o")});
    by_system(DeployWorkflow{workflow});
    by_system(DeployRuleSet{test::small_rule_set()});
    by_system(PublishCalendar{test::small_calendar()});
    must(ask("officer",
             OpenCycle{RegionCode("130605"), test::year(2026), WorkflowId("annual_budget"), {}}));
    enters();
  }
  ~ParkedActsTest() override { thread_->stop(); }

  using Answer = std::future<Result<Outcome>>;

  void open(std::int64_t parked_ms = 60'000) {
    if (thread_) thread_->stop();
    thread_.reset();
    engine_.emplace(*Engine::open(store_, clock_, logger_));
    EngineThread::Limits limits;
    limits.parked_ms = parked_ms;
    thread_.emplace(*engine_, clock_, logger_, limits);
    thread_->on_checks([this](std::vector<Check> checks) {
      const std::lock_guard lock(mutex_);
      for (Check& check : checks)
        asked_.push_back(std::move(check));
      changed_.notify_all();
    });
    thread_->start();
  }
  Answer ask(Command command) {
    auto promise = std::make_shared<std::promise<Result<Outcome>>>();
    Answer answer = promise->get_future();
    thread_->submit(std::move(command),
                    [promise](Result<Outcome> outcome) { promise->set_value(std::move(outcome)); });
    return answer;
  }
  Answer ask(const std::string& person, Action action, const std::string& key = {}) {
    return ask({PersonId(person), Via::api, key, std::move(action)});
  }
  Answer acts(const std::string& person, const std::string& act, const std::string& key = {}) {
    return ask(person, PerformAct{InstanceId(1), ActId(act), {}, 0}, key);
  }
  static Outcome must(Answer answer) {
    Result<Outcome> outcome = answer.get();
    if (!outcome) throw std::runtime_error(outcome.error().message);
    return std::move(*outcome);
  }
  static ErrorCode refusal(Answer answer) {
    const Result<Outcome> outcome = answer.get();
    return outcome ? ErrorCode::internal : outcome.error().code;
  }
  void by_system(Action action) {
    must(ask({system_actor(), Via::startup, {}, std::move(action)}));
  }
  void enters() {
    must(ask("drafter",
             EnterProjects{InstanceId(1), {project(kFirstCode, "10", {"1", "5", "8", "10"})}}));
  }
  /// The next check the engine asks for.
  Check next_check() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !asked_.empty(); });
    Check check = asked_.front();
    asked_.pop_front();
    return check;
  }
  void report(const Check& check, int errors = 0, EventSeq as_of = EventSeq(1'000'000)) {
    PluginReport plugin;
    plugin.pin.plugin = PluginName("a");
    plugin.errors = errors;
    must(ask({system_actor(), Via::runner, {}, ReportCheck{check.id, as_of, {plugin}}}));
  }
  static bool is_waiting(Answer& answer) {
    return answer.wait_for(std::chrono::seconds(0)) == std::future_status::timeout;
  }
  static bool acted(const Outcome& outcome) {
    return !test::only<ActPerformed>(outcome.events).empty();
  }

  test::MemoryEventStore store_;
  VirtualClock clock_;
  test::SilentLogger logger_;
  std::optional<Engine> engine_;
  std::optional<EngineThread> thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Check> asked_;
};

TEST_F(ParkedActsTest, AnswersAnActWhenItsReportIsThere) {
  Answer answer = acts("drafter", "submit");
  const Check check = next_check();
  EXPECT_TRUE(is_waiting(answer));
  report(check);
  EXPECT_TRUE(acted(must(std::move(answer))));
}

TEST_F(ParkedActsTest, AnswersABlockedActWithARefusal) {
  Answer answer = acts("drafter", "submit");
  report(next_check(), 1);
  EXPECT_EQ(refusal(std::move(answer)), ErrorCode::blocked);
}

TEST_F(ParkedActsTest, HoldsUpNobodyElse) {
  Answer parked = acts("drafter", "submit");
  const Check check = next_check();
  enters();
  EXPECT_TRUE(is_waiting(parked));
  report(check);
  EXPECT_TRUE(acted(must(std::move(parked))));
}

TEST_F(ParkedActsTest, DecidesTwoThatWaitInTheirOrder) {
  Answer first = acts("drafter", "submit");
  Answer second = acts("both", "submit");
  report(next_check());
  EXPECT_TRUE(acted(must(std::move(first))));
  EXPECT_EQ(refusal(std::move(second)), ErrorCode::conflict);
}

TEST_F(ParkedActsTest, DoesAKeyOnceWhoeverRepeatsItMeanwhile) {
  Answer first = acts("drafter", "submit", "k1");
  const Check check = next_check();
  Answer again = acts("drafter", "submit", "k1");
  report(check);
  EXPECT_TRUE(acted(must(std::move(first))));
  EXPECT_TRUE(must(std::move(again)).repeated);
}

TEST_F(ParkedActsTest, RefusesAnActWhoseStageWasLeftMeanwhile) {
  Answer submitted = acts("drafter", "submit");
  report(next_check());
  must(std::move(submitted));
  Answer approval = acts("head", "approve");
  const Check pointless = next_check();
  must(acts("drafter", "withdraw"));
  EXPECT_EQ(refusal(std::move(approval)), ErrorCode::conflict);
  report(pointless);  // comes to nothing
  EXPECT_EQ(engine_->state().instances.at(InstanceId(1)).data.stage, StageId("draft"));
}

TEST_F(ParkedActsTest, AsksAgainWhenTheReportIsStaleAndGivesUpAtLast) {
  Answer answer = acts("drafter", "submit");
  for (int i = 0; i < 3; ++i) {
    const Check check = next_check();
    enters();
    report(check, 0, EventSeq(1));
  }
  EXPECT_EQ(refusal(std::move(answer)), ErrorCode::conflict);
}

TEST_F(ParkedActsTest, GivesUpInTimeAndLeavesNothingBehind) {
  Answer answer = acts("drafter", "submit");
  const Check check = next_check();
  clock_.advance_to(Instant(clock_.now().ms() + 60'001));
  enters();  // wakes the thread
  EXPECT_EQ(refusal(std::move(answer)), ErrorCode::unavailable);
  report(check);
  EXPECT_EQ(engine_->state().instances.at(InstanceId(1)).data.stage, StageId("draft"));
}

TEST_F(ParkedActsTest, AnswersThoseThatWaitWhenItStops) {
  Answer answer = acts("drafter", "submit");
  (void)next_check();
  thread_->stop();
  EXPECT_EQ(refusal(std::move(answer)), ErrorCode::unavailable);
}

TEST_F(ParkedActsTest, KeepsTheCheckOverARestartAndAcknowledgesNobody) {
  Answer lost = acts("drafter", "submit", "k1");
  (void)next_check();
  open();
  EXPECT_EQ(refusal(std::move(lost)), ErrorCode::unavailable);
  ASSERT_EQ(engine_->state().checks.size(), 1U);
  report(engine_->state().checks.begin()->second);
  const Outcome outcome = must(acts("drafter", "submit", "k1"));
  EXPECT_FALSE(outcome.repeated);
  EXPECT_TRUE(acted(outcome));
}

TEST_F(ParkedActsTest, AnswersAManualCheckOnceItIsReported) {
  Answer answer = ask("drafter", CheckInstance{InstanceId(1)});
  const Check check = next_check();
  EXPECT_EQ(check.moment, ActId("submit"));
  report(check, 2);
  EXPECT_TRUE(must(std::move(answer)).events.empty());
}

}  // namespace
}  // namespace budget
