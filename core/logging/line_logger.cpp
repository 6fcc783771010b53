#include "logging/line_logger.h"

#include <atomic>
#include <mutex>

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "logging/log_line.h"

namespace budget {
namespace {

Result<std::shared_ptr<spdlog::sinks::sink>> make_sink(const std::filesystem::path& file) {
  try {
    std::shared_ptr<spdlog::sinks::sink> sink;  // spdlog's loggers share their sinks
    if (file.empty()) {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
      sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
    }
    sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %v");
    return sink;
  } catch (const spdlog::spdlog_ex& fault) {
    return Error{ErrorCode::invalid_input,
                 "expected to open the log file " + file.string() + ", but " + fault.what(),
                 "check that its folder exists and may be written"};
  }
}

std::shared_ptr<spdlog::logger> make_logger(std::shared_ptr<spdlog::sinks::sink> sink) {
  auto logger = std::make_shared<spdlog::logger>("budgetd", std::move(sink));
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);
  // A full disk must not stop the daemon, nor be told line by line.
  logger->set_error_handler([](const std::string&) {});
  return logger;
}

}  // namespace

struct LineLogger::Sink {
  std::filesystem::path file;
  std::atomic<LogLevel> level;
  std::mutex mutex;
  std::shared_ptr<spdlog::logger> logger;  // shared: a line being written outlives a reopen

  std::shared_ptr<spdlog::logger> current() {
    const std::lock_guard lock(mutex);
    return logger;
  }
};

LineLogger::LineLogger(std::unique_ptr<Sink> sink) : sink_(std::move(sink)) {}
LineLogger::~LineLogger() = default;

Result<std::unique_ptr<LineLogger>> LineLogger::open(const std::filesystem::path& file,
                                                     LogLevel level) {
  auto sink = std::make_unique<Sink>();
  sink->file = file;
  sink->level = level;
  sink->logger = make_logger(TRY(make_sink(file)));
  return std::unique_ptr<LineLogger>(new LineLogger(std::move(sink)));
}

void LineLogger::write(LogLevel level, std::string_view event,
                       std::initializer_list<LogField> fields) {
  if (level < sink_->level.load(std::memory_order_relaxed)) return;
  const std::string line = log_line(level, event, fields);
  sink_->current()->log(spdlog::level::info, spdlog::string_view_t(line));
}

void LineLogger::set_level(LogLevel level) {
  sink_->level = level;
}

Result<void> LineLogger::reopen() {
  auto logger = make_logger(TRY(make_sink(sink_->file)));
  const std::lock_guard lock(sink_->mutex);
  sink_->logger = std::move(logger);
  return {};
}

}  // namespace budget
