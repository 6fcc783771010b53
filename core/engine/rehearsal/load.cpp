#include "engine/rehearsal/load.h"

#include <algorithm>
#include <tuple>

namespace budget {

void RehearsalLoad::add(const RehearsalStep& step) {
  const Date day = step.at.date();
  const bool is_own =
      step.kind == RehearsalStepKind::act || step.kind == RehearsalStepKind::projects ||
      step.kind == RehearsalStepKind::cycle || step.kind == RehearsalStepKind::payments ||
      step.kind == RehearsalStepKind::refused;
  if (is_own && step.person != system_actor()) ++people_[step.person][day].acts;
  for (const PersonId& person : step.told)
    ++people_[person][day].messages;
}

std::map<Date, DayLoad> RehearsalLoad::days() const {
  std::map<Date, DayLoad> all;
  for (const auto& [person, days] : people_) {
    for (const auto& [day, load] : days) {
      all[day].acts += load.acts;
      all[day].messages += load.messages;
    }
  }
  return all;
}

DayLoad RehearsalLoad::total(const std::map<Date, DayLoad>& days) {
  DayLoad sum;
  for (const auto& [day, load] : days) {
    sum.acts += load.acts;
    sum.messages += load.messages;
  }
  return sum;
}

std::vector<DayOfPerson> RehearsalLoad::heaviest(std::size_t most) const {
  std::vector<DayOfPerson> all;
  for (const auto& [person, days] : people_) {
    for (const auto& [day, load] : days)
      all.push_back({person, day, load});
  }
  const auto weight = [](const DayOfPerson& one) {
    return std::tuple(-one.load.acts, -one.load.messages, one.day, one.person);
  };
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
  std::partial_sort(all.begin(), end, all.end(),
                    [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
  all.erase(end, all.end());
  return all;
}

}  // namespace budget
