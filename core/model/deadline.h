#pragma once

#include <string>
#include <string_view>

#include <budget/date.h>
#include <budget/result.h>

#include "model/calendar.h"

namespace budget {

/// Days, working days and months are different things and never converted into each other.
enum class SpanUnit { days, working_days, months };

/// A signed distance in time: "20d", "-3wd", "3M".
struct Span {
  int count = 0;
  SpanUnit unit = SpanUnit::days;
  /// A sign (optional), digits and one of d, wd, M. Errors: invalid_input for anything else and
  /// beyond ten years: a deadline must stay a Date that can be read again.
  [[nodiscard]] static Result<Span> parse(std::string_view text);
  [[nodiscard]] std::string to_text() const;
  friend bool operator==(const Span&, const Span&) = default;
};

/// What happens to a due day that is not a working day. The law's own day counts do not roll
/// (domain.md §1.2).
enum class Roll { none, forward, backward };

/// What a deadline counts from: the day the stage was entered, or a fixed day relative to the
/// fiscal year.
enum class DeadlineReference { stage_entered, fiscal_year };

/// Reference + span + roll + cut-off hour.
struct DeadlineRule {
  DeadlineReference reference = DeadlineReference::stage_entered;
  int year_offset = 0;  ///< for fiscal_year: -1 is the year before
  int month = 1;        ///< for fiscal_year
  int day = 1;          ///< for fiscal_year; beyond the month's end means its last day
  Span span;
  Roll roll = Roll::none;
  int cutoff_hour = 24;  ///< 1–24 o'clock of the due day, UTC+8; 24 is the end of the day
  std::string basis;     ///< law and article, or "本地做法"
  friend bool operator==(const DeadlineRule&, const DeadlineRule&) = default;
};

struct Deadline {
  Date due_on;               ///< this day included
  bool provisional = false;  ///< depends on a calendar year that is not published yet
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

[[nodiscard]] Date plus_span(const Calendar& calendar, Date day, Span span);

/// The day something is due. `entered_on`: the day the stage was entered (not counted itself).
[[nodiscard]] Deadline due_day(const DeadlineRule& rule, Date entered_on, FiscalYear year,
                               const Calendar& calendar);

[[nodiscard]] const char* name_of(Roll roll) noexcept;
[[nodiscard]] const char* name_of(DeadlineReference reference) noexcept;

}  // namespace budget
