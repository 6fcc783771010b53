#include <algorithm>
#include <filesystem>
#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/render.h"
#include "config/options_file.h"
#include "plugin_host/plugin_attempt.h"
#include "plugin_host/validation/validation.h"

namespace budget::cli {
namespace {

using Outcome = ValidationVerdict::Outcome;
namespace json = boost::json;

Cell outcome_cell(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return {"ok", Style::green};
    case Outcome::failed:
      return {"RED", Style::red};
    case Outcome::not_run:
      return {"not run", Style::yellow};
  }
  return {"not run", Style::yellow};
}

/// One line as each test ends, so that a person sees how far it is.
void print_verdict(const Terminal& terminal, const ValidationVerdict& verdict) {
  Table line({{""}, {""}, {""}, {"", Align::right}});
  const auto padded = [](std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
  };
  const Cell outcome = outcome_cell(verdict.outcome);
  line.add({Cell(padded(outcome.text, 7), outcome.style), padded(verdict.room, 8),
            padded(verdict.test, 32), std::to_string(verdict.took.count()) + " ms"});
  line.print(terminal, 0, Titles::hidden);
  if (!verdict.sentence.empty()) terminal.out << "        " << printable(verdict.sentence) << '\n';
  terminal.out.flush();
}

json::object verdict_json(const ValidationVerdict& verdict) {
  json::object object{{"room", verdict.room},
                      {"test", verdict.test},
                      {"outcome", name_of(verdict.outcome)},
                      {"took_ms", verdict.took.count()}};
  if (!verdict.sentence.empty()) object["sentence"] = verdict.sentence;
  return object;
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const PluginValidateOptions& options) {
  ValidationRequest request;
  request.library = options.file;
  request.in_inside_room = options.room != "isolated";
  request.in_isolated_room = options.room != "inside";
  request.room_program = places_of_this_program().room_program;
  request.reproduced = options.reproduced;
  request.limit = std::chrono::seconds(options.limit_s);
  if (!options.options.empty()) {
    Result<Json> read = read_options_file(options.options);
    if (!read) return usage_error(terminal, read.error());
    request.options = *std::move(read);
    request.options_folder = std::filesystem::current_path();
  }
  const bool prints = !terminal.is_json;
  const auto verdicts = validate_plugin(request, [&](const ValidationVerdict& verdict) {
    if (prints) print_verdict(terminal, verdict);
  });
  const auto failed = std::ranges::count(verdicts, Outcome::failed, &ValidationVerdict::outcome);
  const auto passed = std::ranges::count(verdicts, Outcome::passed, &ValidationVerdict::outcome);
  if (terminal.is_json) {
    json::array tests;
    for (const ValidationVerdict& verdict : verdicts)
      tests.push_back(verdict_json(verdict));
    print_json(terminal, json::object{{"library", options.file},
                                      {"passed", failed == 0},
                                      {"tests", std::move(tests)}});
  } else {
    terminal.out << options.file << ": " << passed << " passed, " << failed << " failed, "
                 << static_cast<std::ptrdiff_t>(verdicts.size()) - passed - failed << " not run\n";
  }
  return failed == 0 ? ExitCode::ok : ExitCode::findings;
}

}  // namespace budget::cli
