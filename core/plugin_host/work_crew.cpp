#include "plugin_host/work_crew.h"

#include <pthread.h>

#include <csignal>

namespace budget {
namespace {

/// A second stack for signal handlers: a plugin that overflows the first one is still named.
class SignalStack {
 public:
  SignalStack() : bytes_(kSize) {
    const stack_t stack{.ss_sp = bytes_.data(), .ss_flags = 0, .ss_size = bytes_.size()};
    sigaltstack(&stack, nullptr);
  }
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;
  ~SignalStack() {
    const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    sigaltstack(&none, nullptr);
  }

 private:
  static constexpr std::size_t kSize = 64UL * 1024;
  std::vector<char> bytes_;
};

}  // namespace

WorkCrew::WorkCrew(std::string name, int threads) : shared_(std::make_shared<Shared>()) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([shared = shared_, name] { work(shared, name); });
}

WorkCrew::~WorkCrew() {
  bool has_lost = false;
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->is_stopping = true;
    has_lost = shared_->has_lost;
  }
  shared_->wake.notify_all();
  for (std::thread& thread : threads_) {
    if (has_lost) {
      thread.detach();
    } else {
      thread.join();
    }
  }
}

bool WorkCrew::has_lost() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->has_lost;
}

WorkCrew::End WorkCrew::run(std::function<void()> job, const Patience& patience,
                            const std::function<void()>& told) {
  const auto mine = std::make_shared<Job>(Job{.work = std::move(job)});  // shared: see Shared
  std::unique_lock lock(shared_->mutex);
  if (shared_->has_lost) return End::lost;
  shared_->jobs.push_back(mine);
  shared_->wake.notify_one();
  const auto has_begun = [&] { return mine->state != Job::State::waiting; };
  if (!shared_->changed.wait_for(lock, patience.turn, has_begun)) {
    mine->state = Job::State::withdrawn;
    std::erase(shared_->jobs, mine);
    return End::not_begun;
  }
  const Steady::time_point until = mine->begun + patience.budget;
  const auto is_done = [&] { return mine->state == Job::State::done; };
  if (shared_->changed.wait_until(lock, until, is_done)) return End::done;
  lock.unlock();
  told();
  lock.lock();
  if (shared_->changed.wait_until(lock, until + patience.grace, is_done)) return End::done;
  shared_->has_lost = true;
  return End::lost;
}

void WorkCrew::work(const std::shared_ptr<Shared>& shared, const std::string& name) {
  pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
  const SignalStack stack;
  std::unique_lock lock(shared->mutex);
  while (true) {
    shared->wake.wait(lock, [&] { return shared->is_stopping || !shared->jobs.empty(); });
    if (shared->jobs.empty()) return;
    const std::shared_ptr<Job> job = std::move(shared->jobs.front());
    shared->jobs.pop_front();
    job->state = Job::State::running;
    job->begun = Steady::now();
    lock.unlock();
    shared->changed.notify_all();
    job->work();
    job->work = nullptr;  // what it holds is let go here, not under the lock
    lock.lock();
    job->state = Job::State::done;
    shared->changed.notify_all();
  }
}

}  // namespace budget
