#include "plugin_room/room_server.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <condition_variable>
#include <memory>
#include <optional>
#include <thread>

#include "plugin_host/frame_channel.h"
#include "plugin_host/plugin_object.h"
#include "plugin_room/confinement.h"
#include "plugin_room/process_watch.h"

namespace budget::room {
namespace {

using Steady = std::chrono::steady_clock;
using Moment = FrameChannel::Moment;

constexpr std::chrono::milliseconds kBeat{1'000};
constexpr std::chrono::milliseconds kLookAtBusy{50};
constexpr std::chrono::milliseconds kLookAtIdle{200};
constexpr std::chrono::milliseconds kLastWord{100};
constexpr std::chrono::milliseconds kLookForCancel{5};
constexpr std::chrono::seconds kTimeKeeping{1};  // how old a limit of processor time may be

std::size_t most_bytes(const CallLimits& limits) {
  return 4 * limits.payload_bytes;  // payload and attachment, or a configuration with its files
}

/// Says that the process is alive while a call runs, even when the plugin is busy; ends it when it
/// takes more than it is owed.
class Heart {
 public:
  Heart(FrameChannel& channel, ProcessWatch& watch)
      : channel_(channel), watch_(watch), thread_([this] { beat(); }) {}
  Heart(const Heart&) = delete;
  Heart& operator=(const Heart&) = delete;
  ~Heart() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  /// While one lives, somebody waits for the plugin.
  class Busy {
   public:
    explicit Busy(Heart& heart) : heart_(heart) { heart_.is_busy_ = true; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    ~Busy() { heart_.is_busy_ = false; }

   private:
    Heart& heart_;
  };

 private:
  void beat() {
    std::unique_lock lock(mutex_);
    Moment next_beat = Steady::now() + kBeat;
    const auto is_stopping = [this] { return is_stopping_; };
    while (!wake_.wait_for(lock, is_busy_ ? kLookAtBusy : kLookAtIdle, is_stopping)) {
      end_if_greedy();
      const Moment now = Steady::now();
      if (!is_busy_ || now < next_beat) continue;
      next_beat = now + kBeat;
      // Nobody there any more: whatever the plugin does is for nothing.
      if (!channel_.send(FrameKind::beat, 0, {}, Moment::max())) std::_Exit(1);
    }
  }
  void end_if_greedy() {
    const std::string problem =
        watch_.problem(is_busy_ ? ProcessWatch::State::busy : ProcessWatch::State::idle);
    if (problem.empty()) return;
    // Without the lock, which the plugin may hold for ever; nothing comes behind it.
    std::string line;
    append_frame(line, FrameKind::log, 0,
                 {std::to_string(static_cast<int>(LogLevel::error)), problem});
    (void)channel_.send_bytes(line, Steady::now() + kLastWord);
    std::_Exit(1);
  }

  FrameChannel& channel_;
  ProcessWatch& watch_;
  std::atomic<bool> is_busy_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_stopping_ = false;
  std::thread thread_;
};

/// Whether the running call is still wanted: by its deadline, and by a cancel frame, for which the
/// socket is looked at now and then.
class Wanted {
 public:
  Wanted(FrameChannel& channel, Moment until) : channel_(channel), until_(until) {}

  bool is_cancelled() {
    const Moment now = Steady::now();
    if (is_cancelled_ || now >= until_) return true;
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock || now < next_look_) return is_cancelled_;
    next_look_ = now + kLookForCancel;
    const Result<std::optional<Frame>> frame = channel_.receive(now);
    if (!frame || frame->has_value()) is_cancelled_ = true;  // nothing else comes during a call
    return is_cancelled_;
  }

 private:
  FrameChannel& channel_;
  Moment until_;
  std::mutex mutex_;
  Moment next_look_{};
  std::atomic<bool> is_cancelled_ = false;
};

class RoomServer {
 public:
  explicit RoomServer(int descriptor) : channel_(descriptor, most_bytes(limits_)) {}

  int run() {
    if (!channel_.send_bytes(kRoomGreeting, Moment::max())) return 1;
    while (true) {
      Result<std::optional<Frame>> frame = channel_.receive(Moment::max());
      if (!frame || !frame->has_value()) return finish(1);
      if ((*frame)->kind == FrameKind::close) return finish(0);
      answer(std::move(**frame));
    }
  }

 private:
  void answer(Frame frame) {
    switch (frame.kind) {
      case FrameKind::load:
        return refuse_or(load(frame));
      case FrameKind::configure:
        return refuse_or(configure(frame));
      case FrameKind::call:
        return run_call(frame);
      default:  // a cancel that came too late
        return;
    }
  }

  void refuse_or(const Result<void>& done) {
    if (done) return;
    const Error& error = done.error();
    (void)channel_.send(FrameKind::refused, 0,
                        {std::to_string(static_cast<int>(error.code)), error.message, error.hint},
                        Moment::max());
  }

  Result<void> load(const Frame& frame) {
    if (library_ || frame.parts.size() != 1) return out_of_turn();
    const Json order = TRY(Json::parse(frame.parts[0]));
    const std::filesystem::path file = order["library"].text();
    allow_drafts_ = order["allow_drafts"].boolean();
    watch_ = std::make_unique<ProcessWatch>();
    const auto protections = confine({.library = file,
                                      .memory_mib = static_cast<int>(order["memory_mib"].integer()),
                                      .network = order["network"].boolean()});
    heart_ = std::make_unique<Heart>(channel_, *watch_);
    const Heart::Busy busy(*heart_);
    library_ = TRY(PluginLibrary::load_verified(file, order["sha256"].text()));
    const auto found =
        std::ranges::find(library_->plugins(), order["id"].text(), &PluginDescription::id);
    if (found == library_->plugins().end()) {
      return Error{ErrorCode::not_found, "expected the plugin " + order["id"].text() +
                                             " in the library, but it is not there"};
    }
    description_ = *found;
    Json words = Json::array();
    for (const std::string& word : protections)
      words.push(word);
    return channel_.send(FrameKind::loaded, 0, {to_json(*description_).to_text(), words.to_text()},
                         Moment::max());
  }

  Result<void> configure(const Frame& frame) {
    if (!description_ || object_ || frame.parts.size() != 1) return out_of_turn();
    const Heart::Busy busy(*heart_);
    const auto write = [this](LogLevel level, const std::string& line) {
      (void)channel_.send(FrameKind::log, 0, {std::to_string(static_cast<int>(level)), line},
                          Moment::max());
    };
    object_ = TRY(PluginObject::create(*library_, *description_, frame.parts[0], allow_drafts_,
                                       limits_, write));
    return channel_.send(FrameKind::configured, 0, {}, Moment::max());
  }

  void run_call(Frame& frame) {
    CallResult result = faulty("expected a call, but the plugin is not configured");
    std::int64_t budget_ms = 0;
    if (object_ && frame.parts.size() == 5) {
      const std::string& number = frame.parts[2];
      std::from_chars(number.data(), number.data() + number.size(), budget_ms);
      budget_ms = std::max<std::int64_t>(budget_ms, 1);
      const Moment now = Steady::now();
      keep_time(now, budget_ms);
      Wanted wanted(channel_, now + std::chrono::milliseconds(budget_ms));
      const PluginCall call{.capability = std::move(frame.parts[0]),
                            .payload = std::move(frame.parts[3]),
                            .attachment = std::move(frame.parts[4]),
                            .budget_ms = budget_ms,
                            .key = std::move(frame.parts[1])};
      const Heart::Busy busy(*heart_);
      result = object_->run(call, budget_ms, [&wanted] { return wanted.is_cancelled(); });
      reply(frame.call, std::move(result));
      return;
    }
    reply(frame.call, std::move(result));
  }

  void reply(std::uint64_t call, CallResult result) {
    if (result.reply.files.empty()) {
      (void)channel_.send(FrameKind::reply, call,
                          {std::to_string(result.status), result.error, result.reply.result},
                          Moment::max());
      return;
    }
    Frame reply{FrameKind::reply, call, {}};
    reply.parts = {std::to_string(result.status), std::move(result.error),
                   std::move(result.reply.result)};
    for (PluginFile& file : result.reply.files) {
      reply.parts.push_back(std::move(file.name));
      reply.parts.push_back(std::move(file.bytes));
    }
    (void)channel_.send(reply, Moment::max());
  }

  /// For the case that budgetd is no longer there to end it.
  void keep_time(Moment now, std::int64_t budget_ms) {
    const std::int64_t seconds = budget_ms / 1000 + 5;
    if (now < time_kept_ + kTimeKeeping && seconds <= time_given_s_) return;
    limit_processor_time(seconds + kTimeKeeping.count());
    time_kept_ = now;
    time_given_s_ = seconds;
  }

  /// A clean end, whose faults the daemon sees in the exit code.
  int finish(int code) {
    object_.reset();
    if (library_) library_->finish();
    heart_.reset();
    return code;
  }

  static Error out_of_turn() {
    return {ErrorCode::invalid_input, "expected load, configure and calls in this order"};
  }

  CallLimits limits_;
  FrameChannel channel_;
  std::unique_ptr<ProcessWatch> watch_;
  std::unique_ptr<Heart> heart_;
  std::optional<PluginLibrary> library_;
  std::optional<PluginDescription> description_;
  std::unique_ptr<PluginObject> object_;
  bool allow_drafts_ = false;
  Moment time_kept_{};
  std::int64_t time_given_s_ = 0;
};

}  // namespace

int serve(int descriptor) {
  return RoomServer(descriptor).run();
}

}  // namespace budget::room
