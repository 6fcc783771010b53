#include "figures.h"

#include <algorithm>

#include <budget/decimal.h>
#include <budget/money.h>

namespace budget::disclosure {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool any_in(const Templates& templates, std::string_view list, std::string_view text) {
  const auto& entries = templates.list(list);
  return std::any_of(entries.begin(), entries.end(),
                     [&](const auto& entry) { return has(text, entry.first); });
}

/// 出国（境） is one word.
std::string without_border(std::string text) {
  for (const std::string_view word : {"(境)", "(境"}) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
      text.erase(at, word.size());
  }
  return text;
}

std::size_t mark_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {",", ";", ":", "(", ")", "。", "、", "?", "!"})
    if (text.substr(at).starts_with(mark)) return mark.size();
  return 0;
}

/// Reads the unit behind a number into the figure; its length in bytes, 0 for none of ours.
std::size_t take_unit(std::string_view rest, const std::string& digits, Figure& figure) {
  const auto money = [&](std::string_view unit, std::string_view reads_as) -> std::size_t {
    const Amount amount = read_amount(digits, reads_as);
    if (!amount.fen) return 0;
    figure.fen = *amount.fen;
    return unit.size();
  };
  if (rest.starts_with("万元")) return money("万元", "万元");
  if (rest.starts_with("亿元")) {
    const std::size_t length = money("亿元", "万元");
    figure.fen *= 10'000;
    return length;
  }
  if (rest.starts_with("元")) return money("元", "元");
  if (!rest.starts_with("%")) return 0;
  const auto point = digits.find('.');
  figure.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  const auto units =
      figure.decimals <= 6 ? parse_fixed(digits, figure.decimals) : Result<std::int64_t>(Error{});
  if (!units) return 0;
  figure.is_percent = true;
  figure.units = *units;
  return 1;
}

}  // namespace

std::vector<Figure> read_figures(const Paragraph& paragraph, const Templates& templates) {
  const std::string text = without_border(paragraph.text);
  std::vector<Figure> figures;
  std::size_t from = 0;
  std::size_t sentence = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t mark = mark_at(text, at); mark > 0) {
      sentence += std::string_view(text).substr(at).starts_with("。") ? 1 : 0;
      at += mark;
      from = at;
      continue;
    }
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() &&
           (is_digit(text[at]) || ((text[at] == '.' || text[at] == ',') && at + 1 < text.size() &&
                                   is_digit(text[at + 1]))))
      ++at;
    std::string digits = text.substr(begin, at - begin);
    std::erase(digits, ',');
    Figure figure;
    const std::size_t unit = take_unit(std::string_view(text).substr(at), digits, figure);
    if (unit == 0) continue;
    figure.label = text.substr(from, begin - from);
    figure.is_change = any_in(templates, "change", figure.label);
    figure.is_decrease = any_in(templates, "decrease", figure.label);
    figure.sentence = sentence;
    figure.line = paragraph.line;
    figure.printed = text.substr(begin, at - begin + unit);
    figures.push_back(std::move(figure));
    at += unit;
    from = at;
  }
  return figures;
}

}  // namespace budget::disclosure
