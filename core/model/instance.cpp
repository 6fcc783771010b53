#include "model/instance.h"

namespace budget {

const char* name_of(TimerTrack track) noexcept {
  return track == TimerTrack::stage ? "stage" : "node";
}

}  // namespace budget
