#include "http/chart_rows.h"

#include <algorithm>

#include <budget/rate.h>

#include "engine/pace/pace.h"

namespace budget {
namespace {

const SpendingYear* last_year_of(const SpendingRow& row) {
  const auto found = std::ranges::find_if(row.earlier, [&](const SpendingYear& year) {
    return year.year.value() == row.spending.year.value() - 1;
  });
  return found == row.earlier.end() ? nullptr : &*found;
}

void write_sums(JsonWriter& json, const SpendingYear& spending) {
  const Money paid = paid_by(spending, 12);
  json.field("fiscal_year", spending.year.value()).field("projects", spending.projects);
  json.field("drafted", spending.drafted).field("without_plan", spending.without_plan);
  json.money("budget", spending.budget).money("original_budget", spending.original_budget);
  json.money("paid", paid).field("paid_percent", share_of(paid, spending.budget).to_percent());
}

/// `forecast`: null for a year that is told for comparison only.
void write_months(JsonWriter& json, const SpendingYear& spending, const Forecast* forecast) {
  Money to_date;
  json.key("months").begin_array();
  for (int month = 1; month <= 12; ++month) {
    const auto at = static_cast<std::size_t>(month - 1);
    to_date += spending.paid[at];
    json.begin_object().field("month", month).field("is_node", spending.nodes.contains(month));
    json.money("planned", spending.planned[at])
        .money("original_planned", spending.original_planned[at])
        .money("paid", spending.paid[at])
        .money("paid_to_date", to_date);
    if (forecast != nullptr) {
      const bool is_foretold = forecast->method != ForecastMethod::none && month > forecast->month;
      if (is_foretold) {
        json.money("forecast", forecast->by_month[at]);
      } else {
        json.key("forecast_fen").null().key("forecast_wan").null();
      }
    }
    json.end_object();
  }
  json.end_array();
}

void write_forecast(JsonWriter& json, const Forecast& forecast) {
  json.key("forecast").begin_object().field("method", name_of(forecast.method));
  json.field("method_title", chinese_name_of(forecast.method));
  json.field_or_null("month", forecast.month).money("year_end", forecast.year_end);
  json.money("carry_over", forecast.carry_over).field("sentence", forecast.sentence).end_object();
}

void write_curve(JsonWriter& json, const PolicyCurve& curve) {
  json.begin_object().field("rule", curve.rule.id).field("rule_set", curve.rule_set);
  json.field("title", curve.rule.title).field("measure", name_of(curve.rule.measure));
  json.field("certainty", name_of(curve.rule.basis.certainty));
  json.field("basis", basis_text(curve.rule.basis)).field("projects", curve.projects);
  json.money("budget", curve.budget).key("points").begin_array();
  for (const PolicyPoint& point : points_of(curve)) {
    json.begin_object().field("month", point.month);
    json.field("share_percent", point.share.to_percent()).money("amount", point.amount);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

void write(JsonWriter& json, const Chart& chart) {
  const SpendingRow& row = chart.row;
  const Forecast forecast = forecast_of(row.spending, last_year_of(row), chart.today);
  json.begin_object().field("of", name_of(chart.of));
  json.field_or_null("key", row.key).field_or_null("name", row.name).field("day", chart.today);
  write_sums(json, row.spending);
  write_months(json, row.spending, &forecast);
  write_forecast(json, forecast);
  json.key("policy").begin_array();
  for (const PolicyCurve& curve : row.curves)
    write_curve(json, curve);
  json.end_array().key("earlier").begin_array();
  for (const SpendingYear& year : row.earlier) {
    json.begin_object();
    write_sums(json, year);
    write_months(json, year, nullptr);
    json.end_object();
  }
  json.end_array().end_object();
}

const char* name_of(SpendingGrouping value) noexcept {
  switch (value) {
    case SpendingGrouping::project:
      return "project";
    case SpendingGrouping::department:
      return "department";
    case SpendingGrouping::region:
      return "region";
    case SpendingGrouping::office:
      return "office";
  }
  return "";
}

}  // namespace budget
