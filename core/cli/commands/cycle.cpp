#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// The one region the asking person works for. Errors: invalid_input when there is none or more
/// than one.
Result<std::string> own_region(Api& api) {
  const auto me = TRY(api.get("/v1/me"));
  std::string region;
  for (const auto& role : array_at(me, "roles")) {
    const std::string held = text_at(role, "region");
    if (!held.empty() && !region.empty() && held != region) {
      return Error{ErrorCode::invalid_input,
                   "expected to know the region, but you work for several",
                   "name it with --region"};
    }
    region = held.empty() ? region : held;
  }
  if (region.empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected to know the region, but you hold no role in one",
                 "name it with --region"};
  }
  return region;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const CycleOpenOptions& options) {
  const std::string region = options.region.empty() ? TRY(own_region(api)) : options.region;
  json::object body{
      {"region", region}, {"fiscal_year", options.year}, {"workflow", options.workflow}};
  if (!options.departments.empty()) {
    body["departments"] = json::array(options.departments.begin(), options.departments.end());
  }
  const auto answer = TRY(api.post("/v1/cycles", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const json::array& opened = array_at(answer, "instances");
  if (opened.empty()) {
    terminal.out << options.year << " 年度此前已启动，没有变化。\n";
    return ExitCode::ok;
  }
  terminal.out << options.year << " 年度已启动，" << opened.size() << " 件：\n";
  Table table({{"编号", Align::right}, {"代码"}, {"部门", Align::left, true}});
  for (const auto& instance : opened) {
    table.add(
        {text_at(instance, "id"), text_at(instance, "key"), text_at(instance, "department_name")});
  }
  table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const CycleListOptions&) {
  const json::array cycles = TRY(api.list("/v1/cycles"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", cycles}});
    return ExitCode::ok;
  }
  Table table({{"年度"},
               {"地区代码"},
               {"地区", Align::left, true},
               {"流程"},
               {"启动时间"},
               {"部门数", Align::right},
               {"已办结", Align::right}});
  for (const auto& cycle : cycles) {
    table.add({text_at(cycle, "fiscal_year"), text_at(cycle, "region"),
               text_at(cycle, "region_name"), text_at(cycle, "workflow"),
               to_minute(text_at(cycle, "opened_at")), grouped(number_at(cycle, "instances")),
               grouped(number_at(cycle, "closed"))});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
