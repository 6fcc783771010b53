#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"

namespace budget::cli {

/// All the options, and which command was chosen. Lives as long as the parser that points into it.
struct Words {
  GlobalOptions globals;
  std::optional<CommandOptions> chosen;
};

/// Adds a command whose options are read into an Options of its own, handed over when it is the one
/// chosen.
template <typename Options, typename Declare>
void add_command(CLI::App& parent, Words& words, const char* name, const char* text,
                 Declare declare) {
  CLI::App* command = parent.add_subcommand(name, text);
  auto options = std::make_shared<Options>();  // shared: the parser copies its callbacks
  declare(*command, *options);
  command->callback([options, &words] { words.chosen = *options; });
}

[[nodiscard]] CLI::App& add_noun(CLI::App& app, const char* name, const char* text);

/// A check that shows nothing in the help and explains itself in words.
[[nodiscard]] CLI::Validator check_of(std::function<std::string(std::string&)> check);
[[nodiscard]] CLI::Validator whole_number(std::int64_t least, std::int64_t most,
                                          const std::string& wanted);
[[nodiscard]] CLI::Validator one_of(const std::vector<std::string>& words);

extern const CLI::Validator kYears;
extern const CLI::Validator kMonths;
extern const CLI::Validator kPositive;
extern const CLI::Validator kInstance;
extern const CLI::Validator kPluginName;

template <typename Value>
void add_instance(CLI::App& command, Value& value) {
  command
      .add_option("instance", value,
                  "Number of the instance, or YEAR-REGION-DEPARTMENT (2026-130605-203)")
      ->required()
      ->check(kInstance)
      ->type_name("ID");
}

// The commands, a file for each of their circles.

void add_office(CLI::App& app, Words& words);     ///< status, queue, cycles
void add_instances(CLI::App& app, Words& words);  ///< budgets on their way, and acts
void add_substitutions(CLI::App& app, Words& words);
void add_time(CLI::App& app, Words& words);       ///< occasions
void add_workflows(CLI::App& app, Words& words);  ///< definitions, and migrations to them
void add_projects(CLI::App& app, Words& words);
void add_money(CLI::App& app, Words& words);  ///< payments, alerts, movements, notices
void add_charts(CLI::App& app, Words& words);
void add_sheets(CLI::App& app, Words& words);  ///< monitoring, self-evaluation, bulletins
void add_exports(CLI::App& app, Words& words);
void add_plugins(CLI::App& app, Words& words);
void add_offline(CLI::App& app, Words& words);  ///< what works on files of this machine

}  // namespace budget::cli
