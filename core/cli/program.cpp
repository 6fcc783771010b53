#include "cli/program.h"

#include <unistd.h>

#include <ostream>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/curl_client.h"
#include "cli/findings.h"

namespace budget::cli {
namespace {

Terminal terminal_for(const GlobalOptions& globals, std::ostream& out, std::ostream& err) {
  return Terminal{
      .out = out,
      .err = err,
      .width = columns_of(STDOUT_FILENO),
      .is_colored = !globals.json && may_color(STDOUT_FILENO, globals.color),
      .shows_progress = isatty(STDERR_FILENO) != 0,
      .is_quiet = globals.quiet,
      .is_json = globals.json,
  };
}

template <typename Options>
ExitCode run_command(const GlobalOptions& globals, const Terminal& terminal,
                     const Options& options) {
  Result<ExitCode> ended = ExitCode::ok;
  if constexpr (requires { run(terminal, options); }) {
    ended = run(terminal, options);
  } else {
    Result<std::string> token = read_token(globals.token_file);
    if (!token) {
      return usage_error(terminal, token.error());
    }
    const auto client = CurlClient::open(globals, *std::move(token));
    if (!client) {
      return usage_error(terminal, client.error());
    }
    Api api(**client);
    ended = run(api, terminal, options);
    print_findings(terminal, terminal.err, api.findings());
  }
  if (!ended) {
    print_error(terminal, ended.error());
    return exit_code_of(ended.error().code);
  }
  return *ended;
}

}  // namespace

ExitCode run_program(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
  const auto parsed = parse_arguments(words);
  if (const auto* explanation = std::get_if<Explanation>(&parsed)) {
    (explanation->exit == ExitCode::ok ? out : err) << explanation->text;
    return explanation->exit;
  }
  const auto& invocation = std::get<Invocation>(parsed);
  const Terminal terminal = terminal_for(invocation.globals, out, err);
  return std::visit(
      [&](const auto& options) { return run_command(invocation.globals, terminal, options); },
      invocation.command);
}

}  // namespace budget::cli
