#include "daemon/check_runner.h"

#include <atomic>
#include <future>
#include <semaphore>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/rehearsal/virtual_clock.h"
#include "support/fake_catalog.h"
#include "support/memory_event_store.h"
#include "support/no_queries.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget {
namespace {

using namespace std::chrono_literals;

/// What rules are shown: the instance as it was opened, and a moment after everything.
class Opened final : public test::NoQueries {
 public:
  Result<CheckMaterial> material(InstanceId) override {
    CheckMaterial material;
    material.as_of = EventSeq(1'000'000);
    material.instance = instance;
    return material;
  }
  Instance instance;
};

/// An office where handing in waits for two rules, with the runner that asks them.
class CheckRunnerTest : public testing::Test {
 protected:
  CheckRunnerTest() {
    for (const char* name : {"first", "second"})
      catalog_.install(name, test::passes(name));
    engine_.emplace(Engine::open(store_, clock_, logger_, &catalog_).value());
    WorkflowDefinition workflow = test::small_workflow();
    workflow.transitions.front().gate = Gate{{PluginName("first"), PluginName("second")}};
    by_system(DeployOrganisation{test::small_organisation(), ContentHash("o")});
    by_system(DeployWorkflow{workflow});
    by_system(DeployRuleSet{test::small_rule_set()});
    by_system(PublishCalendar{test::small_calendar()});
    by("officer",
       OpenCycle{RegionCode("130605"), test::year(2026), WorkflowId("annual_budget"), {}});
    by("drafter", EnterProjects{InstanceId(1),
                                {test::project(test::kFirstCode, "10", {"1", "5", "8", "10"})}});
    queries_.instance = engine_->state().instances.at(InstanceId(1)).data;
  }
  void by_system(Action action) { by(system_actor(), std::move(action)); }
  void by(const PersonId& person, Action action) {
    const Via via = person == system_actor() ? Via::startup : Via::api;
    ASSERT_TRUE(engine_->execute({person, via, {}, std::move(action)}));
  }
  void by(const char* person, Action action) { by(PersonId(person), std::move(action)); }

  void start(int threads = 1, std::chrono::milliseconds retry_after = 1ms) {
    thread_.emplace(*engine_, clock_, logger_, EngineThread::Limits());
    runner_.emplace(*thread_, steps_, logger_, retry_after);
    thread_->on_checks([this](std::vector<Check> checks) { runner_->add(std::move(checks)); });
    thread_->start();
    runner_->start(threads);
  }
  void stop() {
    runner_->stop();
    thread_->stop();
  }
  std::future<Result<Outcome>> submits() {
    auto promise = std::make_shared<std::promise<Result<Outcome>>>();
    auto answer = promise->get_future();
    thread_->submit(
        {PersonId("drafter"), Via::api, {}, PerformAct{InstanceId(1), ActId("submit"), {}, 0}},
        [promise](Result<Outcome> outcome) { promise->set_value(std::move(outcome)); });
    return answer;
  }
  [[nodiscard]] std::size_t reports() const {
    std::size_t count = 0;
    for (const auto& commit : store_.commits()) {
      for (const Entry& entry : commit)
        count += test::only<CheckReported>(entry.events).size();
    }
    return count;
  }

  test::FakeCatalog catalog_;
  Opened queries_;
  test::MemoryEventStore store_;
  VirtualClock clock_{Instant::at(test::day("2025-10-09"), 12)};
  test::SilentLogger logger_;
  std::optional<Engine> engine_;
  StepRunner steps_{&catalog_, &queries_, logger_};
  std::optional<EngineThread> thread_;
  std::optional<CheckRunner> runner_;
};

TEST_F(CheckRunnerTest, AsksTheRulesAndLetsTheActGoOn) {
  start();
  EXPECT_TRUE(submits().get());
  stop();
  EXPECT_EQ(catalog_.payloads().size(), 2U);
  EXPECT_EQ(reports(), 1U);
  EXPECT_TRUE(engine_->state().checks.empty());
}

TEST_F(CheckRunnerTest, AReportThatCannotBeCommittedIsRepeatedWithoutAskingAgain) {
  catalog_.install("second", [this](const std::string& payload) {
    store_.fail_next_commit(
        Error{ErrorCode::unavailable, "expected to write, but the disk is full"});
    return test::passes("second")(payload);
  });
  start();
  EXPECT_TRUE(submits().get());
  stop();
  EXPECT_EQ(reports(), 1U);
  EXPECT_EQ(catalog_.payloads().size(), 2U);
}

TEST_F(CheckRunnerTest, ARuleThatTakesItsTimeLeavesTheOtherThreadFree) {
  std::binary_semaphore goes_on(0);
  std::atomic<int> begun = 0;
  catalog_.install("first", [&](const std::string& payload) {
    if (begun++ == 0) goes_on.acquire();
    return test::passes("first")(payload);
  });
  start(2);
  auto answer = submits();
  while (begun == 0)
    std::this_thread::yield();
  Check another;
  another.id = CheckId(99);  // nobody waits for it: its report changes nothing
  another.instance = InstanceId(1);
  another.rules = {PluginName("first")};
  runner_->add({another});
  while (begun < 2)
    std::this_thread::yield();
  goes_on.release();
  EXPECT_TRUE(answer.get());
  stop();
}

}  // namespace
}  // namespace budget
