#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

std::string told(const json::value& notice) {
  const std::string people = names_at(notice, "recipients");
  return people.empty() ? "（无人）" : people;
}

std::string problem_of(const json::value& notice) {
  const std::string problem = text_at(notice, "problem");
  return problem.empty() ? "" : "（" + problem + "）";
}

Cell state_cell(const std::string& state) {
  if (state == "delivered") {
    return "已发出";
  }
  if (state == "given_up") {
    return {"未能发出", Style::red};
  }
  return {"待发", Style::yellow};
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const NoticeListOptions& options) {
  const json::array notices =
      TRY(api.list("/v1/notices" + Query().add("instance", options.instance).text()));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", notices}});
    return ExitCode::ok;
  }
  Table table(
      {{"编号", Align::right}, {"时间"}, {"状态"}, {"收件人"}, {"内容", Align::left, true}});
  for (const auto& notice : notices) {
    table.add({text_at(notice, "id"), to_minute(text_at(notice, "queued_at")),
               state_cell(text_at(notice, "state")), told(notice),
               text_at(notice, "text") + problem_of(notice)});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
