#include "plugin_host/plugin_registry.h"

#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include <budget/text.h>

#include "plugin_host/breaker.h"
#include "plugin_host/isolated_room.h"

namespace budget {
namespace {

constexpr std::size_t kLongestReason = 2'000;
constexpr std::chrono::milliseconds kEndLimit{5'000};

/// The schema, and with each option what the file says. Of a secret that is where it is kept; one
/// that was itself written there is not shown.
Json with_values(const std::vector<Option>& schema, const Json& written) {
  Json options = Json::array();
  const Json listed = options_to_json(schema);
  for (std::size_t i = 0; i < schema.size(); ++i) {
    Json option = listed.items().at(i);
    const Json* value = written.find(schema[i].key);
    const bool is_shown = value != nullptr &&
                          (schema[i].type != OptionType::secret ||
                           value->text().starts_with("env:") || value->text().starts_with("file:"));
    if (is_shown) option.set("value", *value);
    options.push(std::move(option));
  }
  return options;
}

PluginStage as_stage(PluginWish wish) {
  return wish == PluginWish::active ? PluginStage::active : PluginStage::shadow;
}

Error unavailable(const std::string& name, const std::string& why, std::string hint = {}) {
  return {ErrorCode::unavailable, "expected to call the plugin " + name + ", but " + why,
          std::move(hint)};
}

std::string blame(int signal) {
  return "expected budgetd to live on, but it ended by signal " + std::to_string(signal) + " (" +
         strsignal(signal) + ") while this plugin ran inside it; run it isolated";
}

}  // namespace

/// One configured plugin. The mutex guards all of it, for moments only: never while a plugin runs.
struct PluginRegistry::Slot {
  explicit Slot(PluginEntry configured) : name(configured.name), entry(std::move(configured)) {
    info.name = name;
  }
  const std::string name;
  mutable std::mutex mutex;
  PluginEntry entry;
  PluginInfo info;
  bool is_held = false;
  bool is_left_out = false;  ///< by safe mode, which the log never hears of
  PluginRoom kind = PluginRoom::as_wished;
  std::string library_hash;
  std::string config;
  Json written = Json::object();  ///< the options it was configured with, as in the file
  std::optional<PluginDescription> description;
  std::map<std::string, std::string> secrets;
  std::shared_ptr<Room> room;  ///< none: not to be called
  Breaker breaker;
  std::int64_t calls = 0;
  std::int64_t faults = 0;
  std::chrono::milliseconds total{0};
};

/// Counts a call while it runs: no library is ended under it.
class PluginRegistry::InHand {
 public:
  explicit InHand(PluginRegistry& registry) : registry_(registry) {
    const std::lock_guard lock(registry_.mutex_);
    ++registry_.calls_in_hand_;
  }
  InHand(const InHand&) = delete;
  InHand& operator=(const InHand&) = delete;
  ~InHand() {
    const std::lock_guard lock(registry_.mutex_);
    --registry_.calls_in_hand_;
    registry_.call_ended_.notify_all();  // under the lock: whoever waits may end the registry
  }

 private:
  PluginRegistry& registry_;
};

PluginRegistry::PluginRegistry(std::vector<PluginEntry> entries,
                               std::map<std::string, PluginRecord> known, Options options,
                               Logger& logger)
    : options_(std::move(options)),
      logger_(logger),
      shelf_(std::make_shared<LibraryShelf>(options_.crash_file)),
      known_(std::move(known)) {
  for (const CrashMarker::Left& left : shelf_->marker().left_behind()) {
    if (left.signal != 0) crashed_[left.name] = left.signal;
    logger_.write(LogLevel::warn, "plugin_was_running",
                  {{"name", left.name}, {"signal", left.signal}});
  }
  for (PluginEntry& entry : entries) {
    const auto slot = std::make_shared<Slot>(std::move(entry));
    slots_.push_back(slot);
    open_slot(slot);
  }
  chores_thread_ = std::thread([this] { do_chores(); });
}

PluginRegistry::~PluginRegistry() {
  stop();
}

std::shared_ptr<Room> PluginRegistry::make_room(PluginRoom kind, RoomSetting setting) {
  if (kind == PluginRoom::isolated) {
    return std::make_shared<IsolatedRoom>(std::move(setting), options_.places.room_program,
                                          logger_);
  }
  return std::make_shared<InsideRoom>(std::move(setting), shelf_, logger_);
}

PluginRegistry::SlotPointer PluginRegistry::find(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find_if(slots_, [&](const SlotPointer& slot) { return slot->name == name; });
  return found == slots_.end() ? nullptr : *found;
}

std::vector<PluginRegistry::SlotPointer> PluginRegistry::all() const {
  const std::lock_guard lock(mutex_);
  return slots_;
}

/// A person's choice holds over the file's.
PluginStage PluginRegistry::stage_of(const PluginEntry& entry) const {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(entry.name);
  if (known != known_.end() && known->second.chosen) return *known->second.chosen;
  return as_stage(entry.stage);
}

void PluginRegistry::open_slot(const SlotPointer& slot) {
  const PluginRecord record = known(slot->name);
  const auto show_record = [&] {  // of one that is not looked at
    slot->info.id = record.id;
    slot->info.version = record.version;
    slot->info.hash = record.hash;
  };
  // Blame comes before safe mode: it is told once, and must not be lost on the way.
  if (const auto guilty = crashed_.find(slot->name); guilty != crashed_.end()) {
    const std::string reason = blame(guilty->second);
    crashed_.erase(guilty);
    {
      const std::lock_guard lock(slot->mutex);
      show_record();
    }
    put_aside(*slot, reason);
    return;
  }
  const std::filesystem::path library = library_of(slot->entry, options_.places);
  if (options_.is_safe_mode && !is_shipped(library, options_.places)) {
    const std::lock_guard lock(slot->mutex);
    slot->is_left_out = true;
    slot->info.problem =
        "expected a plugin that came with budgetd, but it did not and this is "
        "safe mode; start without --safe-mode";
    logger_.write(LogLevel::warn, "plugin_left_out", {{"name", slot->name}});
    return;
  }
  if (record.stage == PluginStage::quarantined && record.is_held) {
    const std::lock_guard lock(slot->mutex);
    show_record();
    slot->info.stage = PluginStage::quarantined;
    slot->info.problem = record.reason;
    slot->is_held = true;
    logger_.write(LogLevel::warn, "plugin_quarantined",
                  {{"name", slot->name}, {"why", record.reason}, {"since", "earlier"}});
    return;
  }
  take_over(*slot,
            attempt(slot->entry, options_.places, [this](PluginRoom kind, RoomSetting setting) {
              return make_room(kind, std::move(setting));
            }));
}

PluginRecord PluginRegistry::known(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(name);
  return found == known_.end() ? PluginRecord() : found->second;
}

void PluginRegistry::take_over(Slot& slot, PluginAttempt made) {
  std::shared_ptr<Room> before;  // ends after the lock, which may take a while
  const bool is_alive = made.info.stage == PluginStage::configured;
  if (is_alive) {
    made.info.stage = stage_of(slot.entry);
    made.steps.push_back(made.info.stage);
  }
  {
    const std::lock_guard lock(slot.mutex);
    before = std::move(slot.room);
    slot.info = std::move(made.info);
    slot.is_held = false;
    slot.kind = made.kind;
    slot.library_hash = std::move(made.library_hash);
    slot.config = std::move(made.config);
    slot.written = slot.entry.options;
    slot.description = std::move(made.description);
    slot.secrets = std::move(made.secrets);
    slot.room = std::move(made.room);
    slot.breaker.forget();
    if (is_alive) {
      logger_.write(LogLevel::info, "plugin_ready",
                    {{"name", slot.name},
                     {"id", slot.info.id},
                     {"version", slot.info.version},
                     {"room", name_of(slot.kind)},
                     {"stage", name_of(slot.info.stage)}});
    } else {
      logger_.write(LogLevel::error, "plugin_refused",
                    {{"name", slot.name}, {"why", slot.info.problem}});
    }
    tell(slot, std::move(made.steps));
  }
}

/// Out of use until a person enables it.
void PluginRegistry::put_aside(Slot& slot, std::string reason) {
  std::shared_ptr<Room> before;
  const std::lock_guard lock(slot.mutex);
  put_aside_locked(slot, std::move(reason), before);
}

/// `before`: the room it had, to be let go without the lock.
void PluginRegistry::put_aside_locked(Slot& slot, std::string reason,
                                      std::shared_ptr<Room>& before) {
  before = std::move(slot.room);
  slot.info.stage = PluginStage::quarantined;
  slot.info.problem = std::move(reason);
  slot.is_held = true;
  logger_.write(LogLevel::error, "plugin_quarantined",
                {{"name", slot.name}, {"why", slot.info.problem}});
  tell(slot, {PluginStage::quarantined});
}

void PluginRegistry::tell(const Slot& slot, std::vector<PluginStage> steps) {
  const PluginInfo& info = slot.info;
  const std::string reason = readable(info.problem, kLongestReason);
  {
    const std::lock_guard lock(mutex_);
    PluginRecord& record = known_[info.name];
    record = {info.id, info.version, info.hash, info.stage, reason, slot.is_held, record.chosen};
  }
  options_.report(
      {info.name, info.id, info.version, info.hash, std::move(steps), reason, slot.is_held});
}

std::vector<PluginInfo> PluginRegistry::plugins() const {
  std::vector<PluginInfo> infos;
  for (const SlotPointer& slot : all()) {
    const std::lock_guard lock(slot->mutex);
    infos.push_back(slot->info);
  }
  return infos;
}

std::vector<PluginStatus> PluginRegistry::status() const {
  std::vector<PluginStatus> statuses;
  for (const SlotPointer& slot : all()) {
    const std::lock_guard lock(slot->mutex);
    PluginStatus status;
    status.info = slot->info;
    status.file = library_of(slot->entry, options_.places).string();
    if (slot->description) {
      status.vendor = slot->description->vendor;
      status.title_zh = slot->description->title_zh;
      status.title_en = slot->description->title_en;
      status.licence = slot->description->licence;
      status.options = with_values(slot->description->options, slot->written);
    }
    status.room = slot->kind;
    if (slot->room) status.protections = slot->room->protections();
    status.is_held = slot->is_held;
    status.calls = slot->calls;
    status.faults = slot->faults;
    status.total_ms = slot->total.count();
    statuses.push_back(std::move(status));
  }
  return statuses;
}

Result<std::string> PluginRegistry::secret(const std::string& name, const std::string& key) const {
  if (const SlotPointer slot = find(name)) {
    const std::lock_guard lock(slot->mutex);
    const auto found = slot->secrets.find(key);
    if (found != slot->secrets.end()) return found->second;
  }
  return Error{ErrorCode::not_found,
               "expected a secret \"" + key + "\" of the plugin " + name + ", but there is none"};
}

Result<PluginReply> PluginRegistry::call(const std::string& name, const PluginCall& call) {
  const InHand in_hand(*this);  // until the room is let go, too
  const SlotPointer slot = find(name);
  if (slot == nullptr) {
    return Error{ErrorCode::not_found,
                 "expected the plugin \"" + name + "\", but none of that name is configured",
                 "see budgetctl plugin list"};
  }
  std::shared_ptr<Room> room;
  std::int64_t budget_ms = 0;
  {
    const std::lock_guard lock(slot->mutex);
    if (slot->room == nullptr) {
      const std::string why = slot->info.problem.empty() ? "it is not ready" : slot->info.problem;
      return unavailable(name, std::string("it is ") + name_of(slot->info.stage) + ": " + why);
    }
    if (!call.version.empty() && call.version != slot->info.hash) {
      return Error{ErrorCode::conflict,
                   "expected the version of " + name + " that was looked at, but it was replaced",
                   "ask again"};
    }
    const auto& capabilities = slot->info.capabilities;
    if (std::ranges::find(capabilities, call.capability) == capabilities.end()) {
      return Error{ErrorCode::not_found, "expected the plugin " + name + " to have " +
                                             call.capability + ", but it has not"};
    }
    const auto rest = slot->breaker.rests_for(options_.now());
    if (rest.count() > 0) {
      return unavailable(name, "it rests for " + std::to_string(rest.count()) + " ms after a fault",
                         "try again then");
    }
    room = slot->room;
    budget_ms = slot->entry.budget_ms;
    if (call.budget_ms > 0) budget_ms = std::min(budget_ms, call.budget_ms);
  }
  const CallLimits limits;
  if (call.payload.size() > limits.payload_bytes ||
      call.attachment.size() > limits.attachment_bytes) {
    return Error{ErrorCode::too_large, "expected a payload and an attachment of at most " +
                                           std::to_string(limits.payload_bytes) +
                                           " bytes each, but one is larger"};
  }
  const Moment begun = options_.now();
  CallResult result = room->call(call, budget_ms);
  check_result(result);
  account(*slot, room, result,
          std::chrono::duration_cast<std::chrono::milliseconds>(options_.now() - begun));
  return reply_of(std::move(result));
}

void PluginRegistry::account(Slot& slot, const std::shared_ptr<Room>& room,
                             const CallResult& result, std::chrono::milliseconds took) {
  std::shared_ptr<Room> before;
  {
    const std::lock_guard lock(slot.mutex);
    ++slot.calls;
    slot.total += took;
    if (!is_fault(result)) return;
    ++slot.faults;
    logger_.write(LogLevel::error, "plugin_fault", {{"name", slot.name}, {"why", result.error}});
    if (slot.room != room) return;  // another one serves by now
    const bool is_one_too_many = slot.breaker.note_fault(options_.now());
    if (result.is_lost) {
      put_aside_locked(slot, result.error, before);
    } else if (is_one_too_many) {
      put_aside_locked(slot,
                       "expected fewer than " + std::to_string(Breaker::kMostFaults) +
                           " faults within an hour; the last: " + result.error,
                       before);
    }
  }
}

void PluginRegistry::recall(std::map<std::string, PluginRecord> known) {
  const std::lock_guard turn(changes_);
  const std::lock_guard lock(mutex_);
  known_ = std::move(known);
}

void PluginRegistry::act(const std::string& name, PluginAct act, const std::string& reason) {
  const std::lock_guard lock(mutex_);
  if (is_stopping_) return;
  PluginRecord& record = known_[name];
  if (act != PluginAct::quarantine)
    record.chosen = act == PluginAct::enable ? PluginStage::active : PluginStage::shadow;
  chores_.push_back([this, name, act, reason] { carry_out(name, act, reason); });
  wake_.notify_one();
}

void PluginRegistry::carry_out(const std::string& name, PluginAct act, const std::string& reason) {
  const std::lock_guard turn(changes_);
  const SlotPointer slot = find(name);
  if (slot == nullptr) return;
  if (act == PluginAct::quarantine) {
    put_aside(*slot, reason);
    return;
  }
  bool is_alive = false;
  {
    const std::lock_guard lock(slot->mutex);
    is_alive = slot->room != nullptr;
    if (is_alive) slot->info.stage = stage_of(slot->entry);
    if (is_alive) slot->breaker.forget();
    if (is_alive) tell(*slot, {slot->info.stage});
  }
  if (is_alive) return;
  {
    const std::lock_guard lock(mutex_);
    known_[name].is_held = false;
  }
  open_slot(slot);
}

void PluginRegistry::reload(std::vector<PluginEntry> entries) {
  const std::lock_guard turn(changes_);
  std::vector<SlotPointer> slots;
  std::vector<SlotPointer> before = all();
  for (PluginEntry& entry : entries) {
    SlotPointer slot = find(entry.name);
    if (slot != nullptr) {
      reload_slot(slot, std::move(entry));
      std::erase(before, slot);
    } else {
      slot = std::make_shared<Slot>(std::move(entry));
      open_slot(slot);
    }
    slots.push_back(slot);
  }
  for (const SlotPointer& removed : before)
    logger_.write(LogLevel::info, "plugin_removed", {{"name", removed->name}});
  const std::lock_guard lock(mutex_);
  if (!is_stopping_) slots_ = std::move(slots);
}

void PluginRegistry::reload_slot(const SlotPointer& slot, PluginEntry entry) {
  bool is_alive = false;
  bool is_changed = false;
  {
    const std::lock_guard lock(slot->mutex);
    is_alive = slot->room != nullptr;
    is_changed = slot->entry != entry;
    slot->entry = std::move(entry);
    if (slot->is_held) return;
  }
  if (!is_alive) {
    open_slot(slot);
    return;
  }
  PluginAttempt made = attempt(
      slot->entry, options_.places,
      [this](PluginRoom kind, RoomSetting setting) { return make_room(kind, std::move(setting)); });
  if (made.info.stage == PluginStage::quarantined) {
    const std::lock_guard lock(slot->mutex);
    slot->info.problem = "it goes on with what it had: " + made.info.problem;
    logger_.write(LogLevel::error, "plugin_reload_refused",
                  {{"name", slot->name}, {"why", made.info.problem}});
    return;
  }
  bool is_same = false;
  {
    const std::lock_guard lock(slot->mutex);
    if (slot->is_held) return;  // put aside meanwhile
    is_same = !is_changed && made.info.hash == slot->info.hash && made.secrets == slot->secrets &&
              slot->info.problem.empty();
  }
  if (!is_same) take_over(*slot, std::move(made));
}

void PluginRegistry::do_chores() {
  pthread_setname_np(pthread_self(), "plugins");
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return is_stopping_ || !chores_.empty(); });
    if (is_stopping_) return;
    const std::function<void()> chore = std::move(chores_.front());
    chores_.pop_front();
    lock.unlock();
    try {
      chore();
    } catch (const std::exception& fault) {
      logger_.write(LogLevel::error, "plugins_fault", {{"what", fault.what()}});
    }
    lock.lock();
  }
}

void PluginRegistry::stop() {
  std::vector<SlotPointer> slots;
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    slots = slots_;
  }
  wake_.notify_one();
  if (chores_thread_.joinable()) chores_thread_.join();
  const std::lock_guard turn(changes_);
  for (const SlotPointer& slot : slots) {
    std::shared_ptr<Room> room;
    const std::lock_guard lock(slot->mutex);
    room = std::move(slot->room);
    if (room) slot->info.problem = "budgetd is stopping";
  }
  {
    std::unique_lock lock(mutex_);
    const bool is_quiet =
        call_ended_.wait_for(lock, kEndLimit, [this] { return calls_in_hand_ == 0; });
    if (!is_quiet) {
      shelf_->note_lost();
      return;
    }
  }
  shelf_->finish(kEndLimit);
}

bool PluginRegistry::has_remains() const {
  return shelf_->has_lost() || shelf_->has_libraries();
}

}  // namespace budget
