#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <ostream>

#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// Writes beside the file first, so that whoever reads it never sees half of a new one.
Result<void> write_whole(const std::string& path, const std::string& bytes) {
  const std::string part = path + ".part";
  errno = 0;
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    if (file && std::rename(part.c_str(), path.c_str()) == 0) return {};
  }
  const int problem = errno;
  std::remove(part.c_str());
  return Error{ErrorCode::invalid_input,
               "expected to write " + path + ", but " + std::strerror(problem)};
}

/// The file goes where it was asked to go; to standard output without a name.
Result<ExitCode> deliver(const Terminal& terminal, const std::string& path,
                         const std::string& bytes) {
  if (path.empty()) {
    terminal.out << bytes;
    return ExitCode::ok;
  }
  if (const Result<void> written = write_whole(path, bytes); !written)
    return usage_error(terminal, written.error());
  if (terminal.is_json) {
    print_json(terminal, json::object{{"file", path}, {"bytes", bytes.size()}});
  } else {
    terminal.out << "已写入 " << path << '\n';
  }
  return ExitCode::ok;
}

Query narrowed(const ExportChoice& choice) {
  return Query()
      .add("year", choice.year)
      .add("department", choice.department)
      .add("person", choice.person);
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const ExportOptions& options) {
  const Query query =
      narrowed(options.choice).add("instance", options.instance).add("format", options.format);
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
