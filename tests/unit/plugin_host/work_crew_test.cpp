#include "plugin_host/work_crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>

namespace budget {
namespace {

using namespace std::chrono_literals;
using Steady = WorkCrew::Steady;

TEST(WorkCrewTest, DoesAJobAndWaitsForIt) {
  WorkCrew crew("test", 1);
  bool is_done = false;
  EXPECT_EQ(crew.run([&] { is_done = true; }, Steady::now() + 60s, 0ms, [] {}),
            WorkCrew::End::done);
  EXPECT_TRUE(is_done);
}

TEST(WorkCrewTest, AsksAJobToStopBeforeItGivesItUp) {
  WorkCrew crew("test", 1);
  std::binary_semaphore stop(0);
  const auto end =
      crew.run([&] { stop.acquire(); }, Steady::now() + 1s, 60s, [&] { stop.release(); });
  EXPECT_EQ(end, WorkCrew::End::done);
  EXPECT_FALSE(crew.has_lost());
}

TEST(WorkCrewTest, GivesUpAJobThatDoesNotStop) {
  const auto stop = std::make_shared<std::binary_semaphore>(0);  // outlives the crew
  {
    WorkCrew crew("test", 1);
    const auto end = crew.run([stop] { stop->acquire(); }, Steady::now() + 1s, 1ms, [] {});
    EXPECT_EQ(end, WorkCrew::End::lost);
    EXPECT_EQ(crew.run([] {}, Steady::now() + 60s, 0ms, [] {}), WorkCrew::End::lost);
  }
  stop->release();
}

TEST(WorkCrewTest, WithdrawsAJobWhoseTurnNeverCame) {
  WorkCrew crew("test", 1);
  std::binary_semaphore begun(0);
  std::binary_semaphore stop(0);
  std::thread other([&] {
    (void)crew.run(
        [&] {
          begun.release();
          stop.acquire();
        },
        Steady::now() + 60s, 0ms, [] {});
  });
  begun.acquire();
  std::atomic<bool> has_run = false;
  EXPECT_EQ(crew.run([&] { has_run = true; }, Steady::now() + 1ms, 0ms, [] {}),
            WorkCrew::End::not_begun);
  stop.release();
  other.join();
  EXPECT_FALSE(has_run);
}

}  // namespace
}  // namespace budget
