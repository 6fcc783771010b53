#pragma once

#include <map>
#include <vector>

#include "engine/rehearsal/rehearsal.h"

namespace budget {

/// What falls on somebody on one day.
struct DayLoad {
  int acts = 0;      ///< of their own, refused ones included
  int messages = 0;  ///< they are sent
  friend bool operator==(const DayLoad&, const DayLoad&) = default;
};

struct DayOfPerson {
  PersonId person;
  Date day;
  DayLoad load;
};

/// How a rehearsed year weighs on people and days. Days of messages only count less than days with
/// acts.
class RehearsalLoad {
 public:
  void add(const RehearsalStep& step);

  [[nodiscard]] const std::map<PersonId, std::map<Date, DayLoad>>& people() const {
    return people_;
  }
  /// Everybody's together, by day.
  [[nodiscard]] std::map<Date, DayLoad> days() const;
  [[nodiscard]] static DayLoad total(const std::map<Date, DayLoad>& days);
  /// Somebody's heaviest days, the heaviest first.
  [[nodiscard]] std::vector<DayOfPerson> heaviest(std::size_t most) const;

 private:
  std::map<PersonId, std::map<Date, DayLoad>> people_;
};

}  // namespace budget
