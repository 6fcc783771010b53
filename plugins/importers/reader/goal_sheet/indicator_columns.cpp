#include "reader/goal_sheet/indicator_columns.h"

#include <algorithm>

#include "reader/text/characters.h"

namespace budget::reader {
namespace {

bool is_header(const IndicatorColumns& columns) {
  const bool levels = columns.has(Column::level2) || columns.has(Column::level3);
  return (columns.has(Column::level1) && levels) ||
         (columns.has(Column::level2) && columns.has(Column::level3));
}

/// Another column of the header stands behind a cell whose name we do not know.
bool header_goes_on(std::span<const Cell> cells, std::size_t at) {
  for (std::size_t i = at + 1; i < cells.size(); ++i) {
    if (header_column_of(cells[i].compact)) return true;
    if (is_level1_word(cells[i].compact) || is_level2_word(cells[i].compact)) return false;
  }
  return false;
}

/// 指标内容, 绩效指标 or 绩效指标描述 behind 二级指标 is the indicator's name when no other is.
void name_third_level(IndicatorColumns& columns, std::span<const Cell> cells) {
  if (columns.has(Column::level3) || !columns.has(Column::level2)) return;
  const std::size_t next = columns.at(Column::level2) + 1;
  if (next >= cells.size()) return;
  std::size_t& third = columns.place[static_cast<std::size_t>(Column::level3)];
  std::size_t& description = columns.place[static_cast<std::size_t>(Column::description)];
  if (description == next) {
    third = next;
    description = IndicatorColumns::kNone;
  } else if (label_core(cells[next].compact) == "绩效指标" ||
             label_core(cells[next].compact) == "具体指标" ||
             label_core(cells[next].compact) == "指标") {
    third = next;
    columns.count = std::max(columns.count, next + 1);
  }
}

void put(IndicatorColumns& columns, Column column, std::size_t at) {
  std::size_t& place = columns.place[static_cast<std::size_t>(column)];
  if (place == IndicatorColumns::kNone) place = at;
}

}  // namespace

bool names_end(std::span<const Cell> rest) {
  constexpr std::size_t kMost = 3;
  constexpr std::size_t kLongest = 30;
  if (rest.size() > kMost) return false;
  return std::all_of(rest.begin(), rest.end(), [](const Cell& cell) {
    return cell.compact.size() <= kLongest && !is_level1_word(cell.compact) &&
           !is_level2_word(cell.compact) && !label_of(cell.compact);
  });
}

std::optional<IndicatorColumns> indicator_columns(std::span<const Cell> cells, std::size_t& begin) {
  IndicatorColumns columns;
  begin = IndicatorColumns::kNone;
  constexpr std::size_t kMostColumns = 40;
  for (std::size_t i = 0; i < cells.size() && i < kMostColumns; ++i) {
    const auto column = header_column_of(cells[i].compact);
    if (!column) {
      // What stands behind the header in the same row belongs to the first indicator.
      if (begin != IndicatorColumns::kNone && !cells[i].blank() && is_header(columns) &&
          !header_goes_on(cells, i)) {
        if (!names_end(cells.subspan(i))) break;
        columns.count = i + 1;
      }
      continue;
    }
    if (begin == IndicatorColumns::kNone) begin = i;
    put(columns, *column, i);
    columns.count = i + 1;
  }
  // 指标性质 holds ≥, ≤ or 定性 where no column is named for the sign alone.
  for (std::size_t i = 0; i < columns.count; ++i) {
    if (label_core(cells[i].compact) == "指标性质" && !columns.has(Column::symbol)) {
      put(columns, Column::symbol, i);
    }
  }
  if (begin == IndicatorColumns::kNone || !is_header(columns)) return std::nullopt;
  name_third_level(columns, cells);
  columns.row_cells = cells.size();
  for (std::size_t i = 0; i < columns.count; ++i) {
    columns.names.emplace_back(cells[i].compact);
  }
  return columns;
}

namespace {

bool is_grade(std::string_view compact) {
  for (const std::string_view grade : {"优", "良", "中", "差", "优秀", "良好", "一般", "较差"})
    if (compact == grade) return true;
  return false;
}

/// 评价标准 above 优, 良, 中 and 差: what the best grade asks for is the value, as later forms
/// print it; the other grades are columns nobody reads.
bool stands_above_grades(std::string_view compact) {
  const std::string_view core = label_core(compact);
  for (const std::string_view name : {"评价标准", "绩效标准", "评分标准", "指标标准", "评价等级"})
    if (core == name) return true;
  return header_column_of(compact) == Column::value;
}

}  // namespace

std::optional<std::vector<Cell>> with_parts_below(const std::vector<Cell>& upper,
                                                  std::span<const Cell> lower) {
  std::vector<Cell> names;
  std::size_t first = 0;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (lower[i].blank()) continue;
    const auto column = header_column_of(lower[i].compact);
    const bool part = column == Column::symbol || column == Column::value ||
                      column == Column::unit || label_core(lower[i].compact) == "指标性质" ||
                      is_grade(lower[i].compact);
    if (!part || (!names.empty() && i != first + names.size())) return std::nullopt;
    if (names.empty()) first = i;
    names.push_back(lower[i]);
  }
  const bool grades = std::ranges::any_of(names, [](const Cell& c) { return is_grade(c.compact); });
  if (grades && !names.front().compact.starts_with("优")) return std::nullopt;
  std::size_t value = 0;
  while (value < upper.size() && (grades ? !stands_above_grades(upper[value].compact)
                                         : header_column_of(upper[value].compact) != Column::value))
    ++value;
  if (names.size() < 2 || value == upper.size()) return std::nullopt;
  if (first != value && lower.size() != names.size()) return std::nullopt;
  if (grades) names.front().compact = "指标值";
  std::vector<Cell> whole = upper;
  const auto begin = whole.begin() + static_cast<std::ptrdiff_t>(value);
  // The wide cell was printed with the blanks it covers, or once.
  std::size_t covered = 1;
  while (covered < names.size() && value + covered < upper.size() && upper[value + covered].blank())
    ++covered;
  if (covered != 1 && covered != names.size()) return std::nullopt;
  whole.insert(whole.erase(begin, begin + static_cast<std::ptrdiff_t>(covered)), names.begin(),
               names.end());
  return whole;
}

std::optional<IndicatorColumns> columns_without_tabs(std::string_view text) {
  if (!contains(text, "指标") || text.size() > 600) return std::nullopt;
  IndicatorColumns columns;
  std::string word;
  const auto close = [&] {
    if (word.empty()) return;
    if (const auto column = indicator_column_of(word)) {
      put(columns, *column, columns.count);
      columns.names.push_back(word);
      ++columns.count;
      word.clear();
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    const std::string_view piece = text.substr(at, c.length);
    if (is_blank(c.value)) {
      // 指标值确定 依据: a blank inside a name; the longest known name wins.
      std::size_t next = at + c.length;
      const bool known = indicator_column_of(word).has_value();
      const bool goes_on =
          known && indicator_column_of(word + "确定依据") && text.substr(next).starts_with("确定");
      if (!goes_on) close();
    } else if (piece == "、" || piece == "|" || piece == "，") {
      close();
    } else {
      word += piece;
    }
    at += c.length;
  }
  close();
  if (!word.empty() || !is_header(columns)) return std::nullopt;
  columns.row_cells = columns.count;
  return columns;
}

}  // namespace budget::reader
