#include "plugin_host/breaker.h"

namespace budget {

std::chrono::milliseconds Breaker::rests_for(Moment now) const {
  if (is_closed(now)) return std::chrono::milliseconds(0);
  return std::chrono::ceil<std::chrono::milliseconds>(rests_until_ - now);
}

bool Breaker::note_fault(Moment now) {
  while (!faults_.empty() && now - faults_.front() >= kWithin)
    faults_.pop_front();
  faults_.push_back(now);
  std::chrono::seconds rest = kFirstRest;
  for (std::size_t i = 1; i < faults_.size(); ++i)
    rest *= 10;
  rests_until_ = now + rest;
  return faults_.size() >= static_cast<std::size_t>(kMostFaults);
}

}  // namespace budget
