#pragma once

#include <optional>
#include <span>
#include <vector>

#include <budget/logger.h>

#include "engine/plugin_catalog.h"
#include "engine/ports.h"

namespace budget {

struct Context;

/// What an accepted command led to.
struct Outcome {
  EventSeq last;  ///< place of its last event in the log
  bool repeated =
      false;  ///< the idempotency key was known: nothing was done again, `events` is empty
  std::vector<Event> events;  ///< empty also when nothing needed to change
  /// Not done yet: to be asked again, with Command::waited_for, when this check is not in the state
  /// any more.
  std::optional<CheckId> waits_for{};
};

/// Decides commands one after the other and commits them together. Owns the state; used from one
/// thread. [engine]
class Engine {
 public:
  /// `plugins`: whose versions new instances are pinned to; null: none. Errors: those of
  /// EventStore::load.
  [[nodiscard]] static Result<Engine> open(EventStore& store, const Clock& clock, Logger& logger,
                                           const PluginCatalog* plugins = nullptr);

  /// Decides each command against the state as the ones before it left it, commits all that were
  /// accepted in one transaction, and only then answers, one answer per command in their order.
  /// When the commit fails every accepted command is answered with that error and none has
  /// happened.
  [[nodiscard]] std::vector<Result<Outcome>> execute(std::span<const Command> commands);
  [[nodiscard]] Result<Outcome> execute(const Command& command);

  /// See due_before.
  [[nodiscard]] std::optional<Command> due_before(const Command& command) const;

  /// Fires what is due, at most `most` timers in one commit; what each led to. Empty: nothing was
  /// due. Errors: unavailable.
  [[nodiscard]] Result<std::vector<Outcome>> fire_due(std::size_t most = 1000);
  [[nodiscard]] std::optional<Instant> next_due() const;

  [[nodiscard]] const State& state() const { return state_; }

 private:
  struct Group;

  Engine(EventStore& store, const Clock& clock, Logger& logger, const PluginCatalog* plugins,
         State state);

  [[nodiscard]] Result<void> recover();
  [[nodiscard]] Result<Context> context_for(const Command& command, Instant now);
  [[nodiscard]] Instant now() const;
  [[nodiscard]] Result<std::optional<EventSeq>> find_repeated(const Command& command,
                                                              const Group& group);
  [[nodiscard]] Result<Outcome> decide_one(const Command& command, Group& group);
  [[nodiscard]] Result<EventSeq> commit_entries(std::span<const Entry> entries);
  void commit(Group& group);

  EventStore* store_;
  const Clock* clock_;
  Logger* logger_;
  const PluginCatalog* plugins_;
  State state_;
  bool must_reload_ = false;  ///< a commit failed: the state in memory is ahead of the store
};

}  // namespace budget
