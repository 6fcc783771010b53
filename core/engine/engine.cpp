#include "engine/engine.h"

#include <algorithm>
#include <exception>
#include <map>
#include <utility>

#include "engine/apply/apply.h"
#include "engine/children.h"
#include "engine/decide/decide.h"
#include "engine/due.h"

namespace budget {
namespace {

/// Whether the store must have seen the commands before this one to be asked about it.
bool asks_the_store(const Action& action) {
  return std::holds_alternative<RecordPayments>(action) ||
         std::holds_alternative<OpenCycle>(action) || std::holds_alternative<GoOn>(action);
}

/// Whether the rule plugins as they are now matter to it.
bool asks_the_catalog(const Action& action) {
  return std::holds_alternative<OpenCycle>(action) || std::holds_alternative<RepinRules>(action) ||
         std::holds_alternative<ContinueMigration>(action) ||
         std::holds_alternative<DeployWorkflow>(action) ||
         std::holds_alternative<ActOnPlugin>(action) || std::holds_alternative<OpenChild>(action) ||
         std::holds_alternative<GoOn>(action);
}

}  // namespace

Engine::Engine(EventStore& store, const Clock& clock, Logger& logger, const PluginCatalog* plugins,
               State state)
    : store_(&store),
      clock_(&clock),
      logger_(&logger),
      plugins_(plugins),
      state_(std::move(state)) {}

Result<Engine> Engine::open(EventStore& store, const Clock& clock, Logger& logger,
                            const PluginCatalog* plugins) {
  Engine engine(store, clock, logger, plugins, TRY(store.load()));
  const std::int64_t behind_ms = engine.state_.last_at.ms() - clock.now().ms();
  // Less than this is a clock being set right.
  constexpr std::int64_t kBehindMs = 60'000;
  if (behind_ms > kBehindMs) {
    logger.write(LogLevel::warn, "clock_behind_log",
                 {{"by_s", behind_ms / 1000}, {"last_event_at", engine.state_.last_at.to_text()}});
  }
  return engine;
}

Instant Engine::now() const {
  return std::max(clock_->now(), state_.last_at);
}

std::optional<Instant> Engine::next_due() const {
  return budget::next_due(state_);
}

std::optional<Command> Engine::due_before(const Command& command) const {
  return budget::due_before(state_, command, now());
}

Result<void> Engine::recover() {
  if (!must_reload_) return {};
  state_ = TRY(store_->load());
  must_reload_ = false;
  logger_->write(LogLevel::warn, "state_reloaded", {{"last_event", state_.last_event.value()}});
  return {};
}

/// The commands of one commit: their entries, and which answer belongs to which.
struct Engine::Group {
  struct Accepted {
    std::size_t answer;  ///< index into answers
    std::size_t entry;   ///< index into entries
  };
  std::vector<Result<Outcome>> answers;
  std::vector<Entry> entries;
  std::vector<Accepted> accepted;                           ///< since the last commit
  std::map<std::pair<PersonId, std::string>, KeyUse> keys;  ///< used since the last commit

  /// Nothing accepted since the last commit has happened, and what was answered after it was
  /// decided on it.
  void fail(const Error& error) {
    for (std::size_t i = accepted.empty() ? answers.size() : accepted.front().answer;
         i < answers.size(); ++i) {
      answers[i] = error;
    }
    clear();
  }
  void clear() {
    entries.clear();
    accepted.clear();
    keys.clear();
  }
};

Result<Outcome> Engine::execute(const Command& command) {
  return std::move(execute(std::span(&command, 1)).front());
}

std::vector<Result<Outcome>> Engine::execute(std::span<const Command> commands) {
  Group group;
  group.answers.reserve(commands.size());
  for (const Command& command : commands) {
    if (asks_the_store(command.action)) commit(group);
    const Result<void> ready = recover();
    Result<Outcome> answer = ready ? decide_one(command, group) : Result<Outcome>(ready.error());
    group.answers.push_back(std::move(answer));
  }
  commit(group);
  return std::move(group.answers);
}

/// Asks the store, before the decision, for what the state does not hold, and the catalog for its
/// versions.
Result<Context> Engine::context_for(const Command& command, Instant now) {
  Context context;
  context.now = now;
  if (const auto* payments = std::get_if<RecordPayments>(&command.action)) {
    if (!payments->digest.empty()) {
      context.known_unvouchered =
          TRY(store_->find_unvouchered(payments->source, payments->year, payments->digest));
    }
    context.known_vouchers =
        TRY(store_->find_vouchers(payments->source, payments->year, payments->rows));
  } else if (const auto* cycle = std::get_if<OpenCycle>(&command.action)) {
    for (const Department& department : state_.organisation.departments) {
      if (department.region == cycle->region &&
          TRY(store_->has_instance(cycle->workflow, cycle->year, department.id))) {
        context.opened_before.push_back(department.id);
      }
    }
    const DepartmentId office(cycle->region.text());
    if (TRY(store_->has_instance(cycle->workflow, cycle->year, office)))
      context.opened_before.push_back(office);
  } else if (const auto* go_on = std::get_if<GoOn>(&command.action)) {
    const auto found = state_.instances.find(go_on->instance);
    if (found != state_.instances.end()) {
      const FiscalYear year = found->second.data.year;
      for (auto& [workflow, department] : opened_by(state_, found->second.data)) {
        if (TRY(store_->has_instance(workflow, year, department)))
          context.children_before.emplace_back(std::move(workflow), std::move(department));
      }
    }
  }
  if (plugins_ != nullptr && asks_the_catalog(command.action))
    context.plugins = plugins_->plugins();
  return context;
}

Result<std::optional<EventSeq>> Engine::find_repeated(const Command& command, const Group& group) {
  if (command.key.empty()) return std::optional<EventSeq>();
  const auto waiting = group.keys.find({command.actor, command.key});
  const std::optional<KeyUse> before = waiting != group.keys.end()
                                           ? std::optional(waiting->second)
                                           : TRY(store_->find_key(command.actor, command.key));
  if (!before) return std::optional<EventSeq>();
  if (!before->request.empty() && !command.request.empty() && before->request != command.request) {
    return Error{ErrorCode::conflict,
                 "expected the idempotency key to come with the request it was first used for, but "
                 "this is another one",
                 "use a new key for every new request, and the same key only to send the same "
                 "request again"};
  }
  return std::optional(before->last);
}

Result<Outcome> Engine::decide_one(const Command& command, Group& group) {
  Entry entry{{now(), command.actor, command.via}, command.key, {}, {}};
  if (!command.key.empty()) entry.request = command.request;
  std::optional<CheckId> waits_for;
  try {
    if (const std::optional<EventSeq> before = TRY(find_repeated(command, group)))
      return Outcome{*before, true, {}};
    const Context context = TRY(context_for(command, entry.envelope.at));
    Decided decided = TRY(decide(state_, command, context));
    entry.events = std::move(decided.events);
    waits_for = decided.waits_for;
  } catch (const std::exception& fault) {
    logger_->write(LogLevel::error, "decision_failed",
                   {{"actor", command.actor.text()}, {"what", fault.what()}});
    return Error{ErrorCode::internal, "expected to decide the request, but the program met a fault",
                 "tell the maintainers; the log has the details"};
  }
  // The key is for what is done in the end; asking for the report first is not that.
  if (waits_for) {
    entry.key.clear();
    entry.request.clear();
  }
  if (entry.events.empty()) return Outcome{state_.last_event, false, {}, waits_for};
  try {
    for (const Event& event : entry.events)
      apply(state_, entry.envelope, event);
  } catch (const std::exception& fault) {
    logger_->write(LogLevel::error, "state_broken",
                   {{"actor", command.actor.text()}, {"what", fault.what()}});
    const Error error{ErrorCode::internal,
                      "expected to apply the decision, but the program met a fault",
                      "try again; the log has the details"};
    must_reload_ = true;
    group.fail(error);
    return error;
  }
  if (!entry.key.empty())
    group.keys[{command.actor, entry.key}] = {state_.last_event, command.request};
  group.accepted.push_back({group.answers.size(), group.entries.size()});
  group.entries.push_back(std::move(entry));
  return Outcome{state_.last_event, false, {}, waits_for};
}

/// A fault in the store is an answer too: the state in memory must not stay ahead of it.
Result<EventSeq> Engine::commit_entries(std::span<const Entry> entries) {
  try {
    return store_->commit(entries, state_);
  } catch (const std::exception& fault) {
    logger_->write(LogLevel::error, "commit_fault", {{"what", fault.what()}});
    return Error{ErrorCode::internal, "expected to write the request, but the program met a fault",
                 "try again; the log has the details"};
  }
}

void Engine::commit(Group& group) {
  if (group.entries.empty()) return;
  const Result<EventSeq> committed = commit_entries(group.entries);
  if (!committed) {
    must_reload_ = true;
    logger_->write(LogLevel::error, "commit_failed",
                   {{"commands", group.accepted.size()}, {"why", committed.error().message}});
    group.fail(committed.error());
    return;
  }
  for (const Group::Accepted& each : group.accepted) {
    std::vector<Event>& events = group.entries[each.entry].events;
    forget_closed(state_, events);
    group.answers[each.answer].value().events = std::move(events);
  }
  group.clear();
}

Result<std::vector<Outcome>> Engine::fire_due(std::size_t most) {
  TRY(recover());
  const std::vector<Command> commands = due(state_, now(), most);
  std::vector<Outcome> outcomes;
  std::optional<Error> failure;
  for (Result<Outcome>& answer : execute(commands)) {
    if (answer) {
      outcomes.push_back(std::move(*answer));
    } else {
      failure = std::move(answer).error();
    }
  }
  // What was committed must be told even when another timer failed; that one stays armed and comes
  // again.
  if (failure && outcomes.empty()) return *failure;
  return outcomes;
}

}  // namespace budget
