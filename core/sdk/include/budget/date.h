#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget {

/// A civil day in UTC+8, the only time zone of the budget. Years 1900 to 2199.
class Date {
 public:
  constexpr Date() = default;
  /// Errors: invalid_input for a day that does not exist or a year outside 1900–2199.
  [[nodiscard]] static Result<Date> of(int year, int month, int day);
  /// "2026-03-31" only. Errors: invalid_input.
  [[nodiscard]] static Result<Date> parse(std::string_view text);
  /// Days since 1970-01-01, as stored.
  [[nodiscard]] static constexpr Date from_days(std::int32_t days) { return Date(days); }
  /// The last day of a month, that day included in it. month 1–12; anything else is a fault.
  [[nodiscard]] static Date last_of_month(int year, int month);

  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;
  [[nodiscard]] int day() const;
  /// Monday 1 … Sunday 7 (ISO 8601).
  [[nodiscard]] int weekday() const;

  [[nodiscard]] constexpr Date plus_days(int days) const { return Date(days_ + days); }
  /// The same day of another month, or that month's last day when it is shorter.
  [[nodiscard]] Date plus_months(int months) const;

  [[nodiscard]] std::string to_text() const;     ///< "2026-03-31"
  [[nodiscard]] std::string to_chinese() const;  ///< "2026年3月31日"

  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  explicit constexpr Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

/// A moment: milliseconds since 1970-01-01T00:00Z.
class Instant {
 public:
  constexpr Instant() = default;
  explicit constexpr Instant(std::int64_t ms) : ms_(ms) {}
  /// The moment a civil day begins in UTC+8, plus whole hours (0–24; 24 is the end of that day).
  [[nodiscard]] static Instant at(Date day, int hour = 0);

  [[nodiscard]] constexpr std::int64_t ms() const { return ms_; }
  [[nodiscard]] Date date() const;            ///< the civil day in UTC+8
  [[nodiscard]] std::string to_text() const;  ///< "2026-03-31T09:00:00+08:00"; seconds, truncated

  friend constexpr auto operator<=>(Instant, Instant) = default;

 private:
  std::int64_t ms_ = 0;
};

/// A budget year, equal to the calendar year (预算法 art. 18). 2000 to 2099.
class FiscalYear {
 public:
  constexpr FiscalYear() = default;
  /// Errors: invalid_input outside 2000–2099.
  [[nodiscard]] static Result<FiscalYear> of(int year);

  [[nodiscard]] constexpr int value() const { return year_; }
  [[nodiscard]] Date first_day() const;
  [[nodiscard]] Date last_day() const;
  [[nodiscard]] bool contains(Date day) const { return first_day() <= day && day <= last_day(); }

  friend constexpr auto operator<=>(FiscalYear, FiscalYear) = default;

 private:
  explicit constexpr FiscalYear(int year) : year_(year) {}
  int year_ = 2000;
};

}  // namespace budget
