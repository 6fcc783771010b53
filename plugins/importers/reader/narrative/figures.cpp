#include "reader/narrative/figures.h"

#include <array>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr std::array<std::string_view, 14> kFigureUnits = {
    "万元", "亿元", "元",   "%",  "％", "个百分点", "平方米",
    "辆",   "台",   "人次", "人", "个", "批次",     "套"};
constexpr std::array<std::string_view, 12> kFigureMarks = {"，", "。", "；", "：", "、", "（",
                                                           "）", ",",  ";",  ":",  "(",  ")"};

std::string label_before(std::string_view text) {
  std::size_t begin = 0;
  for (const std::string_view mark : kFigureMarks) {
    const std::size_t at = text.rfind(mark);
    if (at != std::string_view::npos && at + mark.size() > begin) begin = at + mark.size();
  }
  return tidy(text.substr(begin));
}

}  // namespace

std::vector<ReadFigure> figures_in(std::string_view text, int line) {
  std::vector<ReadFigure> figures;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::string number;
    std::size_t end = at;
    while (end < text.size() &&
           (is_digit(text[end]) || ((text[end] == '.' || text[end] == ',') &&
                                    end + 1 < text.size() && is_digit(text[end + 1])))) {
      if (text[end] != ',') number.push_back(text[end]);
      ++end;
    }
    std::string_view rest = text.substr(end);
    while (!rest.empty() && is_blank(character_at(rest, 0).value)) {
      rest.remove_prefix(character_at(rest, 0).length);
    }
    for (const std::string_view unit : kFigureUnits) {
      if (!rest.starts_with(unit)) continue;
      const bool negative = at > 0 && text[at - 1] == '-';
      figures.push_back({label_before(text.substr(0, negative ? at - 1 : at)),
                         (negative ? "-" : "") + number, std::string(unit), line});
      break;
    }
    at = end;
  }
  return figures;
}

}  // namespace budget::reader
