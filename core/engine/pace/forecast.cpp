#include <algorithm>

#include <budget/decimal.h>
#include <budget/rate.h>

#include "engine/pace/spending.h"

namespace budget {
namespace {

constexpr int kLeastShare = 20;  // a twentieth of last year's payments

std::string in_wan(Money amount) {
  return amount.to_wan() + " 万元";
}

std::string end_of(int year, int month) {
  return std::to_string(year) + "年" + std::to_string(month) + "月底";
}

/// The last month of the year that is wholly over; 12 when the year is.
int last_whole_month(FiscalYear year, Date today) {
  if (today > year.last_day()) return 12;
  return today < year.first_day() ? 0 : today.month() - 1;
}

/// Why last year's shape says nothing; empty where it does.
std::string why_no_shape(const SpendingYear* last_year, int month) {
  if (last_year == nullptr) return "没有上年的数据";
  const Money total = paid_by(*last_year, 12);
  const Money then = paid_by(*last_year, month);
  if (total <= Money()) return "上年没有支付";
  if (Int128{then.fen()} * kLeastShare < total.fen())
    return "上年到" + std::to_string(month) + "月底的支付不足全年的5%";
  return {};
}

/// Projected from the last whole month to another one. 分, rounded half up.
Money projected(const Forecast& forecast, const SpendingYear* last_year, int month) {
  const Int128 paid = forecast.paid.fen();
  if (forecast.method == ForecastMethod::run_rate)
    return Money::from_fen(divide_half_up(paid * month, forecast.month));
  return Money::from_fen(
      divide_half_up(paid * paid_by(*last_year, month).fen(), forecast.then.fen()));
}

std::string arithmetic(const Forecast& forecast, Money projected_end) {
  const std::string months = std::to_string(forecast.month);
  if (forecast.method == ForecastMethod::run_rate) {
    return "按已过月份的平均进度，全年约支出 " + in_wan(forecast.paid) + " × 12 ÷ " + months +
           " = " + in_wan(projected_end);
  }
  return "上年到" + months + "月底支付 " + in_wan(forecast.then) + "，占上年全年 " +
         in_wan(forecast.then_total) + " 的 " +
         share_of(forecast.then, forecast.then_total).to_percent() +
         "%；照上年的进度，全年约支出 " + in_wan(forecast.paid) + " × " +
         in_wan(forecast.then_total) + " ÷ " + in_wan(forecast.then) + " = " +
         in_wan(projected_end);
}

std::string carry_over_text(const Forecast& forecast, Money budget) {
  if (forecast.carry_over.is_negative())
    return "，比预算 " + in_wan(budget) + " 多 " + in_wan(Money() - forecast.carry_over) + "。";
  return "，预计结转 " + in_wan(budget) + " − " + in_wan(forecast.year_end) + " = " +
         in_wan(forecast.carry_over) + "。";
}

/// The year is over, or not yet a month old.
Forecast of_what_was_paid(const SpendingYear& spending, ForecastMethod method) {
  Forecast forecast;
  forecast.method = method;
  forecast.month = method == ForecastMethod::actual ? 12 : 0;
  for (int month = 1; month <= 12; ++month)
    forecast.by_month[static_cast<std::size_t>(month - 1)] = paid_by(spending, month);
  forecast.paid = paid_by(spending, forecast.month);
  forecast.year_end = paid_by(spending, 12);
  forecast.carry_over = spending.budget - forecast.year_end;
  const std::string year = std::to_string(spending.year.value());
  if (method == ForecastMethod::none) {
    forecast.sentence = year + "年还没有过完一个月，无从预计。";
    return forecast;
  }
  forecast.sentence = year + "年已结束，全年支出 " + in_wan(forecast.year_end);
  forecast.sentence += forecast.carry_over.is_negative()
                           ? carry_over_text(forecast, spending.budget)
                           : "，未支出 " + in_wan(spending.budget) + " − " +
                                 in_wan(forecast.year_end) + " = " + in_wan(forecast.carry_over) +
                                 "。";
  return forecast;
}

}  // namespace

const char* name_of(ForecastMethod value) noexcept {
  switch (value) {
    case ForecastMethod::none:
      return "none";
    case ForecastMethod::run_rate:
      return "run_rate";
    case ForecastMethod::last_year:
      return "last_year";
    case ForecastMethod::actual:
      return "actual";
  }
  return "";
}

const char* chinese_name_of(ForecastMethod value) noexcept {
  switch (value) {
    case ForecastMethod::none:
      return "无从预计";
    case ForecastMethod::run_rate:
      return "按平均进度";
    case ForecastMethod::last_year:
      return "按上年进度";
    case ForecastMethod::actual:
      return "实际数";
  }
  return "";
}

Forecast forecast_of(const SpendingYear& spending, const SpendingYear* last_year, Date today) {
  const int month = last_whole_month(spending.year, today);
  if (month == 0) return of_what_was_paid(spending, ForecastMethod::none);
  if (month == 12) return of_what_was_paid(spending, ForecastMethod::actual);

  const std::string no_shape = why_no_shape(last_year, month);
  Forecast forecast;
  forecast.method = no_shape.empty() ? ForecastMethod::last_year : ForecastMethod::run_rate;
  forecast.month = month;
  forecast.paid = paid_by(spending, month);
  if (no_shape.empty()) {
    forecast.then = paid_by(*last_year, month);
    forecast.then_total = paid_by(*last_year, 12);
  }
  for (int m = 1; m <= 12; ++m) {
    const Money recorded = paid_by(spending, m);
    forecast.by_month[static_cast<std::size_t>(m - 1)] =
        m <= month ? recorded : std::max(recorded, projected(forecast, last_year, m));
  }
  forecast.year_end = forecast.by_month.back();
  forecast.carry_over = spending.budget - forecast.year_end;

  const Money projected_end = projected(forecast, last_year, 12);
  forecast.sentence = "截至" + end_of(spending.year.value(), month) + "已支付 " +
                      in_wan(forecast.paid) + "；" + (no_shape.empty() ? "" : no_shape + "，") +
                      arithmetic(forecast, projected_end);
  if (projected_end < forecast.year_end)
    forecast.sentence += "，但已登记的支付已达 " + in_wan(forecast.year_end) + "，以此为准";
  forecast.sentence += carry_over_text(forecast, spending.budget);
  return forecast;
}

}  // namespace budget
