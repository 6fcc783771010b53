#include "cli/syntax/words.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace budget::cli {

CLI::Validator check_of(std::function<std::string(std::string&)> check) {
  return CLI::Validator(std::move(check), std::string());
}

CLI::Validator whole_number(std::int64_t least, std::int64_t most, const std::string& wanted) {
  return check_of([=](const std::string& text) -> std::string {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (stop != end || problem == std::errc::invalid_argument) {
      return "expected " + wanted + ", but \"" + text + "\" is no whole number";
    }
    const bool fits = problem == std::errc() && number >= least && number <= most;
    return fits ? "" : "expected " + wanted + ", but " + text + " is out of range";
  });
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  return check_of([words](const std::string& text) -> std::string {
    std::string list;
    for (const std::string& word : words) {
      list += (list.empty() ? "" : word == words.back() ? " or " : ", ") + word;
    }
    return std::ranges::find(words, text) != words.end()
               ? ""
               : "expected " + list + ", but it is \"" + text + "\"";
  });
}

const CLI::Validator kYears = whole_number(2000, 2099, "a year from 2000 to 2099");
const CLI::Validator kMonths = whole_number(1, 12, "a month from 1 to 12");
const CLI::Validator kPositive =
    whole_number(1, std::numeric_limits<std::int64_t>::max(), "a whole number from 1");
const CLI::Validator kInstance = check_of([](const std::string& text) -> std::string {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool is_number = digits == text.size() && digits > 0 && digits < 19;
  const bool is_key = digits == 4 && text.size() > 5 && text[4] == '-';
  return is_number || is_key ? ""
                             : "expected a number or YEAR-REGION-DEPARTMENT (2026-130605-203), but "
                               "it is \"" +
                                   text + "\"";
});

const CLI::Validator kPluginName = check_of([](const std::string& text) -> std::string {
  const bool is_name = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
  return is_name && !text.empty()
             ? ""
             : "expected a name of small letters, digits and underscores, but it is \"" + text +
                   "\"";
});

CLI::App& add_noun(CLI::App& app, const char* name, const char* text) {
  CLI::App* noun = app.add_subcommand(name, text);
  noun->require_subcommand(1);
  return *noun;
}

}  // namespace budget::cli
