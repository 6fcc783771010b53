#include "cli/syntax/unknown_word.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <numeric>

namespace budget::cli {
namespace {

/// How many letters differ (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}

std::string unknown(const std::string& kind, const std::string& word,
                    const std::vector<std::string>& known) {
  constexpr std::size_t kFar = 3;
  std::string text = "unknown " + kind + " \"" + word + "\"";
  const auto nearest = std::ranges::min_element(
      known, {}, [&](const std::string& name) { return distance(word, name); });
  if (nearest != known.end() && distance(word, *nearest) < kFar) {
    text += ", did you mean \"" + *nearest + "\"?";
  }
  return text;
}

}  // namespace

std::vector<std::string> long_options(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (name != "help") {
        names.push_back("--" + name);
      }
    }
  }
  return names;
}

std::string unknown_word(CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* level = &app;
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    const std::string name = words[i].substr(0, words[i].find('='));
    const auto commands = level->get_subcommands([](const CLI::App*) { return true; });
    if (name.rfind("--", 0) == 0) {
      const CLI::Option* option = level->get_option_no_throw(name);
      option = option == nullptr ? app.get_option_no_throw(name) : option;
      if (option == nullptr) {
        std::vector<std::string> known = long_options(*level);
        std::ranges::copy(long_options(app), std::back_inserter(known));
        return unknown("option", name, known);
      }
      i += option->get_items_expected_max() > 0 && name == words[i] ? 1 : 0;
    } else if (!commands.empty() && name[0] != '-') {
      std::vector<std::string> known;
      std::ranges::transform(commands, std::back_inserter(known),
                             [](const CLI::App* command) { return command->get_name(); });
      const auto found = std::ranges::find(known, name);
      if (found == known.end()) {
        return unknown("command", name, known);
      }
      level = commands[static_cast<std::size_t>(found - known.begin())];
    }
  }
  return {};
}

}  // namespace budget::cli
