#include "plugin_host/inside_room.h"

#include <algorithm>
#include <optional>

namespace budget {
namespace {

constexpr int kThreadsOfThreadSafe = 4;

using Steady = std::chrono::steady_clock;

Error took_too_long(const char* what, std::chrono::milliseconds limit) {
  return {ErrorCode::unavailable,
          std::string("expected the plugin to ") + what + " within " +
              std::to_string(limit.count()) + " ms, but it has not",
          "run it isolated, where it can be ended"};
}

}  // namespace

struct InsideRoom::Shared {
  RoomSetting setting;
  std::shared_ptr<LibraryShelf> shelf;
  PluginLog::Writer write;
  const PluginLibrary* library = nullptr;
  std::optional<PluginDescription> description;
  std::unique_ptr<PluginObject> object;
};

PluginLog::Writer log_writer(Logger& logger, const std::string& name) {
  return [&logger, name](LogLevel level, const std::string& line) {
    logger.write(level, "plugin", {{"name", name}, {"line", line}});
  };
}

InsideRoom::InsideRoom(RoomSetting setting, std::shared_ptr<LibraryShelf> shelf, Logger& logger)
    : shared_(std::make_shared<Shared>()) {
  shared_->write = log_writer(logger, setting.name);
  shared_->setting = std::move(setting);
  shared_->shelf = std::move(shelf);
}

Result<PluginDescription> InsideRoom::load() {
  const auto made = std::make_shared<std::optional<Result<PluginDescription>>>();
  const RoomSetting& setting = shared_->setting;
  const bool ended = shared_->shelf->run(
      setting.name,
      [shared = shared_, made] {
        const RoomSetting& mine = shared->setting;
        const auto library = shared->shelf->load(mine.library, mine.hash, mine.name);
        if (!library) {
          made->emplace(library.error());
          return;
        }
        const auto& plugins = (*library)->plugins();
        const auto found = std::ranges::find(plugins, mine.id, &PluginDescription::id);
        if (found == plugins.end()) {
          made->emplace(Error{ErrorCode::not_found, "expected the plugin " + mine.id +
                                                        " in the library, but it is not there"});
          return;
        }
        shared->library = *library;
        shared->description = *found;
        made->emplace(*found);
      },
      setting.start_limit);
  if (!ended) return took_too_long("load", setting.start_limit);
  return std::move(**made);
}

Result<void> InsideRoom::configure(const std::string& config) {
  const auto made = std::make_shared<std::optional<Result<void>>>();
  const RoomSetting& setting = shared_->setting;
  const bool ended = shared_->shelf->run(
      setting.name,
      [shared = shared_, made, config] {
        auto object = PluginObject::create(*shared->library, *shared->description, config,
                                           shared->setting.allow_drafts, shared->setting.limits,
                                           shared->write);
        if (!object) {
          made->emplace(object.error());
          return;
        }
        shared->object = std::move(*object);
        made->emplace();
      },
      setting.start_limit);
  if (!ended) return took_too_long("take its configuration", setting.start_limit);
  TRY(std::move(**made));
  const bool is_thread_safe = (shared_->description->flags & BUDGET_FLAG_THREAD_SAFE) != 0;
  crew_ = std::make_unique<WorkCrew>("plugin-" + setting.name,
                                     is_thread_safe ? kThreadsOfThreadSafe : 1);
  return {};
}

CallResult InsideRoom::call(const PluginCall& call, std::int64_t budget_ms) {
  struct Run {
    std::shared_ptr<Shared> shared;
    PluginCall call;
    std::atomic<bool> is_cancelled = false;
    CallResult result;
  };
  const auto run = std::make_shared<Run>();
  run->shared = shared_;
  run->call = call;
  const std::chrono::milliseconds whole(budget_ms);
  const auto end = crew_->run(
      [run, whole] {
        const CrashMarker::Mark mark(run->shared->shelf->marker(), run->shared->setting.name);
        const Steady::time_point until = Steady::now() + whole;
        run->result = run->shared->object->run(run->call, whole.count(), [&run = *run, until] {
          return run.is_cancelled.load() || Steady::now() >= until;
        });
      },
      {.turn = std::max(whole, kLeastTurn), .budget = whole, .grace = shared_->setting.grace},
      [run] { run->is_cancelled = true; });
  const std::string budget = std::to_string(budget_ms) + " ms";
  if (end == WorkCrew::End::done) return std::move(run->result);
  if (end == WorkCrew::End::not_begun) {
    return {.status = BUDGET_UNAVAILABLE,
            .error = "expected the plugin's turn within " + budget +
                     ", but other calls of it took all the time"};
  }
  shared_->shelf->note_lost();
  CallResult lost = faulty("expected an answer within " + budget +
                           ", but the plugin hangs and does not stop when told to");
  lost.is_lost = true;
  return lost;
}

InsideRoom::~InsideRoom() {
  const bool is_lost = crew_ != nullptr && crew_->has_lost();
  crew_.reset();
  if (is_lost) {
    // Its code still runs: the instance stays with the thread that runs it.
    (void)shared_->object.release();
  } else if (shared_->object != nullptr) {
    const auto& setting = shared_->setting;
    (void)shared_->shelf->run(
        setting.name, [shared = shared_] { shared->object.reset(); }, setting.start_limit);
  }
}

std::vector<std::string> InsideRoom::protections() const {
  return {};
}

}  // namespace budget
