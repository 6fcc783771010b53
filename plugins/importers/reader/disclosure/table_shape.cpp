#include "reader/disclosure/table_shape.h"

#include <algorithm>
#include <set>

#include "reader/goal_sheet/tokens.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// The number a 栏次 cell begins with, when the rest can only be a formula; 0 otherwise.
int column_number(std::string_view compact) {
  while (skip(compact, "（") || skip(compact, "(")) {
  }
  int number = 0;
  std::size_t at = 0;
  while (at < compact.size() && is_digit(compact[at]) && at < 3) {
    number = number * 10 + (compact[at++] - '0');
  }
  if (at == 0) return 0;
  const std::string_view rest = compact.substr(at);
  if (rest.empty()) return number;
  const bool formula = rest.front() == '=' || rest.starts_with("＝") || rest.starts_with("）") ||
                       rest.starts_with(")");
  return formula ? number : 0;
}

std::string cell_at(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? row[column] : std::string();
}

bool names_subject(std::string_view name) {
  return name.ends_with("编码") || name.ends_with("代码") || name.ends_with("名称");
}

/// Whether a name below would stand twice under one group if the groups stood where they are
/// printed: then they were printed closer together than their columns are.
bool is_repeated(const std::vector<std::string>& upper, const std::vector<std::string>& lower) {
  std::set<std::string_view> names;
  std::string_view group;
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (const std::string_view above = at < upper.size() ? upper[at] : ""; !above.empty()) {
      group = above;
      names.clear();
    }
    if (!lower[at].empty() && !names.insert(lower[at]).second) return true;
  }
  return false;
}

/// One row of group names printed without the blanks of their merged cells. A group begins where
/// nothing is named below, where the first name below comes again, and where the names of a
/// subject's code and name end.
std::vector<std::string> spread_row(const std::vector<std::string>& upper,
                                    const std::vector<std::string>& lower, std::size_t columns) {
  std::vector<std::string> groups;
  for (const std::string& cell : upper) {
    if (!cell.empty()) groups.push_back(cell);
  }
  std::vector<std::string> spread(columns);
  std::size_t next = 0;
  std::string first_child;
  for (std::size_t column = 0; column < columns && next < groups.size(); ++column) {
    const std::string child = cell_at(lower, column);
    const std::string before = column == 0 ? std::string() : cell_at(lower, column - 1);
    const bool begins = child.empty() || column == 0 || before.empty() || child == first_child ||
                        (names_subject(before) && !names_subject(child)) ||
                        columns - column == groups.size() - next;
    if (!begins) continue;
    if (!child.empty()) first_child = child;
    spread[column] = groups[next++];
  }
  return spread;
}

/// 合计, 本年收入合计, “三公”经费小计 in the first cell with text and no other words beside it.
/// Behind blank cells only with a number: 合计 may also be a header's second row.
bool is_total_row(std::span<const Cell> cells) {
  const auto first =
      std::find_if(cells.begin(), cells.end(), [](const Cell& cell) { return !cell.blank(); });
  if (cells.size() < 2 || first == cells.end()) return false;
  const std::string_view name = first->compact;
  if (!name.ends_with("合计") && !name.ends_with("小计") && !name.ends_with("总计")) return false;
  bool any = first == cells.begin();
  for (const Cell& cell : cells.subspan(static_cast<std::size_t>(first - cells.begin()) + 1)) {
    if (cell.blank()) continue;
    if (!plain_number(cell.compact)) return false;
    any = true;
  }
  return any;
}

}  // namespace

bool is_amount(std::string_view compact) {
  const auto number = plain_number(compact);
  return number && contains(number->digits, ".");
}

bool is_function_code(std::string_view text) {
  return (text.size() == 3 || text.size() == 5 || text.size() == 7) &&
         text.find_first_not_of("0123456789") == std::string_view::npos && text[0] != '0';
}

bool is_column_number_row(std::span<const Cell> cells) {
  int expected = 1;
  std::size_t counted = 0;
  bool first = true;
  bool ended = false;
  for (const Cell& cell : cells) {
    if (cell.filler) continue;
    if (cell.blank()) {
      ended = counted > 0;  // the row's end may have blanks
      continue;
    }
    if (ended) return false;
    const int number = column_number(cell.compact);
    if (number == expected) {
      ++expected;
      ++counted;
    } else if (!first) {
      return false;
    }
    first = false;
  }
  return counted >= 3;
}

bool is_data_row(std::span<const Cell> cells) {
  if (is_total_row(cells)) return true;
  bool first = true;
  for (const Cell& cell : cells) {
    if (cell.blank()) continue;
    if (is_amount(cell.compact)) return true;
    std::size_t length = 0;
    const bool listed =
        han_number(cell.compact, length) > 0 && cell.compact.substr(length).starts_with("、");
    if (listed) return true;
    if (first) {
      first = false;
      const bool digits = cell.compact.find_first_not_of("0123456789") == std::string_view::npos;
      if (digits) return true;
    }
  }
  return false;
}

bool completes_header(std::span<const Cell> upper, std::span<const Cell> lower) {
  if (is_data_row(lower)) return false;
  // Wide cells printed once above: the row below has more cells, blank under the tall ones.
  const auto has_blank = [](std::span<const Cell> cells) {
    return std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.blank(); });
  };
  if (lower.size() > upper.size() && has_blank(lower) && !has_blank(upper) && upper.size() > 1) {
    return true;
  }
  bool fills = false;
  for (std::size_t i = 0; i < upper.size() || i < lower.size(); ++i) {
    const bool above = i < upper.size() && !upper[i].blank();
    const bool below = i < lower.size() && !lower[i].blank();
    if (!above && below) fills = true;
  }
  // Every column the upper row leaves blank inside must be named below.
  std::size_t last = 0;
  for (std::size_t i = 0; i < upper.size(); ++i)
    last = upper[i].blank() ? last : i;
  for (std::size_t i = 0; i < last; ++i) {
    if (upper[i].blank() && (i >= lower.size() || lower[i].blank())) return false;
  }
  const bool blank_inside = std::any_of(upper.begin(), upper.begin() + static_cast<long>(last),
                                        [](const Cell& cell) { return cell.blank(); });
  return fills && (blank_inside || (!lower.empty() && lower.front().blank()));
}

std::vector<std::vector<std::string>> spread_header(
    const std::vector<std::vector<std::string>>& rows, std::size_t columns) {
  std::vector<std::vector<std::string>> header = rows;
  for (std::size_t i = 0; i + 1 < header.size(); ++i) {
    const bool merged_once = header[i].size() < columns && header[i + 1].size() == columns &&
                             std::none_of(header[i].begin(), header[i].end(),
                                          [](const std::string& cell) { return cell.empty(); });
    if (merged_once || (header[i].size() < columns && header[i + 1].size() == columns &&
                        is_repeated(header[i], header[i + 1])))
      header[i] = spread_row(header[i], header[i + 1], columns);
  }
  for (std::vector<std::string>& row : header)
    row.resize(columns);
  return header;
}

std::vector<std::string> column_names(const std::vector<std::vector<std::string>>& header,
                                      std::size_t columns) {
  std::vector<std::string> names(columns);
  std::vector<std::vector<std::string>> filled = header;
  for (std::size_t i = 0; i + 1 < filled.size(); ++i) {
    const auto named_below = [&](std::size_t column) {
      for (std::size_t j = i + 1; j < header.size(); ++j) {
        if (!cell_at(header[j], column).empty()) return true;
      }
      return false;
    };
    for (std::size_t column = 1; column < columns; ++column) {
      if (filled[i][column].empty() && !filled[i][column - 1].empty() && named_below(column) &&
          named_below(column - 1)) {
        filled[i][column] = filled[i][column - 1];
      }
    }
  }
  for (std::size_t column = 0; column < columns; ++column) {
    std::string last;
    for (const std::vector<std::string>& row : filled) {
      const std::string part = cell_at(row, column);
      if (part.empty() || part == last) continue;
      names[column] += (names[column].empty() ? "" : "/") + part;
      last = part;
    }
  }
  return names;
}

int number_by_columns(const std::vector<std::string>& columns) {
  const auto any = [&](std::string_view word) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return contains(column, word); });
  };
  if (any("人员经费") && any("公用经费")) return 6;
  if (any("科目") && any("事业收入") && any("财政拨款")) return 2;
  if (any("科目") && any("基本支出") && any("上解上级")) return 3;
  if (any("收入/") && any("支出/")) return any("一般公共预算") ? 4 : 1;
  return 0;
}

}  // namespace budget::reader
