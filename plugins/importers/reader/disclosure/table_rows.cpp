#include "reader/disclosure/table_rows.h"

#include <algorithm>
#include <set>

#include "reader/disclosure/table_shape.h"
#include "reader/goal_sheet/tokens.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

std::vector<std::string> compact_cells(std::span<const Cell> cells) {
  std::vector<std::string> texts;
  texts.reserve(cells.size());
  for (const Cell& cell : cells)
    texts.emplace_back(cell.compact);
  return texts;
}

void drop_trailing_blanks(std::vector<std::string>& cells) {
  while (!cells.empty() && cells.back().empty())
    cells.pop_back();
}

/// 合计 under the same groups once more: the heading that named two years was lost. Not where names
/// stand between the two: those are panels side by side.
bool names_totals_twice(const std::vector<std::string>& columns) {
  std::set<std::string_view> met;
  return std::any_of(columns.begin(), columns.end(), [&](std::string_view column) {
    const std::string_view own = column.substr(column.rfind('/') + 1);
    const bool is_name = own.ends_with("项目") || own.ends_with("编码") || own.ends_with("代码") ||
                         own.ends_with("名称");
    if (is_name) met.clear();
    const bool is_sum = own == "合计" || own == "小计" || own == "基本支出" || own == "项目支出" ||
                        own.ends_with("数") || own == "金额";
    return is_sum && !met.insert(column).second;
  });
}

/// The bytes two texts share where the second begins and the first ends; whole characters.
std::size_t overlap(std::string_view text, std::string_view tail) {
  const std::size_t longest = std::min(text.size(), tail.size());
  for (std::size_t length = longest; length > 0; --length) {
    if ((static_cast<unsigned char>(tail[length < tail.size() ? length : 0]) & 0xC0U) == 0x80U &&
        length < tail.size()) {
      continue;
    }
    if (text.ends_with(tail.substr(0, length))) return length;
  }
  return 0;
}

}  // namespace

TableRows::TableRows(Reading& reading, int number) : reading_(reading) {
  table_.number = number;
  table_.money_unit = reading.document.money_unit;
}

/// Columns of the header; rows are filled up to it, so that it is bounded.
std::size_t TableRows::width() const {
  constexpr std::size_t kMostColumns = 64;
  std::size_t most = table_.column_numbers.size();
  if (most == 0) {
    for (const auto& row : header_)
      most = std::max(most, row.size());
  }
  return std::min(most, kMostColumns);
}

bool TableRows::read(std::size_t at, std::vector<Cell> cells) {
  reading_.claim(at);
  own_cell_.resize(std::max(own_cell_.size(), cells.size()), false);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].filler) own_cell_[i] = true;
  }
  if (is_column_number_row(cells)) {
    read_column_numbers(at, cells);
    return true;
  }
  if (!header_done_) {
    const bool data = is_data_row(cells);
    const bool more =
        header_.empty() || table_.number > 0 ? !data : completes_header(last_header_, cells);
    constexpr std::size_t kMostHeaderRows = 5;
    if (more && header_.size() < kMostHeaderRows) {
      header_.push_back(compact_cells(cells));
      header_lines_.push_back(reading_.row(at).line);
      last_header_ = std::move(cells);
      return true;
    }
    header_done_ = true;
  } else if (is_header_again(cells)) {
    return true;
  }
  again_ = 0;
  add_row(at, std::move(cells));
  return true;
}

void TableRows::read_column_numbers(std::size_t at, std::span<const Cell> cells) {
  const std::string first(cells.front().compact);
  if (!first.empty() && first != "栏次" && first != "1" && first != "序号" && first != "行次" &&
      first != "（1）") {
    reading_.defects.add("ocr_misread", {reading_.row(at).line},
                         "列号行应印“栏次”，这里印的是“" + first + "”",
                         std::string(cells.front().printed), "按列号行读入");
  }
  if (table_.column_numbers.empty()) {
    table_.column_numbers = compact_cells(cells);
    if (table_.column_numbers.front() == "档次" || table_.column_numbers.front() == "拦次") {
      table_.column_numbers.front() = "栏次";  // reported above
    }
    drop_trailing_blanks(table_.column_numbers);
  }
  header_done_ = true;
  again_ = 0;
}

/// The header's rows once more: the next page of the table.
bool TableRows::is_header_again(std::span<const Cell> cells) {
  if (header_.empty()) return false;
  if (again_ >= header_.size()) again_ = 0;
  std::vector<std::string> texts = compact_cells(cells);
  std::vector<std::string> known = header_[again_];
  drop_trailing_blanks(texts);
  drop_trailing_blanks(known);
  if (texts != known) {
    known = header_.front();
    drop_trailing_blanks(known);
    if (texts != known) return false;
    again_ = 0;
  }
  if (again_ == 0) {
    ++table_.pages;
    new_page_ = true;
    page_lines_.push_back(cells.empty() ? 0 : cells.front().line);
  }
  ++again_;
  return true;
}

bool TableRows::has_sequence() const {
  return !header_.empty() && !header_.front().empty() &&
         (header_.front().front() == "序号" || header_.front().front() == "行次");
}

std::size_t TableRows::code_column() const {
  for (const auto& row : header_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (contains(row[i], "编码") && !contains(row[i], "名称")) return i;
    }
  }
  return kNone;
}

bool TableRows::is_tail(std::span<const Cell> cells) const {
  if (table_.rows.empty()) return false;
  std::size_t filled = 0;
  for (const Cell& cell : cells) {
    if (is_amount(cell.compact)) return false;
    filled += cell.blank() ? 0 : 1;
  }
  if (filled == 0) return false;
  if (has_sequence()) {
    // Each row has its number; what has none belongs to the row above.
    return cells.front().blank() && all_numbered_;
  }
  if (!new_page_ || filled > 3) return false;
  const std::vector<std::string>& above = table_.rows.back();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].blank()) continue;
    if (i >= above.size() || above[i].empty()) return false;
    const bool own_number = !split_number(cells[i].compact).number.empty();
    const bool code = is_function_code(cells[i].compact) && is_function_code(above[i]);
    if (own_number || code) return false;
    // Words that begin a row of their own.
    for (const std::string_view word :
         {"合计", "小计", "总计", "其中", "其他", "其它", "上年", "本年", "年初", "年末", "年终",
          "结转", "收入总", "支出总", "一般公共预算", "政府性基金", "国有资本"}) {
      if (cells[i].compact.starts_with(word)) return false;
    }
  }
  return true;
}

void TableRows::append_tail(std::size_t at, std::span<const Cell> cells) {
  std::vector<std::string>& row = table_.rows.back();
  std::vector<int>& lines = table_.row_lines.back();
  const std::vector<int> both = {lines.front(), cells.front().line};
  std::string quote;
  for (std::size_t i = 0; i < cells.size() && i < row.size(); ++i) {
    const std::string_view tail = cells[i].compact;
    if (tail.empty()) continue;
    const std::string above = row[i];
    quote += (quote.empty() ? "" : "；") + above + " + " + std::string(tail);
    const bool digits = !above.empty() && is_digit(above.back()) && is_digit(tail.front());
    if (digits) {
      reading_.defects.add("code_split", both, "编码被分到两页", above + " + " + std::string(tail),
                           "合成 " + above + std::string(tail));
    }
    const std::size_t shared = digits ? 0 : overlap(above, tail);
    if (shared == tail.size() && shared > 0 && above.size() > shared) {
      reading_.defects.add("continuation_duplicates_text", both, "续行重复了上文已有的文字",
                           above + " + " + std::string(tail), "没有再接一次");
      continue;
    }
    row[i] += tail;
    if (shared > 0) {
      Correction correction{table_.rows.size() - 1, i, row[i],
                            above + std::string(tail.substr(shared))};
      reading_.defects.add("continuation_duplicates_text", both,
                           "分页处的字印了两次，可能是 " + correction.likely, row[i], "按原样接上");
      table_.corrections.push_back(std::move(correction));
    }
  }
  lines.push_back(reading_.row(at).line);
  reading_.defects.add("page_split_row", both, "一行被分到两页", quote, "续行接在上一行之后");
}

void TableRows::add_row(std::size_t at, std::vector<Cell> cells) {
  bool any = false;
  for (const Cell& cell : cells)
    any = any || !cell.blank();
  if (!any) return;
  if (is_tail(cells)) {
    append_tail(at, cells);
    new_page_ = false;
    return;
  }
  new_page_ = false;
  restore_first_column(at, cells);
  const std::size_t columns = width();
  while (cells.size() > columns && cells.back().blank())
    cells.pop_back();
  if (columns > 0 && cells.size() > columns) {
    reading_.defects.add("row_not_aligned", {reading_.row(at).line},
                         "这一行比表头多 " + std::to_string(cells.size() - columns) + " 格",
                         text_of(reading_.grid, reading_.row(at)), "多出的格保留在行末");
  }
  std::vector<std::string> row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    const bool number = plain_number(cell.compact).has_value();
    row.push_back(number ? std::string(cell.compact) : without_blanks(cell.text));
    if (number && has_blank(cell.text)) {
      reading_.defects.gather("ocr_space_in_number", cell.line, cell.printed, "去掉空格读入");
    }
    if (number && has_wide_digits(cell.text)) {
      reading_.defects.gather("full_width_digits", cell.line, cell.printed, "按半角读入");
    }
  }
  row.resize(std::max(columns, row.size()));
  if (has_sequence() && row.front().empty()) all_numbered_ = false;
  table_.rows.push_back(std::move(row));
  table_.row_lines.push_back({reading_.row(at).line});
}

/// 201 | 一般公共服务支出 | … under 序号 | 科目编码 | …: the blank first cell was not printed.
void TableRows::restore_first_column(std::size_t at, std::vector<Cell>& cells) {
  if (!has_sequence() || cells.size() + 1 != width() || cells.empty()) return;
  const std::size_t code = code_column();
  const bool code_first = code == 1 && is_function_code(cells[0].compact) && cells.size() > 1 &&
                          !plain_number(cells[1].compact);
  const bool words_first = !cells[0].blank() && !plain_number(cells[0].compact);
  if (!code_first && !words_first) return;
  Cell blank;
  blank.line = cells.front().line;
  cells.insert(cells.begin(), blank);
  reading_.defects.gather("first_column_missing", blank.line,
                          text_of(reading_.grid, reading_.row(at)), "按空的序号读入");
}

/// Columns of the sheet that are only ever the inside of wider cells are none of the table's.
void TableRows::drop_inner_columns() {
  const auto drop = [&](auto& row) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i < own_cell_.size() && !own_cell_[i]) continue;
      if (kept != i) row[kept] = std::move(row[i]);
      ++kept;
    }
    row.resize(kept);
  };
  if (std::find(own_cell_.begin(), own_cell_.end(), false) == own_cell_.end()) return;
  for (auto& row : header_)
    drop(row);
  for (auto& row : table_.rows)
    drop(row);
  drop(table_.column_numbers);
  for (Correction& correction : table_.corrections) {
    const auto end = own_cell_.begin() +
                     static_cast<std::ptrdiff_t>(std::min(correction.column, own_cell_.size()));
    correction.column -= static_cast<std::size_t>(std::count(own_cell_.begin(), end, false));
  }
}

void TableRows::finish() {
  drop_inner_columns();
  std::size_t columns = width();
  table_.header_rows = spread_header(header_, columns);
  // Columns at the right edge that nobody uses are the row ends' tabs.
  const auto used = [&](std::size_t column) {
    const auto in = [&](const std::vector<std::string>& row) {
      return column < row.size() && !row[column].empty();
    };
    return std::any_of(table_.header_rows.begin(), table_.header_rows.end(), in) ||
           std::any_of(table_.rows.begin(), table_.rows.end(), in) || in(table_.column_numbers);
  };
  // A group's last column has no name of its own above; its blank header cell counts.
  while (columns > 0 && !used(columns - 1))
    --columns;
  for (auto& row : table_.header_rows)
    row.resize(columns);
  table_.columns = column_names(table_.header_rows, columns);
  for (auto& row : table_.rows) {
    while (row.size() > columns && row.back().empty())
      row.pop_back();
    if (row.size() < columns) row.resize(columns);
  }
  table_.empty = table_.rows.empty();
  check_sequence();
  if (table_.number == 0) {
    table_.number = number_by_columns(table_.columns);
    const bool known =
        std::any_of(reading_.document.tables.begin(), reading_.document.tables.end(),
                    [&](const ReadTable& table) { return table.number == table_.number; });
    if (known) table_.number = 0;
    if (table_.number > 0) {
      reading_.defects.add(
          "table_title_unknown", {table_.source.line},
          "标题不认得，按各列读作九张表中的第 " + std::to_string(table_.number) + " 张",
          table_.title.printed, "请确认");
    }
  }
  const int line = table_.source.line;
  if (names_totals_twice(table_.columns)) {
    reading_.defects.add("years_not_told", header_lines_, "表头有同名的“合计”列，分不清各属哪一年",
                         table_.title.printed, "各列照录，不与其他表核对");
  }
  header_lines_.insert(header_lines_.begin(), line);
  if (table_.empty) {
    reading_.defects.add("empty_table", header_lines_, table_.title.text + "没有数据行",
                         table_.note, "按空表读入");
    if (table_.note.empty()) {
      reading_.defects.add("empty_table_without_note", {line},
                           table_.title.text + "没有“空表列示”的说明", table_.title.printed,
                           "按空表读入");
    }
  }
  if (table_.pages > 1 && table_.number == 0) {
    reading_.defects.add("page_split_table", page_lines_, "表被分到几页，表头重复",
                         table_.title.printed, "合成一张表");
  }
  auto& list = table_.number > 0 ? reading_.document.tables : reading_.document.other_tables;
  list.push_back(std::move(table_));
}

void TableRows::check_sequence() {
  if (!has_sequence()) return;
  int expected = 1;
  for (std::size_t i = 0; i < table_.rows.size(); ++i) {
    const auto number = plain_number(table_.rows[i].front());
    if (!number || number->digits.size() > 5) continue;
    const int printed = std::atoi(number->digits.c_str());
    if (printed != expected) {
      reading_.defects.add(
          "table_rows_not_consecutive", table_.row_lines[i],
          "序号应为 " + std::to_string(expected) + "，印的是 " + number->digits + "，可能缺行",
          table_.rows[i].front(), "按原样保留");
    }
    expected = printed + 1;
  }
}

}  // namespace budget::reader
