#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/file_out.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

Query narrowed(const ExportChoice& choice) {
  return Query()
      .add("year", choice.year)
      .add("department", choice.department)
      .add("person", choice.person);
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ExportOptions& options) {
  const Query query = narrowed(options.choice)
                          .add("instance", options.instance)
                          .add("month", options.month)
                          .add("project", options.project)
                          .add("region", options.region)
                          .add("alert", options.alert)
                          .add("format", options.format);
  const std::string bytes =
      TRY(api.get_text("/v1/exports/" + percent_encoded(options.what) + query.text()));
  return deliver(terminal, options.out, bytes);
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const CalendarOptions& options) {
  if (options.ics || !options.out.empty()) {
    const Query query = narrowed(options.choice).add("format", options.format);
    const std::string bytes = TRY(api.get_text("/v1/exports/calendar" + query.text()));
    return deliver(terminal, options.out, bytes);
  }
  const json::value calendar =
      TRY(api.get("/v1/exports/calendar" + narrowed(options.choice).text()));
  if (terminal.is_json) {
    print_json(terminal, calendar);
    return ExitCode::ok;
  }
  Table table({{"截止"}, {"事项", Align::left, true}, {"说明", Align::left, true}});
  for (const json::value& entry : array_at(calendar, "entries")) {
    std::string text = text_at(entry, "text");
    std::replace(text.begin(), text.end(), '\n', ' ');
    table.add({text_at(entry, "due_on"), text_at(entry, "title"), text});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

}  // namespace budget::cli
