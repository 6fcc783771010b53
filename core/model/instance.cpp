#include "model/instance.h"

namespace budget {

const char* name_of(TimerTrack track) noexcept {
  return track == TimerTrack::stage ? "stage" : "node";
}

Standing standing_of(const Instance& instance) {
  return {instance.definition, instance.stage,       instance.previous_stage,
          instance.actors,     instance.due_on,      instance.due_is_provisional,
          instance.is_overdue, instance.stage_timer, instance.node_timer,
          instance.pins,       instance.work};
}

void put(Instance& instance, const Standing& standing) {
  instance.definition = standing.definition;
  instance.stage = standing.stage;
  instance.previous_stage = standing.previous_stage;
  instance.actors = standing.actors;
  instance.due_on = standing.due_on;
  instance.due_is_provisional = standing.due_is_provisional;
  instance.is_overdue = standing.is_overdue;
  instance.stage_timer = standing.stage_timer;
  instance.node_timer = standing.node_timer;
  instance.pins = standing.pins;
  instance.work = standing.work;
}

}  // namespace budget
