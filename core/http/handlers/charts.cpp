#include <algorithm>
#include <array>

#include "http/chart_rows.h"
#include "http/handlers/handlers.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::array kGroupings{SpendingGrouping::project, SpendingGrouping::department,
                                SpendingGrouping::region};
constexpr int kMostYears = 9;

Result<FiscalYear> year_in_path(const Call& call) {
  const std::int64_t number = TRY(parse_integer("year", call.path[0], 2000, 2099));
  return FiscalYear::of(static_cast<int>(number));
}

/// What everybody asks for: their own sight, and how many years.
Result<SpendingFilter> filter_of(const Call& call, FiscalYear year) {
  TRY(may_see_budgets(call));
  SpendingFilter filter;
  filter.year = year;
  filter.sight = sight_of(call);
  if (const auto years = TRY(call.query.integer("years", 1, kMostYears)))
    filter.earlier_years = static_cast<int>(*years);
  return filter;
}

Result<SpendingFilter> filter_in_path(const Call& call) {
  const FiscalYear year = TRY(year_in_path(call));
  return filter_of(call, year);
}

bool sees_region(const Call& call, const RegionCode& region) {
  const Account& account = *call.account;
  return account.reads_all ||
         std::ranges::find(account.read_regions, region) != account.read_regions.end();
}

/// The only row, or not_found saying what was looked for.
Result<Response> one_chart(Desk& desk, SpendingGrouping of, const SpendingFilter& filter,
                           const std::string& what) {
  std::vector<SpendingRow> rows = TRY(desk.queries.spending(of, filter, Page{1, 0}));
  if (rows.empty()) {
    return Error{ErrorCode::not_found, "expected to find " + what + " in " +
                                           std::to_string(filter.year.value()) +
                                           ", but there is none for you"};
  }
  JsonWriter json;
  write(json, Chart{of, desk.today, std::move(rows.front())});
  return Response{.body = std::move(json).text()};
}

Result<SpendingGrouping> grouping_of(const Call& call) {
  const std::string* by = call.query.find("by");
  if (by == nullptr) return SpendingGrouping::department;
  for (const SpendingGrouping grouping : kGroupings) {
    if (*by == name_of(grouping)) return grouping;
  }
  return Error{ErrorCode::invalid_input,
               "expected \"by\" to be one of project, department, region, but it is not"};
}

}  // namespace

Result<Response> get_project_chart(const Call& call, Desk& desk) {
  SpendingFilter filter = TRY(filter_in_path(call));
  filter.project = TRY(ProjectCode::parse(call.path[1]));
  return one_chart(desk, SpendingGrouping::project, filter, "project " + call.path[1]);
}

Result<Response> get_department_chart(const Call& call, Desk& desk) {
  SpendingFilter filter = TRY(filter_in_path(call));
  filter.department = DepartmentId(call.path[1]);
  return one_chart(desk, SpendingGrouping::department, filter, "department " + call.path[1]);
}

Result<Response> get_region_chart(const Call& call, Desk& desk) {
  SpendingFilter filter = TRY(filter_in_path(call));
  filter.region = RegionCode(call.path[1]);
  // A part of a region must not be taken for the whole.
  if (!sees_region(call, *filter.region)) {
    return Error{ErrorCode::not_found,
                 "expected to find region " + call.path[1] + ", but there is none for you",
                 "ask for your departments, or for the office: what you may see"};
  }
  return one_chart(desk, SpendingGrouping::region, filter, "region " + call.path[1]);
}

Result<Response> get_office_chart(const Call& call, Desk& desk) {
  const SpendingFilter filter = TRY(filter_in_path(call));
  return one_chart(desk, SpendingGrouping::office, filter, "the office");
}

Result<Response> get_charts(const Call& call, Desk& desk) {
  const std::optional<FiscalYear> year = TRY(call.query.year());
  if (!year) {
    return Error{ErrorCode::invalid_input, "expected \"year\", the fiscal year, but it is missing",
                 "add ?year=2026"};
  }
  const SpendingGrouping by = TRY(grouping_of(call));
  SpendingFilter filter = TRY(filter_of(call, *year));
  if (const std::string* region = call.query.find("region")) filter.region = RegionCode(*region);
  if (const std::string* department = call.query.find("department"))
    filter.department = DepartmentId(*department);
  if (by == SpendingGrouping::project && !filter.department) {
    return Error{ErrorCode::invalid_input,
                 "expected \"department\" beside \"by=project\", but it is missing",
                 "ask for the projects of one department at a time"};
  }
  if (by == SpendingGrouping::region && filter.sight) filter.sight->departments.clear();
  const auto everything = [](const Chart&) { return true; };
  const auto position = [](const Chart&, std::int64_t before) { return before + 1; };
  const auto fetch = [&](Page page) -> Result<std::vector<Chart>> {
    std::vector<Chart> charts;
    for (SpendingRow& row : TRY(desk.queries.spending(by, filter, page)))
      charts.push_back({by, desk.today, std::move(row)});
    return charts;
  };
  const Page asked = TRY(call.query.page());
  return list_of(TRY(visible_rows<Chart>(asked, fetch, everything, position)));
}

}  // namespace budget
