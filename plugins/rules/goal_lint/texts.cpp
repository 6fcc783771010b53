#include <algorithm>
#include <array>

#include "lint.h"

namespace budget::goal_lint {
namespace {

/// 目标内容1… before a goal, or the placeholder alone.
void look_at_goal(Lint& lint, const Sheet& sheet, const Field& goal) {
  for (const Text& prefix : lint.words.list("placeholder_prefixes")) {
    if (!goal.text.starts_with(prefix)) continue;
    std::size_t end = prefix.size();
    while (end < goal.text.size() &&
           (is_digit(goal.text[end]) || has(U".、:,", View(&goal.text[end], 1))))
      ++end;
    if (end == goal.text.size()) {
      lint.add("placeholder_text", sheet, "goals", goal.line,
               "绩效目标只有模板占位文字" + quoted(goal.printed), goal.printed);
    } else {
      lint.add("placeholder_prefix", sheet, "goals", goal.line,
               "绩效目标前留有模板占位文字" + quoted(encode(goal.text.substr(0, end))),
               goal.printed);
    }
    return;
  }
}

/// XX, ×××, ○○: two marks and more that stand for a word, no letters of an abbreviation.
bool has_blank_run(View text) {
  constexpr View kMarks = U"Xx×○△□＊*";
  const auto is_letter = [](char32_t c) {
    return is_digit(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (kMarks.find(text[at]) == View::npos) continue;
    std::size_t end = at;
    while (end < text.size() && text[end] == text[at])
      ++end;
    const bool alone =
        (at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]));
    if (end - at >= 2 && alone) return true;
    at = end - 1;
  }
  return false;
}

/// XX市, ×××, 待填 and the like.
void look_for_blank_marks(Lint& lint, const Sheet& sheet, std::string_view where,
                          const Field& field) {
  if (lint.words.is_one("placeholder_texts", field.text) ||
      lint.words.any_in("placeholder_marks", field.text) || has_blank_run(field.text)) {
    lint.add("placeholder_text", sheet, where, field.line,
             "留有未填写的占位文字：" + quoted(field.printed), field.printed);
  }
}

void look_at_ending(Lint& lint, const Sheet& sheet, std::string_view where, const Field& field) {
  const Text& text = field.text;
  if (text.size() < 2) return;
  // folded: full-width marks look like half-width ones, so the printed text decides
  if (field.printed.ends_with('.') && is_han(text[text.size() - 2])) {
    lint.add("mixed_punctuation", sheet, where, field.line, "中文句子以英文句点结尾",
             field.printed);
  }
  const char32_t last = text.back();
  const auto count = [&](char32_t c) { return std::count(text.begin(), text.end(), c); };
  const bool is_open = count(U'《') > count(U'》') || count(U'“') > count(U'”');
  if (has(U"、(《“[", View(&last, 1)) || (last == U',') || is_open) {
    lint.add("truncated_text", sheet, where, field.line,
             "文字不完整（以“" + encode(View(&last, 1)) + "”结尾或引号、书名号未合上）",
             field.printed);
  }
}

void look_at_name(Lint& lint, const Sheet& sheet) {
  int depth = 0;
  int deepest = 0;
  bool is_balanced = true;
  for (const char32_t c : sheet.name.text) {
    if (c == U'(') deepest = std::max(deepest, ++depth);
    if (c == U')') --depth;
    is_balanced = is_balanced && depth >= 0;
  }
  if (deepest < 2 && depth == 0 && is_balanced) return;
  lint.add("nested_brackets", sheet, "name", sheet.name.line,
           deepest >= 2 ? "项目名称的圆括号里又有圆括号" : "项目名称的括号不成对",
           sheet.name.printed);
}

void look_at_copies_of_name(Lint& lint, const Sheet& sheet) {
  const Row* first = nullptr;
  std::size_t copies = 0;
  std::string names;
  for (const Row& row : sheet.rows) {
    if (row.is_redacted || row.name.empty() || row.name.text != row.description.text) continue;
    if (first == nullptr) first = &row;
    ++copies;
    names += (copies > 1 ? "、" : "") + row.name.printed;
  }
  if (first == nullptr) return;
  lint.add("description_copies_name", sheet, *first, "description",
           std::to_string(sheet.rows.size()) + " 个指标中 " + std::to_string(copies) +
               " 个的描述照抄名称",
           names);
}

void look_at_description(Lint& lint, const Sheet& sheet, const Row& row) {
  const Text& text = row.description.text;
  if (!has_digit(text) || text != row.value.printed) {
    const Value as_value = read_value(text, lint.words);
    const bool is_value = as_value.is_number && as_value.kind != UnitKind::count &&
                          (is_digit(text.front()) || has(U"≥≤<>=", View(text).substr(0, 1)));
    if (!is_value || text.size() > 12) return;
  }
  lint.add("description_is_value", sheet, row, "description",
           "指标描述填的是指标值" + quoted(row.description.printed), row.description.printed);
}

constexpr std::size_t kShortestDouble = 4;
constexpr std::size_t kLongestDouble = 60;

/// Where four characters may stand that stand again within the reach of a double; in order. What is
/// left out begins none.
std::vector<std::size_t> maybe_doubled(View text) {
  std::array<std::uint32_t, 1024> last{};  // by fingerprint: one behind where it stood last
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at + kShortestDouble <= text.size(); ++at) {
    std::uint32_t& before = last[fingerprint(text.substr(at, kShortestDouble)) % last.size()];
    if (before != 0 && at + 1 - before <= kLongestDouble + 1) found.push_back(before - 1);
    before = static_cast<std::uint32_t>(at + 1);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A run of four characters and more directly behind itself, a comma between them allowed.
void look_for_double(Lint& lint, const Sheet& sheet, std::string_view where, const Field& field) {
  constexpr std::size_t kShortest = kShortestDouble;
  const Text& text = field.text;
  for (const std::size_t at : maybe_doubled(text)) {
    const std::size_t longest = std::min<std::size_t>((text.size() - at) / 2, kLongestDouble);
    for (std::size_t length = kShortest; length <= longest; ++length) {
      constexpr std::size_t kShortestApart = 6;
      std::size_t second = at + length;
      if (length >= kShortestApart && has(U"、,;", View(text).substr(second, 1))) ++second;
      if (second >= text.size() || text[second] != text[at]) continue;
      const View first = View(text).substr(at, length);
      if (View(text).substr(second, length) != first) continue;
      const auto han = std::count_if(first.begin(), first.end(), is_han);
      if (han < 4) continue;
      lint.add("doubled_text", sheet, where, field.line, "文字重复打印：" + quoted(encode(first)),
               field.printed);
      return;
    }
  }
}

void look_for_redaction(Lint& lint, const Sheet& sheet) {
  if (!sheet.is_redacted) return;
  lint.add("redacted", sheet, "indicators", sheet.line, "全部指标以涉密为由未填写，不能检查",
           sheet.rows.front().name.printed);
}

template <typename Look>
void each_text(const Sheet& sheet, Look look) {
  look("name", sheet.name);
  look("purpose", sheet.purpose);
  for (const Field& goal : sheet.goals)
    look("goals", goal);
  for (const Row& row : sheet.rows) {
    const std::string where = "indicators[" + std::to_string(row.index) + "].";
    look(where + "level3", row.name);
    look(where + "description", row.description);
    look(where + "basis", row.basis);
  }
}

}  // namespace

void check_texts(Lint& lint) {
  for (const Sheet& sheet : lint.sheets) {
    for (const Field& goal : sheet.goals)
      look_at_goal(lint, sheet, goal);
    look_at_name(lint, sheet);
    look_for_redaction(lint, sheet);
    look_at_copies_of_name(lint, sheet);
    std::set<std::string> seen;  // one finding per text: a basis repeats in every row
    each_text(sheet, [&](std::string_view where, const Field& field) {
      if (field.empty() || !seen.insert(field.printed).second) return;
      look_for_blank_marks(lint, sheet, where, field);
      look_at_ending(lint, sheet, where, field);
      look_for_double(lint, sheet, where, field);
    });
    for (const Row& row : sheet.rows) {
      if (!row.is_redacted) look_at_description(lint, sheet, row);
      if (lint.words.is_one("level_names", row.name.text)) {
        lint.add("placeholder_text", sheet, row, "level3",
                 "三级指标只写了级次名称" + quoted(row.name.printed), row.name.printed);
      }
    }
  }
}

}  // namespace budget::goal_lint
