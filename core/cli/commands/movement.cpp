#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "cli/commands.h"
#include "cli/render.h"
#include "config/text_file.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

Result<json::value> json_of_file(const std::string& file) {
  const std::string text = TRY(read_text_file(file));
  boost::system::error_code problem;
  json::value body = json::parse(text, problem);
  if (!problem) return body;
  return Error{ErrorCode::invalid_input, "expected JSON in " + file + ", but " + problem.message(),
               "docs/http-api.md shows what a movement looks like"};
}

void print_moves(const Terminal& terminal, const json::value& answer) {
  Table table({{"项目编码"}, {"调整前（万元）", Align::right}, {"调整后", Align::right}});
  for (const json::value& row : array_at(answer, "moves"))
    table.add(
        {text_at(row, "project_code"), text_at(row, "before_wan"), text_at(row, "after_wan")});
  table.print(terminal);
}

const char* kind_in_chinese(const std::string& kind) {
  return kind == "transfer" ? "调剂" : kind == "adjustment" ? "预算调整" : "计划调整";
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const BudgetMoveOptions& options) {
  const Result<json::value> body = json_of_file(options.file);
  if (!body) return usage_error(terminal, body.error());
  const auto answer = TRY(api.post("/v1/instances/" + options.instance + "/movements", *body));
  terminal.is_json ? print_json(terminal, answer) : print_moves(terminal, answer);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const BudgetAskOptions& options) {
  const Result<json::value> body = json_of_file(options.file);
  if (!body) return usage_error(terminal, body.error());
  const auto answer = TRY(api.post("/v1/instances/" + options.instance + "/asked-movement", *body));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << (flag_at(answer, "is_granted") ? "已核定：\n" : "已填写申请：\n");
  print_moves(terminal, answer);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const BudgetAskedOptions& options) {
  const auto answer = TRY(api.get("/v1/instances/" + options.instance + "/asked-movement"));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  terminal.out << kind_in_chinese(text_at(answer, "kind")) << "，自 "
               << text_at(answer, "effective_on") << " 起（万元）：\n";
  Table table({{"项目编码"},
               {"现预算", Align::right},
               {"申请", Align::right},
               {"核定", Align::right},
               {"计划（累计）", Align::left, true}});
  for (const json::value& row : array_at(answer, "items")) {
    std::string plan;
    for (const json::value& node : array_at(row, "plan")) {
      plan += (plan.empty() ? "" : "，") + std::to_string(number_at(node, "month")) + "月 " +
              text_at(node, "cumulative_wan");
    }
    table.add({text_at(row, "project_code"), text_at(row, "before_wan"), text_at(row, "asked_wan"),
               text_at(row, "granted_wan"), plan});
  }
  table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
