#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

std::string path_of(const std::string& instance, const char* what) {
  return "/v1/instances/" + percent_encoded(instance) + what;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceChildrenOptions& options) {
  const json::array children = TRY(api.list(path_of(options.instance, "/children")));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", children}});
    return ExitCode::ok;
  }
  Table table({{"编号", Align::right},
               {"代码"},
               {"部门", Align::left, true},
               {"事由", Align::left, true},
               {"阶段"},
               {"截止"}});
  for (const auto& child : children) {
    const std::string due = text_at(child, "due_on");
    table.add(
        {text_at(child, "id"), text_at(child, "key"), text_at(child, "department_name"),
         text_at(child, "about"),
         text_at(child, "stage_title") + (flag_at(child, "is_terminated") ? "（已终止）" : ""),
         flag_at(child, "is_overdue") ? Cell(due + " 超期", Style::red) : Cell(due)});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceOpenChildOptions& options) {
  json::object body{{"workflow", options.workflow}, {"about", options.about}};
  if (options.alert != 0) body["alert"] = options.alert;
  const auto opened = TRY(api.post(path_of(options.instance, "/children"), body));
  if (terminal.is_json) {
    print_json(terminal, opened);
    return ExitCode::ok;
  }
  terminal.out << "已启动 " << text_at(opened, "key") << "（编号 " << text_at(opened, "id") << "）";
  if (const std::string due = text_at(opened, "due_on"); !due.empty())
    terminal.out << "，应于 " << due << " 前办理";
  terminal.out << "。\n";
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const InstanceCarriedOptions& options) {
  const json::array carried = TRY(api.whole_list(path_of(options.instance, "/carried")));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", carried}});
    return ExitCode::ok;
  }
  Table table({{"项目编码"},
               {"项目", Align::left, true},
               {"节点", Align::right},
               {"级别"},
               {"预警", Align::left, true}});
  for (const auto& year : carried) {
    for (const auto& alert : array_at(year, "alerts")) {
      const std::int64_t month = number_at(alert, "month");
      table.add({text_at(alert, "project_code"), text_at(alert, "project_name"),
                 month == 0 ? std::string("全年") : std::to_string(month) + "月",
                 level_cell(text_at(alert, "level")), text_at(alert, "sentence")});
    }
    const std::int64_t errors = number_at(year, "errors");
    const std::int64_t warnings = number_at(year, "warnings");
    if (errors + warnings == 0) continue;
    remark(terminal, "上一年度（编号 " + text_at(year, "from") + "）的检查报告还有 " +
                         std::to_string(errors) + " 个错误、" + std::to_string(warnings) +
                         " 个警告。");
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
