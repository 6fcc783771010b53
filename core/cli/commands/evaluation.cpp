#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// "3=4.5:理由" as a score found otherwise.
Result<json::object> adjusted_score(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':', equals == std::string::npos ? 0 : equals);
  const bool is_whole = equals != std::string::npos && colon != std::string::npos;
  const bool is_number =
      is_whole && equals > 0 && equals < 5 && text.find_first_not_of("0123456789") == equals;
  if (!is_number) {
    return Error{ErrorCode::invalid_input,
                 "expected NUMBER=SCORE:REASON such as \"3=4.5:佐证材料不足\", but there is \"" +
                     text + "\"",
                 "the number is that of the indicator, 0 for execution"};
  }
  return json::object{{"number", std::stoi(text.substr(0, equals))},
                      {"score", text.substr(equals + 1, colon - equals - 1)},
                      {"reason", text.substr(colon + 1)}};
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const EvaluationCheckOptions& options) {
  json::array scores;
  for (const std::string& text : options.scores) {
    Result<json::object> score = adjusted_score(text);
    if (!score) return usage_error(terminal, score.error());
    scores.push_back(std::move(*score));
  }
  const json::object body{{"text", options.text}, {"scores", std::move(scores)}};
  const auto answer = TRY(api.post("/v1/instances/" + percent_encoded(options.instance) +
                                       "/evaluations/" + percent_encoded(options.code) + "/checks",
                                   body));
  if (terminal.is_json) {
    print_json(terminal, answer);
  } else {
    terminal.out << "已登记抽查：" << text_at(answer, "total") << " 分，"
                 << text_at(answer, "grade") << "。\n";
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const EvaluationSummaryOptions& options) {
  const auto summary =
      TRY(api.get("/v1/instances/" + percent_encoded(options.instance) + "/evaluation-summary"));
  if (terminal.is_json) {
    print_json(terminal, summary);
    return ExitCode::ok;
  }
  Table table({{"项目编码"},
               {"项目", Align::left, true},
               {"全年预算（万元）", Align::right},
               {"全年执行", Align::right},
               {"自评", Align::right},
               {"抽查", Align::right},
               {"等次"},
               {"需要核实", Align::left, true}});
  for (const json::value& line : array_at(summary, "items")) {
    std::string suspicions;
    for (const json::value& one : array_at(line, "suspicions"))
      suspicions += (suspicions.empty() ? "" : "；") + text_at(one, "title");
    if (options.suspicious && suspicions.empty()) continue;
    table.add({text_at(line, "project_code"), text_at(line, "project_name"),
               wan_at(line, "budget_wan"), wan_at(line, "paid_wan"), text_at(line, "total"),
               text_at(line, "checked_total"), text_at(line, "grade"), suspicions});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  if (options.suspicious) return ExitCode::ok;
  Sheet sheet;
  for (const json::value& grade : array_at(summary, "grades"))
    sheet.add(text_at(grade, "grade"), std::to_string(number_at(grade, "projects")) + " 个，预算 " +
                                           wan_at(grade, "budget_wan") + " 万元");
  sheet.add("未上报", std::to_string(number_at(summary, "missing")) + " 个");
  sheet.add("抽查", std::to_string(number_at(summary, "checked")) + " 个");
  sheet.add("平均得分", text_at(summary, "mean"));
  sheet.add("按预算加权", text_at(summary, "weighted_mean"));
  sheet.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const EvaluationBeforeOptions& options) {
  const auto answer =
      TRY(api.get("/v1/instances/" + percent_encoded(options.instance) + "/evaluations-before"));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  const json::array& items = array_at(answer, "items");
  if (items.empty()) say_nothing_found(terminal);
  for (const json::value& row : items) {
    terminal.out << text_at(row, "project_code") << " " << text_at(row, "project_name") << "："
                 << text_at(row, "fiscal_year") << " 年自评 " << text_at(row, "final_score")
                 << " 分，" << text_at(row, "final_grade") << '\n';
    for (const json::value& question : array_at(row, "questions"))
      terminal.out << "  · " << std::string(question.as_string()) << '\n';
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const BulletinOptions& options) {
  const auto bulletin =
      TRY(api.get("/v1/bulletins/" + std::to_string(options.year) + "/" +
                  std::to_string(options.month) + Query().add("region", options.region).text()));
  if (terminal.is_json) {
    print_json(terminal, bulletin);
    return ExitCode::ok;
  }
  Table table({{"名次", Align::right},
               {"部门", Align::left, true},
               {"项目", Align::right},
               {"全年预算（万元）", Align::right},
               {"累计计划", Align::right},
               {"累计支出", Align::right},
               {"执行率", Align::right},
               {"应达", Align::right},
               {"级别"},
               {"差额", Align::right}});
  for (const json::value& line : array_at(bulletin, "items")) {
    const std::string due = text_at(line, "due_percent");
    table.add({text_at(line, "rank"), text_at(line, "department_name"), text_at(line, "projects"),
               wan_at(line, "budget_wan"), wan_at(line, "planned_wan"), wan_at(line, "paid_wan"),
               text_at(line, "execution_percent") + "%", due.empty() ? "" : due + "%",
               level_cell(text_at(line, "level")), wan_at(line, "gap_wan")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  for (const json::value& rule : array_at(bulletin, "rules"))
    terminal.out << std::string(rule.as_string()) << '\n';
  for (const json::value& line : array_at(bulletin, "items"))
    terminal.out << text_at(line, "department_name") << "：" << text_at(line, "arithmetic") << '\n';
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertLettersOptions& options) {
  const Query query = Query().add("year", options.year).add("instance", options.instance);
  const json::array letters = TRY(api.list("/v1/alert-letters" + query.text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", letters}});
    return ExitCode::ok;
  }
  Table table({{"文号"},
               {"预警", Align::right},
               {"部门", Align::left, true},
               {"项目", Align::left, true},
               {"发出"},
               {"答复期限"},
               {"答复"}});
  for (const json::value& letter : letters) {
    const std::string answered = text_at(letter, "answered_at");
    table.add({text_at(letter, "number_text"), text_at(letter, "alert"),
               text_at(letter, "department_name"), text_at(letter, "project_name"),
               to_minute(text_at(letter, "issued_at")), text_at(letter, "due_on"),
               answered.empty() ? "待答复" : to_minute(answered)});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const AlertLetterOptions& options) {
  const auto letter = TRY(api.get("/v1/alerts/" + std::to_string(options.alert) + "/letter"));
  if (terminal.is_json) {
    print_json(terminal, letter);
    return ExitCode::ok;
  }
  terminal.out << text_at(letter, "title") << "　" << text_at(letter, "number_text") << "\n\n";
  Sheet sheet;
  sheet.add("致", text_at(letter, "department_name"));
  sheet.add("项目",
            text_at(letter, "project_name") + "（" + text_at(letter, "project_code") + "）");
  sheet.add("事由", text_at(letter, "sentence"));
  sheet.add("要求", text_at(letter, "demand"));
  sheet.add("期限", text_at(letter, "due_on"));
  sheet.add("发出",
            text_at(letter, "issued_by_name") + "，" + to_minute(text_at(letter, "issued_at")));
  const std::string answered = text_at(letter, "answered_at");
  sheet.add("答复", answered.empty()
                        ? "尚未答复"
                        : text_at(letter, "answered_by_name") + "，" + to_minute(answered));
  sheet.add("说明", text_at(letter, "answer"));
  sheet.add("附件", text_at(letter, "attachment"));
  sheet.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
