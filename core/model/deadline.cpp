#include "model/deadline.h"

#include <algorithm>
#include <charconv>

#include <budget/text.h>

namespace budget {
namespace {

Date first_of_month(int year, int month) {
  return Date::last_of_month(year, month).plus_days(1).plus_months(-1);
}

Date fixed_day(const DeadlineRule& rule, FiscalYear year) {
  const Date first = first_of_month(year.value() + rule.year_offset, rule.month);
  const Date last = Date::last_of_month(first.year(), first.month());
  return std::min(first.plus_days(rule.day - 1), last);
}

int most_of(SpanUnit unit) {
  switch (unit) {
    case SpanUnit::days:
      return 3660;
    case SpanUnit::working_days:
      return 2610;
    case SpanUnit::months:
      return 120;
  }
  return 0;
}

}  // namespace

Result<Span> Span::parse(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  Span span;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), span.count);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  const std::string_view unit = rest.substr(digits);
  const bool known = unit == "d" || unit == "wd" || unit == "M";
  if (problem != std::errc() || digits == 0 || digits > 4 || span.count < 0 || !known) {
    return Error{
        ErrorCode::invalid_input,
        "expected a span of time, but got \"" + shortened(text, 40) + "\"",
        "write 20d for days, 10wd for working days, 3M for months, with a minus sign for before"};
  }
  span.unit =
      unit == "d" ? SpanUnit::days : (unit == "wd" ? SpanUnit::working_days : SpanUnit::months);
  if (span.count > most_of(span.unit)) {
    return Error{ErrorCode::invalid_input,
                 "expected a span within ten years, but got \"" + std::string(text) + "\"",
                 "write at most 3660d, 2610wd or 120M"};
  }
  if (negative) span.count = -span.count;
  return span;
}

std::string Span::to_text() const {
  const char* suffix = unit == SpanUnit::days ? "d" : (unit == SpanUnit::working_days ? "wd" : "M");
  return (count > 0 ? "+" : "") + std::to_string(count) + suffix;
}

Date plus_span(const Calendar& calendar, Date day, Span span) {
  switch (span.unit) {
    case SpanUnit::days:
      return day.plus_days(span.count);
    case SpanUnit::working_days:
      return plus_working_days(calendar, day, span.count);
    case SpanUnit::months:
      return day.plus_months(span.count);
  }
  return day;
}

Deadline due_day(const DeadlineRule& rule, Date entered_on, FiscalYear year,
                 const Calendar& calendar) {
  const Date start =
      rule.reference == DeadlineReference::stage_entered ? entered_on : fixed_day(rule, year);
  Date due = plus_span(calendar, start, rule.span);
  const bool uses_calendar = rule.span.unit == SpanUnit::working_days || rule.roll != Roll::none;
  while (rule.roll != Roll::none && !is_working_day(calendar, due)) {
    due = due.plus_days(rule.roll == Roll::forward ? 1 : -1);
  }
  bool provisional = false;
  for (int y = std::min(start, due).year(); uses_calendar && y <= std::max(start, due).year();
       ++y) {
    provisional = provisional || is_provisional(calendar, Date::last_of_month(y, 1));
  }
  return {due, provisional};
}

const char* name_of(Roll roll) noexcept {
  switch (roll) {
    case Roll::none:
      return "none";
    case Roll::forward:
      return "forward";
    case Roll::backward:
      return "backward";
  }
  return "";
}

const char* name_of(DeadlineReference reference) noexcept {
  return reference == DeadlineReference::stage_entered ? "stage_entered" : "fiscal_year";
}

}  // namespace budget
