#include "engine/due.h"

#include <algorithm>

namespace budget {

std::vector<Command> due(const State& state, Instant now, std::size_t most) {
  std::vector<Command> commands;
  for (const InstanceId id : state.ready) {
    if (commands.size() >= most) break;
    commands.push_back({system_actor(), Via::timer, {}, GoOn{id}});
  }
  for (const ArmedTimer& armed : state.timers) {
    if (armed.at > now || commands.size() >= most) break;
    const Instance& instance = state.instances.at(armed.instance).data;
    const std::optional<Timer>& timer =
        armed.track == TimerTrack::stage ? instance.stage_timer : instance.node_timer;
    commands.push_back({system_actor(),
                        Via::timer,
                        {},
                        FireTimer{armed.instance, armed.track, timer->name, timer->occurrence}});
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
