#include "plugin_host/validation/isolated_tests.h"

#include <memory>

#include <budget/logger.h>

#include "plugin_host/isolated_room.h"
#include "plugin_host/validation/sample_payloads.h"
#include "plugin_host/validation/subject.h"

namespace budget {
namespace {

using Outcome = ValidationVerdict::Outcome;
using Steady = std::chrono::steady_clock;

constexpr std::int64_t kShortMs = 20;

class NoLog final : public Logger {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

/// One call and how it ended in the isolated room.
struct Answered {
  PluginCall call;
  CallResult result;
};

std::string text_of(const CallResult& result) {
  std::string text = std::to_string(result.status) + " " + result.error + " " + result.reply.result;
  for (const PluginFile& file : result.reply.files)
    text += " " + file.name + "=" + file.bytes;
  return text;
}

PluginCall call_of(const std::string& capability, const SamplePayload& sample) {
  return {.capability = capability,
          .payload = sample.payload,
          .attachment = sample.attachment,
          .key = {}};
}

/// The tests of one plugin of the library.
class IsolatedTests {
 public:
  IsolatedTests(const ValidationRequest& request, const Subject& subject, const Manifest& manifest,
                const Manifest::Plugin& plugin)
      : request_(request),
        subject_(subject),
        plugin_(plugin),
        usual_ms_(2 * request.limit.count()) {
    setting_.name = "validated";
    setting_.library = subject.library;
    setting_.hash = manifest.sha256;
    setting_.id = plugin.id;
    setting_.flags = plugin.flags;
    setting_.allow_drafts = true;
    setting_.grace =
        request.limit;  // in another process time is the wall's: room for a busy machine
  }

  Result<void> lives() {
    room_ = std::make_unique<IsolatedRoom>(setting_, request_.room_program, log_);
    description_ = TRY(room_->load());
    const std::string config = TRY(subject_.config_of(description_));
    return room_->configure(config);
  }

  Result<void> answers() {
    for (const std::string& capability : plugin_.capabilities) {
      for (const SamplePayload& sample : sample_payloads(capability)) {
        const PluginCall call = call_of(capability, sample);
        CallResult result = room_->call(call, usual_ms_);
        check_result(result);
        TRY(no_fault(capability, result));
        answered_.push_back({call, std::move(result)});
      }
    }
    return {};
  }

  Result<void> refuses_wrong_payloads() {
    for (const std::string& capability : plugin_.capabilities) {
      if (sample_payloads(capability).empty()) continue;
      for (const WrongPayload& wrong : wrong_payloads()) {
        const CallResult result = room_->call(call_of(capability, {wrong.payload}), usual_ms_);
        TRY(no_fault(capability, result));
        if (result.status == BUDGET_OK)
          return red("expected " + capability + " to refuse " + wrong.what + ", but it answers");
      }
    }
    return {};
  }

  Result<void> stops_in_time() {
    for (const std::string& capability : plugin_.capabilities) {
      if (sample_payloads(capability).empty()) continue;
      const PluginCall call = call_of(capability, large_payload(capability));
      const CallResult result = room_->call(call, kShortMs);
      if (result.is_lost || is_fault(result))
        return red("expected " + capability +
                   " to stop when the host no longer waits, but: " + result.error);
    }
    return {};
  }

  /// In a process of its own, which has the isolated room's answers in its memory.
  Result<void> answers_the_same_inside(const TestPhase& phase) {
    phase("loading");
    const PluginLibrary library = TRY(PluginLibrary::load(subject_.library));
    const std::string config = TRY(subject_.config_of(description_));
    const auto object = TRY(PluginObject::create(
        library, description_, config, true, setting_.limits, [](LogLevel, const std::string&) {}));
    for (const Answered& answered : answered_) {
      phase("run of " + answered.call.capability);
      CallResult inside = object->run(answered.call, usual_ms_, [] { return false; });
      check_result(inside);
      const bool is_same = text_of(inside) == text_of(answered.result);
      if (inside.status != answered.result.status ||
          (!is_same && (plugin_.flags & BUDGET_FLAG_PURE) != 0)) {
        return red("expected the same bytes from both rooms, but " + answered.call.capability +
                   " answers otherwise inside");
      }
    }
    return {};
  }

  void end() { room_.reset(); }

 private:
  static Result<void> no_fault(const std::string& capability, const CallResult& result) {
    if (!is_fault(result)) return {};
    return red("expected " + capability + " to answer in its own process, but: " + result.error);
  }

  const ValidationRequest& request_;
  const Subject& subject_;
  const Manifest::Plugin& plugin_;
  std::int64_t usual_ms_;  ///< of a call
  RoomSetting setting_;
  NoLog log_;
  std::unique_ptr<IsolatedRoom> room_;
  PluginDescription description_;
  std::vector<Answered> answered_;
};

}  // namespace

void run_isolated_tests(const ValidationRequest& request, const Subject& subject,
                        const Manifest& manifest,
                        const std::function<void(ValidationVerdict)>& add) {
  for (const Manifest::Plugin& plugin : manifest.plugins) {
    IsolatedTests tests(request, subject, manifest, plugin);
    bool goes_on = true;
    const auto judge = [&](const char* name, const std::function<Result<void>()>& test) {
      if (!goes_on) {
        add({"isolated", name, Outcome::not_run, "it does not live there", {}});
        return false;
      }
      const auto began = Steady::now();
      const Result<void> done = test();
      const auto took =
          std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - began);
      add({"isolated", name, done ? Outcome::passed : Outcome::failed,
           done ? "" : done.error().message, took});
      return done.has_value();
    };
    goes_on = judge("lives in a process of its own", [&] { return tests.lives(); });
    const bool has_answers = judge("answers the samples", [&] { return tests.answers(); });
    judge("wrong payloads are refused", [&] { return tests.refuses_wrong_payloads(); });
    judge("deadline and cancellation", [&] { return tests.stops_in_time(); });
    tests.end();
    goes_on = goes_on && has_answers;
    judge("same bytes as inside", [&]() -> Result<void> {
      const TestEnd end = run_in_process(
          [&](const TestPhase& phase) { return tests.answers_the_same_inside(phase); },
          request.limit, ProcessEnd::at_once);
      if (end.problem.empty()) return {};
      return red(end.problem);
    });
  }
}

}  // namespace budget
