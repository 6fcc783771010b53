#include "plugin_host/work_crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>

namespace budget {
namespace {

using namespace std::chrono_literals;

TEST(WorkCrewTest, DoesAJobAndWaitsForIt) {
  WorkCrew crew("test", 1);
  bool is_done = false;
  EXPECT_EQ(crew.run([&] { is_done = true; }, {60s, 60s, 0ms}, [] {}), WorkCrew::End::done);
  EXPECT_TRUE(is_done);
}

TEST(WorkCrewTest, AsksAJobToStopBeforeItGivesItUp) {
  WorkCrew crew("test", 1);
  std::binary_semaphore stop(0);
  const auto end = crew.run([&] { stop.acquire(); }, {60s, 1ms, 60s}, [&] { stop.release(); });
  EXPECT_EQ(end, WorkCrew::End::done);
  EXPECT_FALSE(crew.has_lost());
}

TEST(WorkCrewTest, GivesUpAJobThatDoesNotStop) {
  const auto stop = std::make_shared<std::binary_semaphore>(0);  // outlives the crew
  {
    WorkCrew crew("test", 1);
    const auto end = crew.run([stop] { stop->acquire(); }, {60s, 1ms, 1ms}, [] {});
    EXPECT_EQ(end, WorkCrew::End::lost);
    EXPECT_EQ(crew.run([] {}, {60s, 60s, 0ms}, [] {}), WorkCrew::End::lost);
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
        {60s, 60s, 0ms}, [] {});
  });
  begun.acquire();
  std::atomic<bool> has_run = false;
  EXPECT_EQ(crew.run([&] { has_run = true; }, {1ms, 60s, 0ms}, [] {}), WorkCrew::End::not_begun);
  stop.release();
  other.join();
  EXPECT_FALSE(has_run);
}

TEST(WorkCrewTest, DoesNotHoldAgainstAJobWhatOthersTookBeforeIt) {
  WorkCrew crew("test", 1);
  std::binary_semaphore begun(0);
  std::thread other([&] {
    const auto busy = [&] {
      begun.release();
      for (const auto until = std::chrono::steady_clock::now() + 50ms;
           std::chrono::steady_clock::now() < until;) {
      }
    };
    EXPECT_EQ(crew.run(busy, {60s, 60s, 0ms}, [] {}), WorkCrew::End::done);
  });
  begun.acquire();
  EXPECT_EQ(crew.run([] {}, {60s, 10ms, 60s}, [] {}), WorkCrew::End::done);
  other.join();
}

}  // namespace
}  // namespace budget
