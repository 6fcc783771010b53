#include "engine/due.h"

#include <algorithm>

namespace budget {
namespace {

Command firing(const Instance& instance, TimerTrack track) {
  const std::optional<Timer>& timer =
      track == TimerTrack::stage ? instance.stage_timer : instance.node_timer;
  return {system_actor(),
          Via::timer,
          {},
          FireTimer{instance.id, track, timer->name, timer->occurrence}};
}

}  // namespace

std::vector<Command> due(const State& state, Instant now, std::size_t most) {
  std::vector<Command> commands;
  for (const InstanceId id : state.ready) {
    if (commands.size() >= most) break;
    commands.push_back({system_actor(), Via::timer, {}, GoOn{id}});
  }
  for (const ArmedTimer& armed : state.timers) {
    if (armed.at > now || commands.size() >= most) break;
    commands.push_back(firing(state.instances.at(armed.instance).data, armed.track));
  }
  for (const auto& [at, alert] : state.alert_deadlines) {
    if (at > now || commands.size() >= most) break;
    commands.push_back({system_actor(),
                        Via::timer,
                        {},
                        FireAlertDeadline{alert, *state.handlings.at(alert).due_on}});
  }
  for (const auto& [id, migration] : state.migrations) {
    if (migration.phase != MigrationPhase::running || commands.size() >= most) continue;
    commands.push_back({system_actor(), Via::timer, {}, ContinueMigration{id}});
  }
  for (const auto& [at, instance, month] : state.sheet_deadlines) {
    if (at > now || commands.size() >= most) break;
    commands.push_back({system_actor(), Via::timer, {}, FireSheetDeadline{instance, month}});
  }
  return commands;
}

std::optional<Command> due_before(const State& state, const Command& command, Instant now) {
  const auto* act = std::get_if<PerformAct>(&command.action);
  const auto* arranged = std::get_if<ArrangeWork>(&command.action);
  if (act == nullptr && arranged == nullptr) return std::nullopt;
  const auto found = state.instances.find(act != nullptr ? act->instance : arranged->instance);
  if (found == state.instances.end()) return std::nullopt;
  const Instance& instance = found->second.data;
  const auto has_come = [&](const std::optional<Timer>& timer) {
    return timer && timer->at <= now;
  };
  if (has_come(instance.stage_timer)) return firing(instance, TimerTrack::stage);
  if (has_come(instance.node_timer)) return firing(instance, TimerTrack::node);
  return std::nullopt;
}

std::optional<Instant> next_due(const State& state) {
  if (!state.ready.empty()) return state.last_at;
  std::optional<Instant> next;
  if (!state.timers.empty()) next = state.timers.begin()->at;
  if (!state.alert_deadlines.empty()) {
    const Instant at = state.alert_deadlines.begin()->first;
    next = next ? std::min(*next, at) : at;
  }
  const bool is_migrating = std::ranges::any_of(state.migrations, [](const auto& each) {
    return each.second.phase == MigrationPhase::running;
  });
  if (is_migrating) next = next ? std::min(*next, state.last_at) : state.last_at;
  if (!state.sheet_deadlines.empty()) {
    const Instant at = std::get<0>(*state.sheet_deadlines.begin());
    next = next ? std::min(*next, at) : at;
  }
  return next;
}

}  // namespace budget
