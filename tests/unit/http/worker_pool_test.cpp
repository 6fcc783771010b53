#include "http/worker_pool.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

namespace budget {
namespace {

/// Remembers the events that were logged.
class EventLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view event, std::initializer_list<LogField>) override {
    const std::lock_guard lock(mutex_);
    events.emplace_back(event);
  }
  std::vector<std::string> events;

 private:
  std::mutex mutex_;
};

TEST(WorkerPoolTest, TellsOfAFaultAndGoesOn) {
  EventLogger logger;
  std::promise<std::string> told;
  std::promise<std::string> next;
  {
    WorkerPool pool(1, logger);
    pool.submit([] { throw std::runtime_error("broken"); }, [&] { told.set_value("fault"); });
    pool.submit([&] { next.set_value("done"); }, [&] { next.set_value("fault"); });
  }
  EXPECT_EQ(told.get_future().get(), "fault");
  EXPECT_EQ(next.get_future().get(), "done");
  EXPECT_EQ(logger.events, std::vector<std::string>{"worker_fault"});
}

TEST(WorkerPoolTest, SurvivesAFaultInTellingOfAFault) {
  EventLogger logger;
  std::promise<void> next;
  {
    WorkerPool pool(1, logger);
    const auto broken = [] { throw std::bad_alloc(); };
    pool.submit(broken, broken);
    pool.submit([&] { next.set_value(); }, [] {});
  }
  next.get_future().get();
  EXPECT_EQ(logger.events, std::vector<std::string>(2, "worker_fault"));
}

}  // namespace
}  // namespace budget
