#include <algorithm>

#include "lint.h"

namespace budget::goal_lint {
namespace {

struct Year {
  int year = 0;
  int until = 0;  ///< the same, or the end of a span: 2024-2026年
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind 年
};

bool four_digits(View text, std::size_t at) {
  if (at + 4 > text.size()) return false;
  const View digits = text.substr(at, 4);
  return std::all_of(digits.begin(), digits.end(), is_digit) &&
         (at == 0 || !is_digit(text[at - 1]));
}

int number_at(View text, std::size_t at) {
  int number = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    number = number * 10 + static_cast<int>(text[i] - U'0');
  return number;
}

/// Every 2025年, and spans with one 年 behind or two.
std::vector<Year> years_of(View text) {
  std::vector<Year> years;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!four_digits(text, at)) continue;
    Year year{number_at(text, at), number_at(text, at), at, at + 4};
    if (year.year < 1990 || year.year > 2100) continue;
    std::size_t next = at + 4;
    if (next < text.size() && text[next] == U'年') ++next;
    if (next < text.size() && text[next] == U'度') ++next;
    if (next < text.size() && has(U"-—–~至到", text.substr(next, 1))) {
      std::size_t second = next + 1;
      while (second < text.size() && has(U"-—–", text.substr(second, 1)))
        ++second;
      if (four_digits(text, second)) {
        year.until = number_at(text, second);
        year.end = second + 4;
      }
    }
    if (year.end < text.size() && text[year.end] == U'年') {
      ++year.end;
      years.push_back(year);
    }
    at = year.end - 1;
  }
  return years;
}

bool covers(const Year& year, int fiscal_year) {
  return year.year <= fiscal_year && fiscal_year <= year.until;
}

void look_at_year_in_name(Lint& lint, const Sheet& sheet) {
  std::string others;
  for (const Year& year : years_of(sheet.name.text)) {
    if (covers(year, sheet.fiscal_year)) return;
    others += (others.empty() ? "" : "、") + std::to_string(year.year);
  }
  if (others.empty()) return;
  lint.add("name_year_not_fiscal_year", sheet, "name", sheet.name.line,
           "项目名称中的年份是 " + others + "，预算年度是 " + std::to_string(sheet.fiscal_year),
           sheet.name.printed);
}

/// Region (6), year (2), then a letter or a digit: 21 characters.
void look_at_code(Lint& lint, const Sheet& sheet) {
  constexpr std::size_t kLength = 21;
  const Text& code = sheet.code;
  if (code.size() != kLength || !std::all_of(code.begin(), code.begin() + 8, is_digit)) return;
  const int year = 2000 + static_cast<int>(code[6] - U'0') * 10 + static_cast<int>(code[7] - U'0');
  if (year == sheet.fiscal_year) return;
  lint.add("code_year_not_fiscal_year", sheet, "code", sheet.line,
           "项目编码的年份是 " + std::to_string(year) + "，预算年度是 " +
               std::to_string(sheet.fiscal_year),
           encode(code));
}

/// 2025年工作计划 in the 2026 budget: the year belongs to a plan that is over.
bool is_stale_plan(const Lint& lint, const Sheet& sheet, View text) {
  for (const Year& year : years_of(text)) {
    if (year.until >= sheet.fiscal_year) continue;
    View behind = text.substr(year.end);
    if (behind.starts_with(U"度")) behind.remove_prefix(1);
    for (const Text& word : lint.words.list("plan_words"))
      if (behind == word || behind.starts_with(word + U",") || behind.starts_with(word + U"、"))
        return true;
  }
  return false;
}

void look_for_stale(Lint& lint, const Sheet& sheet) {
  const Row* first = nullptr;
  int rows = 0;
  std::string quote;
  for (const Row& row : sheet.rows) {
    const std::vector<Year> years = years_of(row.value.printed);
    const bool is_past_date =
        row.value.is_deadline && !years.empty() && years.back().until < sheet.fiscal_year;
    const bool is_past_plan = is_stale_plan(lint, sheet, row.basis.text);
    if (!is_past_date && !is_past_plan) continue;
    ++rows;
    if (first == nullptr) first = &row;
    const std::string& what = is_past_date ? row.value_cell.printed : row.basis.printed;
    if (quote.find(what) == std::string::npos) quote += (quote.empty() ? "" : "、") + what;
  }
  if (first == nullptr) return;
  lint.add("stale_year", sheet, *first, "basis",
           std::to_string(rows) + " 个指标还是 " + std::to_string(sheet.fiscal_year) +
               " 年以前的时间：" + quote,
           quote);
}

/// A date by which something is to be done, after the fiscal year's end.
bool is_late_deadline(const Lint& lint, const Sheet& sheet, View text) {
  for (const Year& year : years_of(text)) {
    if (year.year <= sheet.fiscal_year) continue;
    const View behind = text.substr(year.end, 10);
    if (lint.words.any_in("deadline_words", behind)) return true;
  }
  return false;
}

bool is_multi_year(const Lint& lint, const Sheet& sheet) {
  const auto says = [&](const Field& field) {
    if (lint.words.any_in("multi_year_words", field.text)) return true;
    const auto years = years_of(field.text);
    return std::any_of(years.begin(), years.end(),
                       [&](const Year& year) { return year.until > sheet.fiscal_year; });
  };
  return says(sheet.name) || says(sheet.purpose) ||
         std::any_of(sheet.goals.begin(), sheet.goals.end(), says);
}

void look_for_late(Lint& lint, const Sheet& sheet) {
  if (is_multi_year(lint, sheet)) return;
  for (const Row& row : sheet.rows) {
    const std::vector<Year> years = years_of(row.value.printed);
    const bool in_value =
        row.value.is_deadline && !years.empty() && years.front().year > sheet.fiscal_year;
    const Field* field = in_value                                              ? &row.value_cell
                         : is_late_deadline(lint, sheet, row.description.text) ? &row.description
                         : is_late_deadline(lint, sheet, row.name.text)        ? &row.name
                                                                               : nullptr;
    if (field == nullptr) continue;
    lint.add("date_out_of_year", sheet, row, in_value ? "printed" : "description",
             "完成日期" + quoted(field->printed) + "不在 " + std::to_string(sheet.fiscal_year) +
                 " 预算年度内",
             field->printed);
  }
}

void look_at_title(Lint& lint) {
  const Json& document = lint.payload["document"];
  const Json& title = document["title"];
  if (!document.is_object()) return;
  // The tables' or the narrative's own headings say it.
  const std::string& evidence = document["fiscal_year_evidence"].text();
  if (evidence == "heading" || evidence == "page headers") return;
  const std::string& text = title.is_text() ? title.text() : title["text"].text();
  const Text folded = fold(text);
  if (has(folded, decode(std::to_string(lint.fiscal_year)))) return;
  lint.add_to_document("document_year_not_in_title", 0,
                       "文件标题没有写明 " + std::to_string(lint.fiscal_year) + " 年度", text);
}

}  // namespace

void check_years(Lint& lint) {
  if (lint.fiscal_year == 0) return;
  look_at_title(lint);
  for (const Sheet& sheet : lint.sheets) {
    look_at_year_in_name(lint, sheet);
    look_at_code(lint, sheet);
    look_for_stale(lint, sheet);
    look_for_late(lint, sheet);
  }
}

}  // namespace budget::goal_lint
