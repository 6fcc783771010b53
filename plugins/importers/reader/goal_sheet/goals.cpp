#include "reader/goal_sheet/goals.h"

#include <array>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr std::array<std::string_view, 20> kRings = {"①", "②", "③", "④", "⑤", "⑥", "⑦",
                                                     "⑧", "⑨", "⑩", "⑪", "⑫", "⑬", "⑭",
                                                     "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"};
constexpr std::array<std::string_view, 4> kMarks = {".", "、", "．", "。"};

enum class Style { none, ring, bracket, plain, named, han };

struct Opening {
  std::size_t length = 0;
  Style style = Style::none;
};

/// The mark that opens goal `number` at the front: "2.", "（2）", "②"; length 0 without one.
Opening opening(std::string_view text, int number) {
  std::string_view rest = text;
  const auto read = [&] { return text.size() - rest.size(); };
  if (number <= static_cast<int>(kRings.size()) &&
      skip(rest, kRings[static_cast<std::size_t>(number - 1)])) {
    return {read(), Style::ring};
  }
  if (skip(rest, "目标")) {  // 目标1：, 目标一：
    std::size_t length = digits_before(rest);
    const bool same = length > 0 ? rest.substr(0, length) == std::to_string(number)
                                 : han_number(rest, length) == number;
    rest.remove_prefix(length);
    const bool marked = same && (skip(rest, "：") || skip(rest, ":") || skip(rest, "、"));
    return marked ? Opening{read(), Style::named} : Opening{};
  }
  const bool bracket = skip(rest, "（") || skip(rest, "(");
  std::size_t han = 0;
  if (han_number(rest, han) == number) {  // 一、, （一）
    rest.remove_prefix(han);
    const bool closed = bracket ? skip(rest, "）") || skip(rest, ")") : skip(rest, "、");
    return closed ? Opening{read(), Style::han} : Opening{};
  }
  const std::string digits = std::to_string(number);
  if (!skip(rest, digits)) {
    for (const char digit : digits) {  // full-width digits: U+FF10 is EF BC 90
      const char wide[] = {'\xEF', '\xBC', static_cast<char>(0x90 + (digit - '0')), 0};
      if (!skip(rest, wide)) return {};
    }
  }
  if (bracket) {
    return skip(rest, "）") || skip(rest, ")") ? Opening{read(), Style::bracket} : Opening{};
  }
  for (const std::string_view mark : kMarks) {
    if (skip(rest, mark)) return {read(), Style::plain};
  }
  return {};
}

/// 90天内完成 behind "3.": what is counted in whole numbers, so that 3.90 is no decimal.
bool counts_something(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits]))
    ++digits;
  const std::string_view unit = text.substr(digits);
  for (const std::string_view whole :
       {"天", "日", "月", "年", "人", "名", "户", "个", "家", "次", "项", "场", "期", "批", "件",
        "台", "套", "所", "处", "座", "条", "份", "本", "册", "只", "头", "支", "辆", "盏", "村"}) {
    if (unit.starts_with(whole) && !unit.starts_with("个百分点")) return digits > 0;
  }
  return false;
}

bool stands_apart(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  for (const std::string_view mark : {" ", "\t", "　", "。", "；", ";"}) {
    if (before.ends_with(mark)) return true;
  }
  return false;
}

/// A number inside a sentence (2.5元, 第2.) opens nothing.
bool may_open_here(std::string_view text, std::size_t at, std::size_t length) {
  const bool fresh_line = at == 0 || text[at - 1] == '\n';
  const std::string_view behind = text.substr(at + length);
  const bool year = behind.starts_with("20") && contains(behind.substr(0, 8), "年");
  const bool counted = stands_apart(text, at) && counts_something(behind);
  if (!behind.empty() && is_digit(behind[0]) && !fresh_line && !year && !counted) return false;
  if (at == 0) return true;
  if (is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '-') return false;
  return !text.substr(0, at).ends_with("第") && !text.substr(0, at).ends_with("（") &&
         !text.substr(0, at).ends_with("(");
}

}  // namespace

std::string_view without_placeholder(std::string_view text, int number) {
  std::string_view rest = text;
  if (!skip(rest, "目标内容")) return text;
  // The placeholder's own number; what follows may begin with one, too: 目标内容1 30天内.
  std::string_view behind = rest;
  const bool own = number > 0 && skip(behind, std::to_string(number));
  if (!own && !behind.empty() && is_digit(behind.front())) behind.remove_prefix(1);
  const bool cut = !behind.empty() && behind.front() == '0';  // 目标内容10月底, 目标内容2025年
  if (!cut) rest = behind;
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
    goal.clean = std::string(without_placeholder(goal.text, number));
    if (!goal.text.empty()) goals.push_back(std::move(goal));
  };
  if (text.empty()) return goals;
  const Opening first = opening(text, 1);
  if (first.length == 0) {
    keep(text, 0);
    return goals;
  }
  int number = 1;
  std::size_t begin = first.length;
  for (std::size_t at = begin; at < text.size();) {
    const Opening next = opening(text.substr(at, 16), number + 1);
    // ② inside a goal numbered 1. is the goal's own list.
    if (next.length > 0 && next.style == first.style && may_open_here(text, at, next.length)) {
      keep(text.substr(begin, at - begin), number);
      ++number;
      at += next.length;
      begin = at;
    } else {
      at += character_at(text, at).length;
    }
  }
  keep(text.substr(begin), number);
  return goals;
}

}  // namespace budget::reader
