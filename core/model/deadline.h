#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/date.h>
#include <budget/ids.h>
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

/// How sure it is what a rule stands on: its text was read, somebody else quotes it, or it is what
/// the office does.
enum class Certainty { primary, secondary, local_practice };

using OccasionId = Id<struct OccasionTag>;  ///< "congress_approval"

/// What a deadline counts from: the day the stage was entered, a fixed day relative to the fiscal
/// year, or a day of the year that an office names when it is known, such as that of its congress.
enum class DeadlineReference { stage_entered, fiscal_year, occasion };

/// Reference + span + roll + cut-off hour. For an occasion year, month and day are the day that is
/// assumed until it is named.
struct DeadlineRule {
  DeadlineReference reference = DeadlineReference::stage_entered;
  int year_offset = 0;  ///< for fiscal_year and occasion: -1 is the year before
  int month = 1;        ///< likewise
  int day = 1;          ///< likewise; beyond the month's end means its last day
  Span span;
  Roll roll = Roll::none;
  int cutoff_hour = 24;   ///< 1–24 o'clock of the due day, UTC+8; 24 is the end of the day
  std::string basis;      ///< law and article, or "本地做法"
  OccasionId occasion{};  ///< for occasion
  std::optional<Certainty> certainty{};  ///< of the basis; none: not said
  friend bool operator==(const DeadlineRule&, const DeadlineRule&) = default;
};

struct Deadline {
  Date due_on;               ///< this day included
  bool provisional = false;  ///< depends on a calendar year that is not published yet
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

[[nodiscard]] Date plus_span(const Calendar& calendar, Date day, Span span);

/// The day something is due. `entered_on`: the day the stage was entered (not counted itself).
/// `occasion_on`: the day of the rule's occasion, if it has been named; until then the due day is
/// provisional.
[[nodiscard]] Deadline due_day(const DeadlineRule& rule, Date entered_on, FiscalYear year,
                               const Calendar& calendar, std::optional<Date> occasion_on = {});

/// A day on the way from the reference to the due day that was not what its weekday says, or was
/// not counted.
struct DayOnTheWay {
  Date day;
  bool is_working = false;
  bool is_listed = false;  ///< by a holiday notice; else it is only a Saturday or Sunday
  friend bool operator==(const DayOnTheWay&, const DayOnTheWay&) = default;
};

/// How a due day came about, for whoever asks why.
struct DeadlineAccount {
  Date counted_from;              ///< not counted itself
  bool is_assumed = false;        ///< the occasion is not named yet: an assumed day stands for it
  std::vector<DayOnTheWay> days;  ///< days off that were skipped, make-up days that were counted
  Date before_roll;
  Deadline deadline;
  std::vector<int> provisional_years;  ///< that it depends on and that have no notice yet
  friend bool operator==(const DeadlineAccount&, const DeadlineAccount&) = default;
};

/// The same as due_day, with the account of it.
[[nodiscard]] DeadlineAccount account_of(const DeadlineRule& rule, Date entered_on, FiscalYear year,
                                         const Calendar& calendar,
                                         std::optional<Date> occasion_on = {});

[[nodiscard]] const char* name_of(Roll roll) noexcept;
[[nodiscard]] const char* name_of(Certainty value) noexcept;
[[nodiscard]] const char* chinese_name_of(Certainty value) noexcept;
[[nodiscard]] const char* name_of(DeadlineReference reference) noexcept;

}  // namespace budget
