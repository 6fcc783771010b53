#include "reader/goal_sheet/goals.h"

#include <array>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr std::array<std::string_view, 20> kRings = {"①", "②", "③", "④", "⑤", "⑥", "⑦",
                                                     "⑧", "⑨", "⑩", "⑪", "⑫", "⑬", "⑭",
                                                     "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"};
constexpr std::array<std::string_view, 4> kMarks = {".", "、", "．", "。"};

/// The bytes of the mark that opens goal `number` at the front: "2.", "（2）", "②"; 0 without one.
std::size_t opening(std::string_view text, int number) {
  std::string_view rest = text;
  if (number <= static_cast<int>(kRings.size()) &&
      skip(rest, kRings[static_cast<std::size_t>(number - 1)])) {
    return text.size() - rest.size();
  }
  const bool bracket = skip(rest, "（") || skip(rest, "(");
  if (!skip(rest, std::to_string(number))) return 0;
  if (bracket) return skip(rest, "）") || skip(rest, ")") ? text.size() - rest.size() : 0;
  for (const std::string_view mark : kMarks) {
    if (skip(rest, mark)) return text.size() - rest.size();
  }
  return 0;
}

/// A number inside a sentence (2.5元, 第2.) opens nothing.
bool may_open_here(std::string_view text, std::size_t at, std::size_t length) {
  const bool fresh_line =
      at == 0 || text[at - 1] == '\n' || text[at - 1] == ' ' || text[at - 1] == '\t';
  const std::size_t behind = at + length;
  if (behind < text.size() && is_digit(text[behind]) && !fresh_line) return false;
  if (at == 0) return true;
  if (is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '-') return false;
  return !text.substr(0, at).ends_with("第") && !text.substr(0, at).ends_with("（") &&
         !text.substr(0, at).ends_with("(");
}

}  // namespace

std::string_view without_placeholder(std::string_view text) {
  std::string_view rest = text;
  if (!skip(rest, "目标内容")) return text;
  std::size_t digits = 0;
  while (digits < 2 && digits < rest.size() && is_digit(rest[digits]))
    ++digits;
  // 目标内容1：2025年… keeps its year.
  if (digits == 2 && rest.size() > 3 && is_digit(rest[2]) && is_digit(rest[3])) digits = 0;
  rest.remove_prefix(digits);
  while (skip(rest, "：") || skip(rest, ":") || skip(rest, " ") || skip(rest, "、")) {
  }
  return rest;
}

std::vector<ReadGoal> split_goals(std::string_view text) {
  std::vector<ReadGoal> goals;
  text = trimmed(text);
  const auto keep = [&](std::string_view piece, int number) {
    ReadGoal goal;
    goal.number = number;
    goal.text = tidy(piece);
    goal.clean = std::string(without_placeholder(goal.text));
    if (!goal.text.empty()) goals.push_back(std::move(goal));
  };
  if (text.empty()) return goals;
  const std::size_t first = opening(text, 1);
  if (first == 0) {
    keep(text, 0);
    return goals;
  }
  int number = 1;
  std::size_t begin = first;
  for (std::size_t at = first; at < text.size();) {
    const std::size_t length = opening(text.substr(at, 16), number + 1);
    if (length > 0 && may_open_here(text, at, length)) {
      keep(text.substr(begin, at - begin), number);
      ++number;
      at += length;
      begin = at;
    } else {
      at += character_at(text, at).length;
    }
  }
  keep(text.substr(begin), number);
  return goals;
}

}  // namespace budget::reader
