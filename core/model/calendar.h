#pragma once

#include <map>
#include <string>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>

namespace budget {

/// A year of the State Council's holiday notice. A provisional year has no notice yet: its dates
/// may still move.
struct CalendarYear {
  int year = 0;
  bool published = false;
  std::string notice;          ///< address or number of the notice; empty while provisional
  std::vector<Date> days_off;  ///< ascending; weekends need not be listed
  std::vector<Date> days_on;   ///< make-up working days (调休), ascending
  friend bool operator==(const CalendarYear&, const CalendarYear&) = default;
};

/// All the years an office knows. A year that is missing counts as provisional, Monday to Friday.
struct Calendar {
  std::map<int, CalendarYear> years;
  ContentHash edition;  ///< identity of the content; set when deployed
  friend bool operator==(const Calendar&, const Calendar&) = default;
};

[[nodiscard]] bool is_working_day(const Calendar& calendar, Date day);
/// Whether a holiday notice names the day.
[[nodiscard]] bool is_listed(const Calendar& calendar, Date day);
[[nodiscard]] bool is_provisional(const Calendar& calendar, Date day);

/// The day `count` working days after `day` (before it when negative). Zero: the day itself,
/// working or not.
[[nodiscard]] Date plus_working_days(const Calendar& calendar, Date day, int count);

}  // namespace budget
