#include "forms.h"

#include <algorithm>
#include <array>

#include "columns.h"

namespace budget::disclosure {
namespace {

/// 类, 款 and 项 in a column each become one code: 208|05|05, 208|20805|2080505 and only the
/// deepest one printed all say 2080505.
void join_codes(Table& table) {
  constexpr std::array<std::string_view, 3> kLevels = {"类", "款", "项"};
  std::size_t first = 0;
  std::size_t levels = 0;
  while (first < table.columns.size() && leaf_of(table.columns[first]) != kLevels[0])
    ++first;
  while (levels < kLevels.size() && first + levels < table.columns.size() &&
         leaf_of(table.columns[first + levels]) == kLevels.at(levels))
    ++levels;
  if (levels < 2) return;
  const auto begin = static_cast<std::ptrdiff_t>(first);
  const auto end = begin + static_cast<std::ptrdiff_t>(levels);
  const auto join = [&](auto& list, auto value) {
    if (list.size() < first + levels) return;
    list[first] = std::move(value);
    list.erase(list.begin() + begin + 1, list.begin() + end);
  };
  for (Row& row : table.rows) {
    if (row.cells.size() < first + levels) continue;
    std::string code;
    for (std::size_t i = 0; i < levels; ++i) {
      const std::string& part = row.cells[first + i].text;
      constexpr std::size_t kWhole = 3;
      code = part.size() >= kWhole ? part : code + part;
    }
    join(row.cells, Cell{code, {}});
  }
  join(table.columns, std::string("科目编码"));
  if (!table.column_numbers.empty()) join(table.column_numbers, table.column_numbers[first]);
}

/// 2010101 行政运行 in one column becomes a code and a name, as other offices print them.
void part_subject(Table& table) {
  if (table.columns.empty() || table.rows.empty()) return;
  const auto is_subject = [](std::string_view leaf) {
    return has(leaf, "科目") && (has(leaf, "编码") || leaf.ends_with("科目") || has(leaf, "代码"));
  };
  std::size_t at = 0;
  while (at < table.columns.size() && !is_subject(leaf_of(table.columns[at])))
    ++at;
  if (at == table.columns.size() ||
      table.column({"科目名称", "名称"}) !=
          (has(table.columns[at], "名称") ? static_cast<int>(at) : -1)) {
    return;
  }
  const auto digits_of = [](std::string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
      ++digits;
    return digits == 3 || digits == 5 || digits == 7 ? digits : 0;
  };
  std::size_t parted = 0;
  for (const Row& row : table.rows)
    parted += at < row.cells.size() && digits_of(row.cells[at].text) > 0 &&
                      digits_of(row.cells[at].text) < row.cells[at].text.size()
                  ? 1
                  : 0;
  if (parted * 2 < table.rows.size()) return;
  const auto behind = static_cast<std::ptrdiff_t>(at) + 1;
  for (Row& row : table.rows) {
    if (at >= row.cells.size()) continue;
    const std::string whole = row.cells[at].text;
    const std::size_t digits = digits_of(whole);
    std::size_t name = digits;
    while (name < whole.size() && (whole[name] == '-' || whole[name] == '_'))
      ++name;
    row.cells[at].text = whole.substr(0, digits);
    row.cells.insert(row.cells.begin() + behind, Cell{whole.substr(name), {}});
  }
  table.columns[at] = "科目编码";
  table.columns.insert(table.columns.begin() + behind, "科目名称");
  table.column_numbers.clear();  // they count the printed columns
}

/// “三公” printed as one row, its parts side by side, becomes rows below each other: the kinds of
/// money are not told apart there.
void turn_three_public(Table& table) {
  constexpr std::size_t kMostRows = 3;
  if (table.number != 9 || table.rows.empty() || table.rows.size() > kMostRows) return;
  const int guests = table.column({"公务接待"});
  const int abroad = table.column({"出国"});
  if (guests < 0 || abroad < 0) return;
  Table turned = table;
  turned.columns = {"项目", "合计"};
  turned.column_numbers.clear();
  turned.rows.clear();
  const Row& last = table.rows.back();  // an office's own row stands below the sum of all
  const Row& row =
      table.at(0, 0).text == "合计" || table.rows.size() == 1 ? table.rows.front() : last;
  for (std::size_t at = 0; at < table.columns.size() && at < row.cells.size(); ++at) {
    const std::string_view column = table.columns[at];
    const std::string_view leaf = leaf_of(column);
    const std::size_t slash = column.rfind('/');
    std::string name(leaf);
    if (has(leaf, "小计") && slash != std::string_view::npos) name = column.substr(0, slash);
    const bool all = has(leaf, "合计") || (has(leaf, "三公") && !has(leaf, "用车"));
    if (all) name = "合计";
    if (!all && !has(name, "出国") && !has(name, "用车") && !has(name, "接待")) continue;
    turned.rows.push_back({row.line, {Cell{name, {}}, row.cells[at]}});
  }
  table = std::move(turned);
}

/// 科目编码 | 科目名称 | 金额 twice side by side (人员经费 beside 公用经费): one list below the
/// other. Each panel's own 合计 is left out where there are several; the classes add up to the
/// whole.
void stack_panels(Table& table) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    const std::string_view leaf = leaf_of(table.columns[at]);
    if (has(leaf, "科目编码") || has(leaf, "科目代码")) begins.push_back(at);
  }
  if (begins.size() < 2) return;
  const std::size_t width = begins[1] - begins[0];
  for (std::size_t i = 1; i < begins.size(); ++i) {
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : table.columns.size();
    if (end - begins[i] != width) return;
  }
  Table stacked = table;
  stacked.columns.clear();
  stacked.column_numbers.clear();  // they count the printed columns
  stacked.rows.clear();
  for (std::size_t at = begins[0]; at < begins[1]; ++at)
    stacked.columns.emplace_back(leaf_of(table.columns[at]));
  for (const std::size_t begin : begins) {
    for (const Row& row : table.rows) {
      if (row.cells.size() < begin + width) continue;
      const auto first = row.cells.begin() + static_cast<std::ptrdiff_t>(begin);
      Row part{row.line, {first, first + static_cast<std::ptrdiff_t>(width)}};
      const bool is_total = std::any_of(part.cells.begin(), part.cells.end(), [](const Cell& cell) {
        return cell.text == "合计" || cell.text == "总计";
      });
      const bool is_blank = std::all_of(part.cells.begin(), part.cells.end(),
                                        [](const Cell& cell) { return cell.text.empty(); });
      if (!is_total && !is_blank) stacked.rows.push_back(std::move(part));
    }
  }
  table = std::move(stacked);
}

}  // namespace

Table in_one_form(Table table) {
  stack_panels(table);
  join_codes(table);
  part_subject(table);
  turn_three_public(table);
  return table;
}

}  // namespace budget::disclosure
