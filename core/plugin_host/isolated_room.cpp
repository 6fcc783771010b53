#include "plugin_host/isolated_room.h"

#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

#include <budget/text.h>

#include "plugin_host/collecting_sink.h"
#include "plugin_host/words.h"

namespace budget {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kLongestAnswer = 4096;
constexpr std::size_t kLongestDescription = 2UL * 1024 * 1024;
constexpr std::size_t kMostProtections = 16;
constexpr std::size_t kLongestProtection = 200;
constexpr std::chrono::milliseconds kProcessEndLimit{2'000};

std::size_t most_bytes(const CallLimits& limits) {
  return limits.result_bytes + limits.file_bytes + limits.error_bytes +
         limits.files * (limits.file_name_bytes + 8) + 1024;
}

template <typename Number>
Number number_of(const std::string& text, Number otherwise) {
  Number number = otherwise;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

Error error_of(const Frame& refused) {
  if (refused.parts.size() != 3)
    return {ErrorCode::unavailable, "expected a reason, but it has none"};
  const int code = number_of(refused.parts[0], static_cast<int>(ErrorCode::unavailable));
  const bool is_known = code >= 0 && code <= static_cast<int>(ErrorCode::internal);
  return {is_known ? static_cast<ErrorCode>(code) : ErrorCode::unavailable,
          readable(refused.parts[1], kLongestAnswer), readable(refused.parts[2], kLongestAnswer)};
}

std::string order_of(const RoomSetting& setting) {
  Json order = Json::object();
  order.set("library", setting.library.string()).set("sha256", setting.hash);
  order.set("id", setting.id);
  order.set("allow_drafts", setting.allow_drafts).set("memory_mib", setting.memory_mib);
  order.set("network", (setting.flags & BUDGET_FLAG_NEEDS_NETWORK) != 0);
  return order.to_text();
}

std::string as_text(std::int64_t number) {
  return std::to_string(number);
}

}  // namespace

IsolatedRoom::IsolatedRoom(RoomSetting setting, std::filesystem::path program, Logger& logger)
    : setting_(std::move(setting)),
      program_(std::move(program)),
      logger_(logger),
      log_(setting_.limits, log_writer(logger, setting_.name)) {}

IsolatedRoom::~IsolatedRoom() {
  if (child_ == nullptr) return;
  (void)child_->channel.send(FrameKind::close, 0, {}, Steady::now() + kProcessEndLimit);
  const std::string end = child_->process.wait(Steady::now() + kProcessEndLimit);
  if (end == "with code 0") return;
  logger_.write(LogLevel::warn, "plugin_ended_badly",
                {{"name", setting_.name},
                 {"how", end.empty() ? "killed, for it did not end by itself" : end}});
}

std::string IsolatedRoom::end_child() {
  if (child_ == nullptr) return "with nothing";
  std::string end = child_->process.wait(Steady::now() + kProcessEndLimit);
  child_.reset();
  return end.empty() ? "by being killed" : end;
}

Result<void> IsolatedRoom::start(Moment until) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return Error{ErrorCode::unavailable, "expected a pair of sockets, but there are none left"};
  }
  auto process = ChildProcess::start(program_, {"--serve"}, ends[1]);
  close(ends[1]);
  if (!process) {
    close(ends[0]);
    return process.error();
  }
  child_ = std::unique_ptr<Child>(
      new Child{std::move(*process), {ends[0], most_bytes(setting_.limits)}});
  return child_->channel.expect(kRoomGreeting, until);
}

/// The next frame of a call that is no line for the log and no sign of life.
Result<Frame> IsolatedRoom::receive_for(std::uint64_t call, Moment until) {
  Moment heard = Steady::now();
  while (true) {
    const Moment silent = heard + setting_.silence;
    std::optional<Frame> frame = TRY(child_->channel.receive(std::min(until, silent)));
    if (!frame) {
      if (Steady::now() < silent) return Frame{};  // a beat: time is up
      return Error{ErrorCode::internal, "expected a sign of life every second, but there is none"};
    }
    heard = Steady::now();
    if (frame->kind == FrameKind::beat || frame->kind == FrameKind::log) {
      if (frame->parts.size() == 2)
        log_.take(number_of(frame->parts[0], std::int32_t{1}), frame->parts[1]);
      if (heard >= until) return Frame{};
    } else if (frame->call != call) {
      return Error{ErrorCode::internal, "expected the answer to this call, but it is to another"};
    } else {
      return std::move(*frame);
    }
  }
}

/// The lines of a process that ended between two calls: one of them may say why.
void IsolatedRoom::take_last_words() {
  while (true) {
    const auto frame = child_->channel.receive(Steady::now());
    if (!frame || !*frame || (*frame)->kind != FrameKind::log || (*frame)->parts.size() != 2)
      return;
    log_.take(number_of((*frame)->parts[0], std::int32_t{1}), (*frame)->parts[1]);
  }
}

Result<Frame> IsolatedRoom::ask(FrameKind kind, std::string_view part, FrameKind answer,
                                Moment until) {
  const Result<void> sent = child_->channel.send(kind, 0, {part}, until);
  Result<Frame> frame = sent ? receive_for(0, until) : Result<Frame>(sent.error());
  log_.next_call();
  if (frame && frame->kind == answer) return frame;
  if (frame && frame->kind == FrameKind::refused) {
    const Error error = error_of(*frame);
    child_->process.kill();
    end_child();
    return error;
  }
  if (frame && frame->kind == FrameKind::beat) {
    child_->process.kill();
    end_child();
    return Error{ErrorCode::unavailable,
                 "expected the plugin to be ready in time, but it was not and its process was "
                 "ended"};
  }
  const std::string why = frame ? "it gave a wrong answer" : "its process ended " + end_child();
  child_.reset();
  return Error{ErrorCode::unavailable, "expected the plugin to get ready, but " + why};
}

Result<PluginDescription> IsolatedRoom::load() {
  const std::unique_lock turn(turn_);
  const Moment until = Steady::now() + setting_.start_limit;
  TRY(start(until));
  const Frame loaded = TRY(ask(FrameKind::load, order_of(setting_), FrameKind::loaded, until));
  if (loaded.parts.size() != 2)
    return Error{ErrorCode::unavailable, "expected a description, but there is none"};
  if (loaded.parts[0].size() > kLongestDescription || loaded.parts[1].size() > kLongestAnswer)
    return Error{ErrorCode::too_large, "expected a description of at most " +
                                           std::to_string(kLongestDescription) +
                                           " bytes, but it is longer"};
  const Json protections = TRY(Json::parse(loaded.parts[1]));
  {
    const std::lock_guard lock(mutex_);
    protections_.clear();
    for (const Json& word : protections.items())
      if (protections_.size() < kMostProtections)
        protections_.push_back(readable(word.text(), kLongestProtection));
  }
  const Json description = TRY(Json::parse(loaded.parts[0]));
  return description_from_json(description);
}

Result<void> IsolatedRoom::configure(const std::string& config) {
  const std::unique_lock turn(turn_);
  if (child_ == nullptr) return Error{ErrorCode::unavailable, "expected to be loaded first"};
  TRY(ask(FrameKind::configure, config, FrameKind::configured,
          Steady::now() + setting_.start_limit));
  config_ = config;
  return {};
}

/// A new child for one that ended; what it says was checked when it was first loaded.
Result<void> IsolatedRoom::revive(Moment until) {
  TRY(start(until));
  TRY(ask(FrameKind::load, order_of(setting_), FrameKind::loaded, until));
  TRY(ask(FrameKind::configure, config_.value_or("{}"), FrameKind::configured, until));
  logger_.write(LogLevel::info, "plugin_restarted",
                {{"name", setting_.name}, {"pid", static_cast<int>(child_->process.pid())}});
  return {};
}

CallResult IsolatedRoom::call(const PluginCall& call, std::int64_t budget_ms) {
  const std::chrono::milliseconds budget(budget_ms);
  const std::unique_lock turn(turn_, std::max(budget, kLeastTurn));
  if (!turn.owns_lock()) {
    return {.status = BUDGET_UNAVAILABLE,
            .error = "expected the plugin's turn within " + as_text(budget_ms) +
                     " ms, but other calls of it took all the time"};
  }
  if (child_ == nullptr) {
    const Result<void> revived = revive(Steady::now() + setting_.start_limit);
    if (!revived) {
      child_.reset();
      return faulty("expected the plugin to start again, but: " + revived.error().message);
    }
  }
  return exchange(call, budget_ms, Steady::now() + budget);
}

CallResult IsolatedRoom::exchange(const PluginCall& call, std::int64_t budget_ms, Moment until) {
  const std::uint64_t number = ++last_call_;
  const Result<void> sent = child_->channel.send(
      FrameKind::call, number,
      {call.capability, call.key, as_text(budget_ms), call.payload, call.attachment}, until);
  if (!sent) take_last_words();
  Result<Frame> answer = sent ? receive_for(number, until) : Result<Frame>(sent.error());
  if (answer && answer->kind == FrameKind::beat) {  // time is up: it may still stop by itself
    (void)child_->channel.send(FrameKind::cancel, number, {}, until + setting_.grace);
    answer = receive_for(number, until + setting_.grace);
    if (answer && answer->kind == FrameKind::beat) {
      child_->process.kill();
      end_child();
      log_.next_call();
      return faulty("expected an answer within " + as_text(budget_ms) +
                    " ms, but the plugin hangs; its process was ended");
    }
  }
  log_.next_call();
  if (answer && answer->kind == FrameKind::reply) return result_of(*answer);
  if (answer || answer.error().code != ErrorCode::unavailable) {
    child_->process.kill();
    end_child();
    return faulty("expected an answer, but the plugin's process breaks the rules: " +
                  (answer ? "a frame out of turn" : answer.error().message));
  }
  return faulty("expected an answer, but the plugin's process ended " + end_child());
}

/// Through a sink of our own: the other process may say anything.
CallResult IsolatedRoom::result_of(const Frame& reply) {
  const auto& parts = reply.parts;
  if (parts.size() < 3 || parts.size() % 2 == 0)
    return faulty("expected status, error, result and files, but there is something else");
  CollectingSink sink(setting_.limits, CollectingSink::Files::taken);
  const budget_sink* table = sink.table();
  if (!parts[1].empty()) table->error(table, bytes_of(parts[1]));
  (void)table->result(table, bytes_of(parts[2]));
  for (std::size_t i = 3; i < parts.size(); i += 2)
    (void)table->file(table, bytes_of(parts[i]), bytes_of(parts[i + 1]));
  return sink.take(number_of(parts[0], BUDGET_FAULT));
}

std::vector<std::string> IsolatedRoom::protections() const {
  const std::lock_guard lock(mutex_);
  return protections_;
}

}  // namespace budget
