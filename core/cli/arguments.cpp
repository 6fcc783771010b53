#include "cli/arguments.h"

#include <sstream>

#include "cli/syntax/unknown_word.h"
#include "cli/syntax/words.h"

namespace budget::cli {
namespace {

constexpr const char* kFooter =
    "\nExit status: 0 done; 1 done, with findings, differences or refused rows; 2 usage; 3 "
    "refused;\n"
    "4 nobody answers; 5 fault.\n"
    "The access token comes from --token-file, or from the environment variable BUDGETCTL_TOKEN; "
    "never\n"
    "from the command line, which everybody on the machine can see.\n"
    "See budgetctl(1).";

void add_globals(CLI::App& app, GlobalOptions& globals) {
  app.add_option("--url", globals.url, "Where budgetd listens")
      ->capture_default_str()
      ->envname("BUDGETCTL_URL")
      ->type_name("URL");
  app.add_option("--socket", globals.socket, "Unix socket of budgetd, instead of TCP")
      ->type_name("PATH");
  app.add_option("--token-file", globals.token_file, "File with the access token")
      ->envname("BUDGETCTL_TOKEN_FILE")
      ->type_name("FILE");
  app.add_flag("--json", globals.json, "Print results as JSON");
  app.add_flag("-q,--quiet", globals.quiet, "Print results and errors only");
  app.add_option_function<std::string>(
         "--color",
         [&globals](const std::string& mode) {
           globals.color = mode == "never" ? ColorMode::never : ColorMode::automatic;
         },
         "Colours: auto or never")
      ->check(one_of({"auto", "never"}))
      ->type_name("auto|never");
}

void declare(CLI::App& app, Words& words) {
  app.set_version_flag("--version", "budgetctl " BUDGETCTL_VERSION);
  app.set_help_flag("-h,--help", "Print this help");
  app.fallthrough();
  app.require_subcommand(1);
  app.footer(kFooter);
  add_globals(app, words.globals);
  add_office(app, words);
  add_instances(app, words);
  add_substitutions(app, words);
  add_time(app, words);
  add_workflows(app, words);
  add_projects(app, words);
  add_money(app, words);
  add_charts(app, words);
  add_sheets(app, words);
  add_exports(app, words);
  add_plugins(app, words);
  add_offline(app, words);
}

}  // namespace

std::variant<Invocation, Explanation> parse_arguments(const std::vector<std::string>& words) {
  CLI::App app("Drives the annual budget cycle kept by budgetd", "budgetctl");
  Words parsed;
  declare(app, parsed);
  try {
    app.parse(
        std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the back
  } catch (const CLI::ParseError& end) {
    std::ostringstream out;
    std::ostringstream err;
    if (app.exit(end, out, err) == 0) {
      return Explanation{ExitCode::ok, out.str() + err.str()};
    }
    const std::string unknown = unknown_word(app, words);
    return Explanation{ExitCode::usage, "budgetctl: " + (unknown.empty() ? end.what() : unknown) +
                                            "\n  → --help lists commands and options\n"};
  }
  return Invocation{parsed.globals, parsed.chosen.value()};
}

std::vector<CommandSyntax> command_syntaxes() {
  CLI::App app;
  Words words;
  declare(app, words);
  const auto any = [](const CLI::App*) { return true; };
  std::vector<CommandSyntax> syntaxes;
  for (const CLI::App* noun : app.get_subcommands(any)) {
    const auto verbs = noun->get_subcommands(any);
    if (verbs.empty()) {
      syntaxes.push_back({noun->get_name(), long_options(*noun)});
    }
    for (const CLI::App* verb : verbs) {
      syntaxes.push_back({noun->get_name() + " " + verb->get_name(), long_options(*verb)});
    }
  }
  return syntaxes;
}

}  // namespace budget::cli
