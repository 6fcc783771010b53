#include "cli/program.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "cli/arguments.h"
#include "cli/client/curl_client.h"
#include "cli/commands.h"
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
      .in = isatty(STDIN_FILENO) != 0 ? &std::cin : nullptr,
  };
}

template <typename Options>
ExitCode run_command(const GlobalOptions& globals, const Terminal& terminal,
                     const Options& options) {
  Result<ExitCode> ended = ExitCode::ok;
  std::vector<Finding> findings;
  if constexpr (requires { run(terminal, options); }) {
    ended = run(terminal, options);
  } else if constexpr (requires { run(globals, terminal, options); }) {
    ended = run(globals, terminal, options);
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
    findings = api.findings();
    print_findings(terminal, terminal.err, findings);
  }
  if (!ended) {
    print_error(terminal, ended.error(), findings);
    return exit_code_of(ended.error().code);
  }
  return *ended;
}

/// A mistake in the words is an answer too: who asked for JSON gets it as JSON.
void explain(const Explanation& explanation, const std::vector<std::string>& words,
             std::ostream& out, std::ostream& err) {
  if (explanation.exit == ExitCode::ok) {
    out << explanation.text;
    return;
  }
  err << explanation.text;
  if (std::ranges::find(words, "--json") == words.end()) return;
  std::string detail = explanation.text.substr(0, explanation.text.find('\n'));
  out << boost::json::serialize(
             boost::json::object{{"code", name_of(ErrorCode::invalid_input)},
                                 {"detail", detail},
                                 {"hint", "budgetctl --help lists the commands and options"}})
      << '\n';
}

}  // namespace

ExitCode run_program(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
  const auto parsed = parse_arguments(words);
  if (const auto* explanation = std::get_if<Explanation>(&parsed)) {
    explain(*explanation, words, out, err);
    return explanation->exit;
  }
  const auto& invocation = std::get<Invocation>(parsed);
  const Terminal terminal = terminal_for(invocation.globals, out, err);
  return std::visit(
      [&]<typename Options>(const Options& options) {
        if constexpr (std::is_same_v<Options, PaymentImportOptions>) {
          if (options.preview)
            return run_command(invocation.globals, terminal, PaymentPreviewOptions(options));
        }
        return run_command(invocation.globals, terminal, options);
      },
      invocation.command);
}

}  // namespace budget::cli
