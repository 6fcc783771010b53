#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>

#include <budget/rate.h>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr int kBarWidth = 40;

Money money_at(const json::value& value, const char* path) {
  return Money::from_fen(number_at(value, path));
}

std::string percent(Money part, Money whole) {
  return whole <= Money() ? std::string("-") : share_of(part, whole).to_percent() + "%";
}

std::string shown(const json::value& value, const char* path) {
  return at(value, path).is_null() ? std::string() : money_at(value, path).to_wan_shown();
}

/// What the first rule with a curve asks for by a month's end; null where it asks nothing.
const json::value* policy_at(const json::value& chart, std::int64_t month) {
  const json::array& curves = array_at(chart, "policy");
  if (curves.empty()) return nullptr;
  for (const json::value& point : array_at(curves.front(), "points")) {
    if (number_at(point, "month") == month) return &point;
  }
  return nullptr;
}

/// One month on a scale of `full`: "####....|  +".
class Bar {
 public:
  explicit Bar(Money full) : full_(full), cells_(kBarWidth + 1, ' ') {}

  void fill(Money until, char mark) {
    for (std::size_t i = 0; i < place(until); ++i) {
      if (cells_[i] == ' ') cells_[i] = mark;
    }
  }
  void put(Money where, char mark) { cells_[place(where)] = mark; }
  std::string text() const { return cells_.substr(0, cells_.find_last_not_of(' ') + 1); }

 private:
  std::size_t place(Money amount) const {
    if (full_ <= Money() || amount <= Money()) return 0;
    const std::int64_t parts = share_of(std::min(amount, full_), full_).value();
    return static_cast<std::size_t>(parts * kBarWidth / 10'000);
  }

  Money full_;
  std::string cells_;
};

/// The largest amount there is: the end of the scale.
Money scale_of(const json::value& chart) {
  Money full = money_at(chart, "budget_fen");
  for (const json::value& month : array_at(chart, "months")) {
    for (const char* field : {"planned_fen", "paid_to_date_fen", "forecast_fen"})
      full = std::max(full, money_at(month, field));
  }
  return full;
}

std::string bar_of(const json::value& chart, const json::value& month, Money scale) {
  Bar bar(scale);
  const bool is_foretold = !at(month, "forecast_fen").is_null();
  bar.fill(money_at(month, "paid_to_date_fen"), '#');
  if (is_foretold) bar.fill(money_at(month, "forecast_fen"), '.');
  if (const json::value* point = policy_at(chart, number_at(month, "month")))
    bar.put(money_at(*point, "amount_fen"), '+');
  bar.put(money_at(month, "planned_fen"), flag_at(month, "is_node") ? '|' : ':');
  return bar.text();
}

void print_months(const Terminal& terminal, const json::value& chart) {
  const Money budget = money_at(chart, "budget_fen");
  const Money scale = scale_of(chart);
  Table table({{"月份"},
               {"当月支付", Align::right},
               {"累计支付", Align::right},
               {"进度", Align::right},
               {"累计计划", Align::right},
               {"原计划", Align::right},
               {"规定进度", Align::right},
               {"预计", Align::right},
               {""}});
  for (const json::value& month : array_at(chart, "months")) {
    const json::value* point = policy_at(chart, number_at(month, "month"));
    table.add({text_at(month, "month") + (flag_at(month, "is_node") ? "月*" : "月"),
               shown(month, "paid_fen"), shown(month, "paid_to_date_fen"),
               percent(money_at(month, "paid_to_date_fen"), budget), shown(month, "planned_fen"),
               shown(month, "original_planned_fen"),
               point == nullptr ? std::string() : shown(*point, "amount_fen"),
               shown(month, "forecast_fen"), bar_of(chart, month, scale)});
  }
  table.print(terminal);
}

/// Year against year: what had been paid by each month's end, as a share of the year's budget.
void print_years(const Terminal& terminal, const json::value& chart) {
  const json::array& earlier = array_at(chart, "earlier");
  if (earlier.empty()) return;
  std::vector<const json::value*> years{&chart};
  for (const json::value& year : earlier)
    years.push_back(&year);
  std::vector<Column> columns{{"累计支付（占预算）"}};
  for (const json::value* year : years)
    columns.push_back({text_at(*year, "fiscal_year") + "年", Align::right});
  Table table(columns);
  for (std::size_t month = 0; month < 12; ++month) {
    std::vector<Cell> row{std::to_string(month + 1) + "月底"};
    for (const json::value* year : years) {
      const json::array& months = array_at(*year, "months");
      row.emplace_back(month < months.size() ? percent(money_at(months[month], "paid_to_date_fen"),
                                                       money_at(*year, "budget_fen"))
                                             : std::string());
    }
    table.add(std::move(row));
  }
  terminal.out << '\n';
  table.print(terminal);
}

std::string title_of(const json::value& chart) {
  const std::string key = text_at(chart, "key");
  const std::string name = text_at(chart, "name");
  const std::string year = text_at(chart, "fiscal_year") + "年支出进度";
  return key.empty() ? "本人可见的全部预算 " + year
                     : (name == key ? key : name + "（" + key + "）") + year;
}

void print_chart(const Terminal& terminal, const json::value& chart) {
  terminal.out << printable(title_of(chart)) << "\n\n";
  Sheet sheet;
  const std::int64_t projects = number_at(chart, "projects");
  const std::int64_t drafted = number_at(chart, "drafted");
  const std::int64_t without_plan = number_at(chart, "without_plan");
  sheet.add("项目",
            std::to_string(projects) + " 个" +
                (drafted > 0 ? "，其中 " + std::to_string(drafted) + " 个的计划未批复" : "") +
                (without_plan > 0 ? "，" + std::to_string(without_plan) + " 个没有计划" : ""));
  const std::string original = text_at(chart, "original_budget_wan");
  const bool is_changed = original != text_at(chart, "budget_wan");
  sheet.add("预算",
            wan_at(chart, "budget_wan") + " 万元" +
                (is_changed ? "（年初 " + wan_at(chart, "original_budget_wan") + "）" : ""));
  sheet.add("已支付", wan_at(chart, "paid_wan") + " 万元，" + text_at(chart, "paid_percent") + "%");
  for (const json::value& curve : array_at(chart, "policy"))
    sheet.add("规定进度", text_at(curve, "title") + "（" + text_at(curve, "basis") + "）");
  sheet.add(text_at(chart, "forecast.method_title"), text_at(chart, "forecast.sentence"));
  sheet.print(terminal);
  terminal.out << "\n单位：万元。* 计划节点；# 支付，. 预计，| 计划，: "
                  "节点之间的计划（不作考核），+ 规定进度\n";
  print_months(terminal, chart);
  print_years(terminal, chart);
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ChartOptions& options) {
  std::string target = "/v1/charts/" + options.of + "/" + std::to_string(options.year);
  if (!options.key.empty()) target += "/" + percent_encoded(options.key);
  const auto chart = TRY(api.get(target + Query().add("years", options.years).text()));
  if (terminal.is_json) {
    print_json(terminal, chart);
  } else {
    print_chart(terminal, chart);
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const ChartListOptions& options) {
  const Query query = Query()
                          .add("year", std::to_string(options.year))
                          .add("by", options.by)
                          .add("region", options.region)
                          .add("department", options.department);
  const json::array charts = TRY(api.list("/v1/charts" + query.text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", charts}});
    return ExitCode::ok;
  }
  Table table({{"编码"},
               {"名称", Align::left, true},
               {"项目", Align::right},
               {"预算（万元）", Align::right},
               {"已支付", Align::right},
               {"进度", Align::right},
               {"预计全年", Align::right},
               {"预计结转", Align::right},
               {"依据"}});
  for (const json::value& chart : charts) {
    table.add({text_at(chart, "key"), text_at(chart, "name"), text_at(chart, "projects"),
               wan_at(chart, "budget_wan"), wan_at(chart, "paid_wan"),
               text_at(chart, "paid_percent") + "%", wan_at(chart, "forecast.year_end_wan"),
               wan_at(chart, "forecast.carry_over_wan"), text_at(chart, "forecast.method_title")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
