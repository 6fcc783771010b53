#include <budget/date.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <budget/text.h>

namespace budget {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kOffsetMs = 8 * kHourMs;  // UTC+8, no daylight saving since 1991

std::chrono::year_month_day civil(std::int32_t days) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

std::int32_t days_of(std::chrono::year_month_day day) {
  return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  return value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}

Error no_such_day(const std::string& text) {
  return {ErrorCode::invalid_input,
          "expected to read a date, but \"" + text + "\" is no day from 1900 to 2199",
          "write it as 2026-03-31"};
}

}  // namespace

Result<Date> Date::of(int year, int month, int day) {
  const std::chrono::year_month_day value{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31 || !value.ok()) {
    return no_such_day(std::to_string(year) + "-" + std::to_string(month) + "-" +
                       std::to_string(day));
  }
  return Date(days_of(value));
}

Result<Date> Date::parse(std::string_view text) {
  std::array<int, 3> parts{};
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const std::array<std::string_view, 3> pieces = {text.substr(0, shaped ? 4 : 0),
                                                  text.substr(shaped ? 5 : 0, 2),
                                                  text.substr(shaped ? 8 : 0, 2)};
  bool digits = shaped;
  for (std::size_t i = 0; digits && i < pieces.size(); ++i) {
    const auto [end, problem] =
        std::from_chars(pieces[i].data(), pieces[i].data() + pieces[i].size(), parts[i]);
    digits = problem == std::errc() && end == pieces[i].data() + pieces[i].size() && parts[i] >= 0;
  }
  if (!digits) return no_such_day(shortened(text, 40));
  return of(parts[0], parts[1], parts[2]);
}

Date Date::last_of_month(int year, int month) {
  if (month < 1 || month > 12)
    throw std::invalid_argument("Date::last_of_month: month outside 1 to 12");
  const std::chrono::year_month_day_last last(
      std::chrono::year(year),
      std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
  return Date(days_of(std::chrono::year_month_day(last)));
}

int Date::year() const {
  return static_cast<int>(civil(days_).year());
}
int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}
int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}

int Date::weekday() const {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days_))).iso_encoding());
}

Date Date::plus_months(int months) const {
  const auto from = civil(days_);
  const auto target =
      std::chrono::year_month(from.year(), from.month()) + std::chrono::months(months);
  const auto last = std::chrono::year_month_day(target / std::chrono::last);
  const auto day = from.day() < last.day() ? from.day() : last.day();
  return Date(days_of(std::chrono::year_month_day(target.year(), target.month(), day)));
}

// By hand: payments are written and hashed by the million, and printf is ten times slower.
std::string Date::to_text() const {
  const auto digit = [](unsigned value) { return static_cast<char>('0' + value % 10); };
  const auto date = civil(days_);
  const auto y = static_cast<unsigned>(static_cast<int>(date.year()));
  const auto m = static_cast<unsigned>(date.month());
  const auto d = static_cast<unsigned>(date.day());
  return {digit(y / 1000), digit(y / 100), digit(y / 10), digit(y),      '-',
          digit(m / 10),   digit(m),       '-',           digit(d / 10), digit(d)};
}

std::string Date::to_chinese() const {
  return std::to_string(year()) + "年" + std::to_string(month()) + "月" + std::to_string(day()) +
         "日";
}

Instant Instant::at(Date day, int hour) {
  return Instant(day.days() * kDayMs - kOffsetMs + hour * kHourMs);
}

Date Instant::date() const {
  return Date::from_days(static_cast<std::int32_t>(floor_divide(ms_ + kOffsetMs, kDayMs)));
}

std::string Instant::to_text() const {
  const Date day = date();
  const std::int64_t second = (ms_ + kOffsetMs - day.days() * kDayMs) / 1000;
  std::array<char, 24> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d+08:00",
                                 static_cast<int>(second / 3600),
                                 static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  return day.to_text() + std::string(buffer.data(), static_cast<std::size_t>(size));
}

Result<FiscalYear> FiscalYear::of(int year) {
  if (year < 2000 || year > 2099) {
    return Error{ErrorCode::invalid_input,
                 "expected a fiscal year from 2000 to 2099, but got " + std::to_string(year),
                 "write it as 2026"};
  }
  return FiscalYear(year);
}

Date FiscalYear::first_day() const {
  return Date::last_of_month(year_ - 1, 12).plus_days(1);
}
Date FiscalYear::last_day() const {
  return Date::last_of_month(year_, 12);
}

}  // namespace budget
