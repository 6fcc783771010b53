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

/// What the span is counted from.
Date start_of(const DeadlineRule& rule, Date entered_on, FiscalYear year,
              std::optional<Date> occasion_on) {
  if (rule.reference == DeadlineReference::stage_entered) return entered_on;
  if (rule.reference == DeadlineReference::occasion && occasion_on) return *occasion_on;
  return fixed_day(rule, year);
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
                 const Calendar& calendar, std::optional<Date> occasion_on) {
  const Date start = start_of(rule, entered_on, year, occasion_on);
  Date due = plus_span(calendar, start, rule.span);
  const bool uses_calendar = rule.span.unit == SpanUnit::working_days || rule.roll != Roll::none;
  while (rule.roll != Roll::none && !is_working_day(calendar, due)) {
    due = due.plus_days(rule.roll == Roll::forward ? 1 : -1);
  }
  bool provisional = rule.reference == DeadlineReference::occasion && !occasion_on;
  for (int y = std::min(start, due).year(); uses_calendar && y <= std::max(start, due).year();
       ++y) {
    provisional = provisional || is_provisional(calendar, Date::last_of_month(y, 1));
  }
  return {due, provisional};
}

DeadlineAccount account_of(const DeadlineRule& rule, Date entered_on, FiscalYear year,
                           const Calendar& calendar, std::optional<Date> occasion_on) {
  DeadlineAccount account;
  account.deadline = due_day(rule, entered_on, year, calendar, occasion_on);
  account.is_assumed = rule.reference == DeadlineReference::occasion && !occasion_on;
  account.counted_from = start_of(rule, entered_on, year, occasion_on);
  account.before_roll = plus_span(calendar, account.counted_from, rule.span);
  const bool counts_working = rule.span.unit == SpanUnit::working_days;
  if (!counts_working && rule.roll == Roll::none) return account;
  const Date due = account.deadline.due_on;
  const Date first = std::min({account.counted_from, account.before_roll, due});
  const Date last = std::max({account.counted_from, account.before_roll, due});
  for (Date day = first; day <= last; day = day.plus_days(1)) {
    const bool is_rolled = day != due && std::min(account.before_roll, due) <= day &&
                           day <= std::max(account.before_roll, due);
    if (day == account.counted_from || (!counts_working && !is_rolled && day != due)) continue;
    const DayOnTheWay one{day, is_working_day(calendar, day), is_listed(calendar, day)};
    if (!one.is_working || one.is_listed) account.days.push_back(one);
  }
  for (int y = std::min(account.counted_from, due).year();
       y <= std::max(account.counted_from, due).year(); ++y) {
    if (is_provisional(calendar, Date::last_of_month(y, 1))) account.provisional_years.push_back(y);
  }
  return account;
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
  switch (reference) {
    case DeadlineReference::stage_entered:
      return "stage_entered";
    case DeadlineReference::fiscal_year:
      return "fiscal_year";
    case DeadlineReference::occasion:
      return "occasion";
  }
  return "";
}

const char* name_of(Certainty value) noexcept {
  switch (value) {
    case Certainty::primary:
      return "primary";
    case Certainty::secondary:
      return "secondary";
    case Certainty::local_practice:
      return "local_practice";
  }
  return "";
}

const char* chinese_name_of(Certainty value) noexcept {
  switch (value) {
    case Certainty::primary:
      return "原文";
    case Certainty::secondary:
      return "转引";
    case Certainty::local_practice:
      return "本地做法";
  }
  return "";
}

}  // namespace budget
