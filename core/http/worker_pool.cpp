#include "http/worker_pool.h"

#include <pthread.h>

#include <exception>

namespace budget {

WorkerPool::WorkerPool(int threads, Logger& logger) : logger_(logger) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
}

void WorkerPool::submit(Job job, Job on_fault) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back({std::move(job), std::move(on_fault)});
  }
  wake_.notify_one();
}

void WorkerPool::run() {
  pthread_setname_np(pthread_self(), "worker");
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return is_stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    carry_out(task);
  }
}

/// Part of the http session's guard: a fault ends the job, never the thread.
void WorkerPool::carry_out(const Task& task) {
  for (const Job* job : {&task.job, &task.on_fault}) {
    try {
      return (*job)();
    } catch (const std::exception& fault) {
      logger_.write(LogLevel::error, "worker_fault", {{"what", fault.what()}});
    }
  }
}

}  // namespace budget
