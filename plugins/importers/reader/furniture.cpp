#include "reader/furniture.h"

#include "reader/text/characters.h"

namespace budget::reader {

bool is_page_number(std::string_view text) {
  while (!text.empty() &&
         (text.front() == '-' || skip(text, "—") || skip(text, "–") || skip(text, "·"))) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  }
  if (text.starts_with("共") && contains(text, "页第")) {
    text.remove_prefix(text.find("页第") + std::string_view("页").size());
  }
  if (skip(text, "第")) {
    const std::size_t digits = digits_before(text);
    text.remove_prefix(digits);
    return digits > 0 && text.starts_with("页") && text.size() < 40;
  }
  const std::size_t digits = digits_before(text);
  if (digits == 0 || digits > 4) return false;
  text.remove_prefix(digits);
  if (text.starts_with("/")) {  // 3/40
    text.remove_prefix(1);
    const std::size_t pages = digits_before(text);
    text.remove_prefix(pages);
    return pages > 0 && pages <= 4 && text.empty();
  }
  while (skip(text, "-") || skip(text, "—") || skip(text, "–") || skip(text, "·")) {
  }
  return text.empty();
}

namespace {

/// A year of our time at the front: 2023, and the text behind it.
int take_year(std::string_view& text) {
  if (digits_before(text) != 4 || !(text.starts_with("20") || text.starts_with("19"))) return 0;
  int year = 0;
  for (int i = 0; i < 4; ++i)
    year = year * 10 + (text[static_cast<std::size_t>(i)] - '0');
  text.remove_prefix(4);
  return year;
}

bool take_unit_label(std::string_view& text) {
  for (const std::string_view label : {"部门编码及名称",
                                       "部门编码和名称",
                                       "预算部门编码及名称",
                                       "单位编码及名称",
                                       "预算单位编码及名称",
                                       "主管部门及代码",
                                       "编制部门",
                                       "编制单位",
                                       "预算部门",
                                       "预算单位",
                                       "填报单位",
                                       "填报部门",
                                       "单位名称",
                                       "部门名称",
                                       "部门编码",
                                       "单位编码",
                                       "公开部门",
                                       "公开单位",
                                       "部门/单位",
                                       "部门",
                                       "单位"}) {
    std::string_view rest = text;
    if (skip(rest, label) && (skip(rest, "：") || skip(rest, ":"))) {
      text = rest;
      return true;
    }
  }
  return false;
}

bool is_money_unit(std::string_view text) {
  return text == "万元" || text == "元" || text == "千元" || text == "百元" || text == "亿元" ||
         text == "人民币万元" || text == "万元（人民币）";
}

/// 单位：万元 at the end of the text; taken off it.
bool take_money_unit(std::string_view& text, Furniture& found) {
  std::string_view whole = text;
  while (whole.ends_with("）") || whole.ends_with(")")) {
    whole.remove_suffix(whole.ends_with(")") ? 1 : 3);
  }
  for (const std::string_view label : {"单位：", "单位:"}) {
    const std::size_t at = whole.rfind(label);
    if (at == std::string_view::npos) continue;
    const std::string_view unit = whole.substr(at + label.size());
    if (!is_money_unit(unit)) continue;
    found.money_unit = contains(unit, "万") ? "万元" : std::string(unit);
    text = text.substr(0, at);
    for (const std::string_view word : {"金额", "计量", "货币", "（", "("}) {
      if (text.ends_with(word)) text.remove_suffix(word.size());
    }
    return true;
  }
  return false;
}

bool take_year_label(std::string_view& text, Furniture& found) {
  for (const std::string_view label : {"预算年度", "年度"}) {
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos) continue;
    std::string_view rest = text.substr(at + label.size());
    if (!skip(rest, "：") && !skip(rest, ":")) continue;
    const int year = take_year(rest);
    if (!rest.empty() && !skip(rest, "年")) return false;
    if (!rest.empty()) return false;
    found.year = year;
    text = text.substr(0, at);
    return true;
  }
  return false;
}

bool take_unit(std::string_view text, Furniture& found) {
  const std::string_view printed = text;
  const bool labelled = take_unit_label(text);
  while (skip(text, "[") || skip(text, "【") || skip(text, "(") || skip(text, "（")) {
  }
  const std::size_t digits = digits_before(text);
  const bool coded = digits == 3 || digits == 6 || (labelled && digits >= 3 && digits <= 9);
  if (!coded && !labelled) return false;
  std::string_view name = text.substr(coded ? digits : 0);
  while (skip(name, "]") || skip(name, "】") || skip(name, ")") || skip(name, "）") ||
         skip(name, "-") || skip(name, "—") || skip(name, "_") || skip(name, "：")) {
  }
  constexpr std::size_t kShortest = 6;
  constexpr std::size_t kLongest = 150;
  if (name.size() < kShortest || name.size() > kLongest || !is_han(character_at(name, 0).value)) {
    return false;
  }
  if (contains_any(name, {"，", "。", "；", "！", "万元"})) return false;
  if (!labelled && contains_any(name.substr(0, 3), {"年", "月", "万", "元", "个", "人", "名", "户",
                                                    "天", "日", "次", "项", "家", "件", "所", "套",
                                                    "号", "平", "亩", "台", "米", "页"})) {
    return false;
  }
  found.unit_code = coded ? std::string(text.substr(0, digits)) : std::string();
  found.unit_name = std::string(name);
  found.unit_printed = std::string(printed);
  return true;
}

/// `alone`: the line says nothing else, so that a bare number is a page or a year.
bool read_piece(std::string_view text, bool alone, Furniture& found) {
  if (text.empty()) return true;
  if (take_money_unit(text, found) && text.empty()) return true;
  if (take_year_label(text, found) && text.empty()) return true;
  if (text == "预算年" || text == "度：" || text == "度:" || text == "年度：") {
    found.scrambled = true;
    return true;
  }
  std::string_view rest = text;
  if (skip(rest, "（") || skip(rest, "(")) {
    if (rest.ends_with("）")) rest.remove_suffix(std::string_view("）").size());
    if (rest.ends_with(")")) rest.remove_suffix(1);
  }
  if (const int year = take_year(rest);
      year != 0 && ((alone && rest.empty()) || rest == "年" || rest == "年度")) {
    found.year = year;
    return true;
  }
  if (alone && is_page_number(text)) return true;
  for (const std::string_view label :
       {"截止时间：", "截止日期：", "编制日期：", "填报日期：", "截止时间:", "报送日期：",
        "填报时间：", "编制时间：", "公开日期：", "公开时间：", "制表日期："}) {
    if (text.starts_with(label)) return true;
  }
  if (is_table_mark(text)) return true;
  return take_unit(text, found);
}

}  // namespace

bool is_table_mark(std::string_view text) {
  constexpr std::size_t kLongest = 45;
  if (text.size() > kLongest) return false;
  std::string_view rest = text;
  for (const std::string_view open : {"（", "(", "【", "["})
    if (skip(rest, open)) break;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark : {"部门", "预算", "公开", "批复", "附件", "附"})
      more = more || skip(rest, mark);
  }
  const auto is_sign = [](std::string_view sign) {
    return sign == "（" || sign == "）" || sign == "(" || sign == ")" || sign == "：" ||
           sign == ":" || sign == "-" || sign == "】" || sign == "]" || sign == "—";
  };
  bool has_table = text.starts_with("附件");
  bool has_number = false;
  while (!rest.empty()) {
    std::size_t length = 0;
    if (skip(rest, "表")) {
      has_table = true;
    } else if (is_digit(rest.front())) {
      has_number = true;
      rest.remove_prefix(1);
    } else if (!has_number && han_number(rest, length) > 0) {
      has_number = true;
      rest.remove_prefix(length);
    } else if (!has_number || !skip(rest, "续")) {
      const std::size_t sign = character_at(rest, 0).length;
      if (!is_sign(rest.substr(0, sign))) return false;
      rest.remove_prefix(sign);
    }
  }
  return has_table && has_number;
}

std::optional<Furniture> furniture_of(const Grid& grid, const Row& row) {
  Furniture found;
  bool any = false;
  const bool alone = row.shape == RowShape::prose || row.count == 1;
  std::string label;  // 预算年度： | 2024: in two cells
  for (const Cell& cell : grid.cells_of(row)) {
    if (cell.blank()) continue;
    constexpr std::size_t kLongestLabel = 40;
    if (label.empty() && cell.compact.size() <= kLongestLabel &&
        (cell.compact.ends_with("：") || cell.compact.ends_with(":"))) {
      label = cell.compact;
      continue;
    }
    if (!label.empty()) {
      if (cell.compact.size() > 260 || !read_piece(label + std::string(cell.compact), alone, found))
        return std::nullopt;
      label.clear();
      any = true;
      continue;
    }
    if (cell.compact.size() > 260 || !read_piece(cell.compact, alone, found)) return std::nullopt;
    if (!found.unit_printed.empty() && contains_any(cell.compact, {found.unit_name})) {
      found.unit_printed = std::string(cell.printed);
    }
    any = true;
  }
  if (!label.empty() && !read_piece(label, alone, found)) return std::nullopt;
  if (!any && label.empty()) return std::nullopt;
  return found;
}

std::optional<Furniture> furniture_of_cell(const Cell& cell) {
  Furniture found;
  if (cell.blank() || cell.compact.size() > 260 || !read_piece(cell.compact, false, found)) {
    return std::nullopt;
  }
  return found;
}

}  // namespace budget::reader
