#include "model/calendar.h"

#include <algorithm>

namespace budget {
namespace {

/// Most days are outside the lists of most years: asked first, because deadlines are counted day by
/// day with every act.
bool listed(const std::vector<Date>& days, Date day) {
  if (days.empty() || day < days.front() || days.back() < day) return false;
  return std::ranges::binary_search(days, day);
}

}  // namespace

bool is_working_day(const Calendar& calendar, Date day) {
  // A notice may name days of the neighbouring year (31 December before a New Year's holiday).
  const int own = day.year();
  for (const int year : {own, own + 1, own - 1}) {
    const auto found = calendar.years.find(year);
    if (found == calendar.years.end()) continue;
    if (listed(found->second.days_on, day)) return true;
    if (listed(found->second.days_off, day)) return false;
  }
  return day.weekday() <= 5;
}

bool is_listed(const Calendar& calendar, Date day) {
  for (const int year : {day.year(), day.year() + 1, day.year() - 1}) {
    const auto found = calendar.years.find(year);
    if (found != calendar.years.end() &&
        (listed(found->second.days_on, day) || listed(found->second.days_off, day)))
      return true;
  }
  return false;
}

bool is_provisional(const Calendar& calendar, Date day) {
  const auto found = calendar.years.find(day.year());
  return found == calendar.years.end() || !found->second.published;
}

Date plus_working_days(const Calendar& calendar, Date day, int count) {
  const int step = count < 0 ? -1 : 1;
  for (int left = count < 0 ? -count : count; left > 0;) {
    day = day.plus_days(step);
    if (is_working_day(calendar, day)) --left;
  }
  return day;
}

}  // namespace budget
