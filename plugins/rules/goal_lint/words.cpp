#include "words.h"

#include <algorithm>

namespace budget::goal_lint {
namespace {

constexpr std::string_view kBuiltIn =
#include "words.inc"
    ;

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

Words Words::built_in() {
  Words words;
  (void)words.read(kBuiltIn, false);
  return words;
}

Result<void> Words::replace_by(std::string_view file) {
  return read(file, true);
}

Result<void> Words::read(std::string_view file, bool only_known) {
  Entry* list = nullptr;
  int number = 0;
  while (!file.empty()) {
    const auto end = std::min(file.find('\n'), file.size());
    const std::string_view line = trimmed(file.substr(0, end));
    file.remove_prefix(std::min(end + 1, file.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto wrong = [&](const std::string& why) {
      return Error{ErrorCode::invalid_input,
                   "expected word lists, but line " + std::to_string(number) + " " + why,
                   "see words.txt of goal_lint for the lists there are"};
    };
    if (line.front() == '[' && line.back() == ']') {
      const std::string name(line.substr(1, line.size() - 2));
      if (only_known && !lists_.contains(name)) return wrong("names the unknown list " + name);
      list = &lists_[name];
      *list = {};
      continue;
    }
    if (list == nullptr) return wrong("is a word before any [list]");
    Text word = fold(line);
    if (word.empty()) continue;
    list->begins.insert(word.front());
    list->words.push_back(std::move(word));
  }
  return {};
}

const Words::Entry& Words::entry(std::string_view name) const {
  static const Entry none;
  const auto found = lists_.find(name);
  return found == lists_.end() ? none : found->second;
}

const Words::List& Words::list(std::string_view name) const {
  return entry(name).words;
}

bool Words::any_in(std::string_view name, View text) const {
  const auto& [words, begins] = entry(name);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!begins.may_hold(text[at])) continue;
    for (const Text& word : words)
      if (word.front() == text[at] && text.substr(at).starts_with(word)) return true;
  }
  return false;
}

bool Words::is_one(std::string_view name, View text) const {
  const List& words = list(name);
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool Words::any_ends(std::string_view name, View text) const {
  const List& words = list(name);
  return std::any_of(words.begin(), words.end(),
                     [&](const Text& word) { return text.ends_with(word); });
}

}  // namespace budget::goal_lint
