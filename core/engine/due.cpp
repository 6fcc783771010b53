#include "engine/due.h"

namespace budget {

std::vector<Command> due(const State& state, Instant now, std::size_t most) {
  std::vector<Command> commands;
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
  return commands;
}

std::optional<Instant> next_due(const State& state) {
  if (state.timers.empty()) return std::nullopt;
  return state.timers.begin()->at;
}

}  // namespace budget
