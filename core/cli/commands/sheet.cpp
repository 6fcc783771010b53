#include <fstream>
#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/file_out.h"
#include "cli/findings.h"
#include "cli/render.h"
#include "cli/sheet_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kSheetsAtOnce = 100;

SheetForm sheet_form(const SheetChoice& choice) {
  return choice.month ? SheetForm::monitoring : SheetForm::evaluation;
}

std::string sheets_target(const SheetChoice& choice) {
  return "/v1/instances/" + percent_encoded(choice.instance) + "/sheets/" +
         (choice.month ? std::to_string(*choice.month) : "evaluation");
}

Result<json::array> sheets_of(Api& api, const SheetChoice& choice, const std::string& project) {
  const auto answer = TRY(api.get(sheets_target(choice) + Query().add("project", project).text()));
  return array_at(answer, "items");
}

void print_monitoring(const Terminal& terminal, const json::value& sheet) {
  Sheet head;
  head.add("项目", text_at(sheet, "project_name") + "（" + text_at(sheet, "project_code") + "）");
  head.add("单位", text_at(sheet, "unit_name"));
  head.add("状态", text_at(sheet, "phase_title"));
  head.add("年初预算数（万元）", wan_at(sheet, "original_wan"));
  head.add("全年预算数", wan_at(sheet, "budget_wan"));
  head.add("累计执行数",
           wan_at(sheet, "paid_wan") + "，执行率 " + text_at(sheet, "execution_percent") + "%");
  head.add("全年预计执行数", wan_at(sheet, "expected_wan"));
  head.add("目标完成率", text_at(sheet, "achieved_percent"));
  head.add("审核意见", text_at(sheet, "judgement"));
  head.add("预算执行预警", level_cell(text_at(sheet, "execution_alert")));
  head.add("目标完成预警", level_cell(text_at(sheet, "goal_alert")));
  head.print(terminal);
  Table table({{"序号", Align::right},
               {"三级指标", Align::left, true},
               {"年度指标值"},
               {"完成情况", Align::right},
               {"全年预计", Align::right},
               {"可能性"},
               {"原因", Align::left, true}});
  for (const json::value& line : array_at(sheet, "indicators")) {
    table.add({text_at(line, "number"), text_at(line, "level3"), text_at(line, "target"),
               text_at(line, "actual"), text_at(line, "forecast"), text_at(line, "likelihood"),
               text_at(line, "explanation")});
  }
  table.print(terminal);
}

void print_evaluation(const Terminal& terminal, const json::value& sheet) {
  Sheet head;
  head.add("项目", text_at(sheet, "project_name") + "（" + text_at(sheet, "project_code") + "）");
  head.add("单位", text_at(sheet, "unit_name"));
  head.add("状态", text_at(sheet, "phase_title"));
  head.add("全年预算数（万元）", wan_at(sheet, "budget_wan"));
  head.add("全年执行数",
           wan_at(sheet, "paid_wan") + "，执行率 " + text_at(sheet, "execution_percent") + "%");
  head.add("执行得分", text_at(sheet, "execution_score"));
  head.add("总分", text_at(sheet, "total"));
  head.add("等次", text_at(sheet, "grade"));
  head.add("抽查得分", text_at(sheet, "checked_total"));
  head.add("抽查等次", text_at(sheet, "checked_grade"));
  head.add("审核意见", text_at(sheet, "judgement"));
  head.print(terminal);
  Table table({{"序号", Align::right},
               {"三级指标", Align::left, true},
               {"年度指标值"},
               {"实际完成值", Align::right},
               {"分值", Align::right},
               {"得分", Align::right},
               {"抽查", Align::right},
               {"说明", Align::left, true}});
  for (const json::value& line : array_at(sheet, "indicators")) {
    table.add({text_at(line, "number"), text_at(line, "level3"), text_at(line, "target"),
               text_at(line, "actual"), text_at(line, "weight"), text_at(line, "score"),
               text_at(line, "checked_score"), text_at(line, "explanation")});
  }
  table.print(terminal);
}

void print_wanted(const Terminal& terminal, const json::value& sheet) {
  for (const json::value& wanted : array_at(sheet, "wanted"))
    terminal.out << "  还缺：" << text_at(wanted, "message") << '\n';
}

/// Sends part by part; what is wrong is told with the line of the file.
Result<json::array> send_sheets(Api& api, const SheetFillOptions& options, const SheetFile& file) {
  json::array filled;
  for (std::size_t begin = 0; begin < file.sheets.size(); begin += kSheetsAtOnce) {
    const std::size_t end = std::min(begin + kSheetsAtOnce, file.sheets.size());
    json::object body{
        {"sheets", json::array(file.sheets.begin() + static_cast<std::ptrdiff_t>(begin),
                               file.sheets.begin() + static_cast<std::ptrdiff_t>(end))}};
    if (options.hand_in) body["act"] = "hand_in";
    Result<json::value> answer = api.post(sheets_target(options.choice), body);
    if (!answer) {
      SheetFile part;
      part.sheet_lines.assign(file.sheet_lines.begin() + static_cast<std::ptrdiff_t>(begin),
                              file.sheet_lines.end());
      part.line_lines.assign(file.line_lines.begin() + static_cast<std::ptrdiff_t>(begin),
                             file.line_lines.end());
      std::vector<Finding> findings;
      for (const Finding& finding : api.findings())
        findings.push_back(placed(finding, part, options.file));
      api.retell(std::move(findings));
      Error error = std::move(answer).error();
      if (begin > 0)
        error.hint += (error.hint.empty() ? "" : "; ") + std::to_string(begin) +
                      " sheets were taken before; sending the file again is safe";
      return error;
    }
    for (const json::value& one : array_at(*answer, "filled"))
      filled.push_back(one);
  }
  return filled;
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const SheetListOptions& options) {
  const Query query = Query()
                          .add("year", options.year)
                          .add("instance", options.instance)
                          .add("month", options.evaluation ? "evaluation" : options.month);
  json::array tasks = TRY(api.list("/v1/sheets" + query.text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", tasks}});
    return ExitCode::ok;
  }
  Table table({{"部门年度"},
               {"部门", Align::left, true},
               {"表"},
               {"截止"},
               {"项目", Align::right},
               {"待填报", Align::right},
               {"填报中", Align::right},
               {"已退回", Align::right},
               {"已上报", Align::right},
               {"已审核", Align::right}});
  for (const json::value& task : tasks) {
    if (!options.evaluation && text_at(task, "month") == "evaluation") continue;
    const std::string due =
        text_at(task, "due_on") + (flag_at(task, "is_overdue") ? "（逾期）" : "");
    const auto count = [&](const char* name) { return std::to_string(number_at(task, name)); };
    table.add({text_at(task, "key"), text_at(task, "department_name"), text_at(task, "title"),
               Cell(due, flag_at(task, "is_overdue") ? Style::red : Style::plain),
               count("projects"), count("open"), count("filled"), count("returned"),
               count("handed_in"), count("accepted")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const SheetShowOptions& options) {
  const json::array sheets = TRY(sheets_of(api, options.choice, options.project));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", sheets}});
    return ExitCode::ok;
  }
  const bool is_monitoring = options.choice.month.has_value();
  if (!options.project.empty()) {
    for (const json::value& sheet : sheets) {
      is_monitoring ? print_monitoring(terminal, sheet) : print_evaluation(terminal, sheet);
      print_wanted(terminal, sheet);
    }
    return ExitCode::ok;
  }
  Table table({{"项目编码"},
               {"项目", Align::left, true},
               {"状态"},
               {"还缺", Align::right},
               {"全年预算（万元）", Align::right},
               {"执行率", Align::right},
               {is_monitoring ? "目标完成率" : "得分", Align::right},
               {is_monitoring ? "预警" : "等次"}});
  for (const json::value& sheet : sheets) {
    const std::string score =
        is_monitoring ? text_at(sheet, "achieved_percent") : text_at(sheet, "final_score");
    const Cell mark = is_monitoring ? level_cell(text_at(sheet, "execution_alert"))
                                    : Cell(text_at(sheet, "final_grade"));
    table.add({text_at(sheet, "project_code"), text_at(sheet, "project_name"),
               text_at(sheet, "phase_title"), std::to_string(array_at(sheet, "wanted").size()),
               wan_at(sheet, "budget_wan"), text_at(sheet, "execution_percent") + "%", score,
               mark});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const SheetTemplateOptions& options) {
  const json::array sheets = TRY(sheets_of(api, options.choice, options.project));
  return deliver(terminal, options.out, sheet_template(sheets, sheet_form(options.choice)));
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const SheetFillOptions& options) {
  std::ifstream input(options.file, std::ios::binary);
  if (!input) {
    return usage_error(terminal, Error{ErrorCode::invalid_input,
                                       "expected to read " + options.file + ", but cannot"});
  }
  SheetFile file = read_sheet_file(input, options.file, sheet_form(options.choice));
  if (!file.findings.empty()) {
    print_findings(terminal, terminal.err, file.findings);
    if (terminal.is_json)
      print_json(terminal, json::object{{"filled", 0}, {"findings", to_json(file.findings)}});
    remark(terminal, "文件有误，没有填报任何项目。");
    return ExitCode::findings;
  }
  const json::array filled = TRY(send_sheets(api, options, file));
  std::int64_t missing = 0;
  for (const json::value& one : filled)
    missing += number_at(one, "missing");
  if (terminal.is_json) {
    print_json(terminal, json::object{{"filled", filled}, {"missing", missing}});
  } else {
    terminal.out << "已填报 " << filled.size() << " 个项目" << (options.hand_in ? "并上报" : "")
                 << "，还缺 " << missing << " 项。\n";
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const SheetActOptions& options) {
  json::object body{{"act", options.act}};
  if (!options.projects.empty())
    body["projects"] = json::array(options.projects.begin(), options.projects.end());
  if (!options.reason.empty()) body["reason"] = options.reason;
  const auto answer = TRY(api.post(sheets_target(options.choice) + "/acts", body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const std::string what = options.act == "hand_in"  ? "已上报"
                           : options.act == "accept" ? "已审核通过"
                                                     : "已退回";
  terminal.out << what << " " << array_at(answer, "sheets").size() << " 个项目。\n";
  return ExitCode::ok;
}

}  // namespace budget::cli
