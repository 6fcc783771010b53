#include "model/instance.h"

namespace budget {

std::string name_of(const Instance& instance) {
  const std::string name = std::to_string(instance.year.value()) + "-" + instance.department.text();
  if (!instance.origin || instance.origin->number == 0) return name;
  return name + "." + instance.workflow.text() + "." + std::to_string(instance.origin->number);
}

const char* name_of(TimerTrack track) noexcept {
  return track == TimerTrack::stage ? "stage" : "node";
}

}  // namespace budget
