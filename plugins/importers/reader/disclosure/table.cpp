#include "reader/disclosure/table.h"

#include <algorithm>

#include "reader/disclosure/table_shape.h"
#include "reader/goal_sheet/goal_sheet.h"
#include "reader/goal_sheet/tokens.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

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

class TableReader {
 public:
  TableReader(Reading& reading, std::size_t title, int number) : reading_(reading), title_(title) {
    table_.number = number;
    table_.money_unit = reading.document.money_unit;
  }

  std::size_t read(std::size_t begin) {
    if (title_ != kNone) {
      table_.title = reading_.text_of_row(title_);
      table_.title.text = without_blanks(table_.title.text);
      reading_.claim(title_);
    }
    table_.source = reading_.source_of(title_ != kNone ? title_ : begin);
    std::size_t at = begin;
    for (; at < reading_.size(); ++at) {
      if (!read_row(at)) break;
    }
    table_.source.last_line = reading_.row(at > begin ? at - 1 : begin).last_line;
    finish();
    return std::max(at, begin + 1);
  }

 private:
  bool read_row(std::size_t at) {
    const Meaning meaning = reading_.meaning(at);
    const std::span<const Cell> cells = reading_.cells(at);
    switch (meaning) {
      case Meaning::furniture:
        if (is_column_number_row(cells)) break;
        return read_furniture(at);
      case Meaning::note:
        if (!table_.note.empty()) table_.note += "\n";
        table_.note += without_blanks(reading_.text_of_row(at).text);
        notes_ = true;
        reading_.claim(at);
        return true;
      case Meaning::table_title:
        // The same title on the next page, with or without （续）.
        if (title_ != kNone && continues(without_blanks(reading_.text_of_row(at).text))) {
          reading_.claim(at);
          return true;
        }
        return false;
      case Meaning::text:
      case Meaning::table:
      case Meaning::contents_entry:
        break;
      default:
        return false;
    }
    if (notes_ || starts_goal_sheet(reading_, at)) return false;
    const Cell* only = only_cell(reading_.grid, reading_.row(at));
    if (only != nullptr && header_done_or_whole() && table_.rows.empty() &&
        says_no_data(only->compact)) {
      table_.note = without_blanks(only->text);
      notes_ = true;
      reading_.claim(at);
      return true;
    }
    if (reading_.row(at).shape == RowShape::prose) return only != nullptr && read_line(at, *only);
    if (only != nullptr && !header_done_ && header_.empty()) {
      return false;  // a heading in a sheet's first column
    }
    return read_cells(at, std::vector<Cell>(cells.begin(), cells.end()));
  }

  bool header_done_or_whole() const { return header_done_ || !header_.empty(); }

  /// A note below an empty table that is not introduced as one: 本表无数据, 无, 故此表为空.
  static bool says_no_data(std::string_view compact) {
    constexpr std::size_t kLongest = 240;
    if (compact.size() > kLongest || compact.empty()) return false;
    if (compact == "无" || compact == "无数据" || compact == "无。") return true;
    for (const std::string_view word :
         {"空表", "无数据", "表为空", "没有数据", "无此项", "无相关数据", "无内容", "数据为空",
          "没有此项", "未安排", "不涉及", "没有安排", "无预算", "没有使用"}) {
      if (contains(compact, word)) return true;
    }
    // 本部门无政府性基金预算。
    return (contains(compact, "部门") || contains(compact, "单位") || contains(compact, "我局")) &&
           (contains(compact, "无") || contains(compact, "没有")) && contains(compact, "预算");
  }

  bool continues(std::string_view title) const {
    std::string_view rest = title;
    if (!skip(rest, table_.title.text)) return false;
    return rest.empty() || contains(rest, "续");
  }

  bool read_furniture(std::size_t at) {
    const auto found = furniture_of(reading_.grid, reading_.row(at));
    if (!found) return false;
    // Furniture of the next block: a title or other text follows instead of rows.
    if (header_done_ && !rows_follow(at)) return false;
    if (!found->money_unit.empty()) table_.money_unit = found->money_unit;
    if (found->scrambled) {
      reading_.defects.gather("header_scrambled", reading_.row(at).line,
                              text_of(reading_.grid, reading_.row(at)), "按表头行读入");
    }
    reading_.claim(at);
    return true;
  }

  bool rows_follow(std::size_t at) const {
    constexpr std::size_t kLook = 10;
    for (std::size_t next = at + 1; next < reading_.size() && next < at + kLook; ++next) {
      if (reading_.meaning(next) == Meaning::furniture) continue;
      if (reading_.meaning(next) == Meaning::table_title) {
        return title_ != kNone && continues(without_blanks(reading_.text_of_row(next).text));
      }
      return reading_.row(next).shape != RowShape::prose && !starts_goal_sheet(reading_, next);
    }
    return false;
  }

  /// A line of text in the middle of a table: a row whose tabs were lost, or the end.
  bool read_line(std::size_t at, const Cell& line) {
    if (!header_done_ || table_.rows.empty()) return false;
    std::vector<Cell> cells;
    std::size_t amounts = 0;
    const std::string_view text = line.text;
    for (std::size_t from = 0; from < text.size();) {
      std::size_t to = from;
      while (to < text.size() && !is_blank(character_at(text, to).value)) {
        to += character_at(text, to).length;
      }
      if (to > from) {
        cells.push_back(reading_.grid.make_cell(text.substr(from, to - from), line.line));
        amounts += is_amount(cells.back().compact) ? 1 : 0;
      }
      from = to < text.size() ? to + character_at(text, to).length : to;
    }
    if (amounts == 0 && !reading_.row(at).after_gap && short_row(at)) {
      return read_cells(at, {line});
    }
    const bool numbered = !cells.empty() && (is_function_code(cells[0].compact) ||
                                             plain_number(cells[0].compact).has_value());
    if (amounts == 0 || !numbered) return false;
    reading_.defects.add("tabs_lost", {line.line}, "表内一行的分栏已丢失",
                         std::string(line.printed),
                         cells.size() == width() ? "按空格分开" : "按次序放入，列的位置请核对");
    if (cells.size() != width()) {
      reading_.defects.add("row_not_aligned", {line.line},
                           "这一行有 " + std::to_string(cells.size()) + " 项，表有 " +
                               std::to_string(width()) + " 列",
                           std::string(line.printed), "按次序放入，请核对");
    }
    return read_cells(at, std::move(cells));
  }

  /// A row with text in its first cell only, whose tabs were not printed: rows follow at once.
  bool short_row(std::size_t at) const {
    constexpr std::size_t kLook = 12;
    constexpr std::size_t kLongest = 90;
    for (std::size_t next = at; next < reading_.size() && next < at + kLook; ++next) {
      if (reading_.meaning(next) == Meaning::furniture) continue;
      if (reading_.row(next).shape != RowShape::prose) {
        return reading_.meaning(next) == Meaning::table && !starts_goal_sheet(reading_, next);
      }
      const std::string_view text = reading_.cells(next).front().compact;
      if (reading_.meaning(next) != Meaning::text || text.size() > kLongest ||
          text.ends_with("。") || text.ends_with("：")) {
        return false;
      }
    }
    return false;
  }

  /// Columns of the header; rows are filled up to it, so that it is bounded.
  std::size_t width() const {
    constexpr std::size_t kMostColumns = 64;
    std::size_t most = table_.column_numbers.size();
    if (most == 0) {
      for (const auto& row : header_)
        most = std::max(most, row.size());
    }
    return std::min(most, kMostColumns);
  }

  bool read_cells(std::size_t at, std::vector<Cell> cells) {
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

  void read_column_numbers(std::size_t at, std::span<const Cell> cells) {
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
  bool is_header_again(std::span<const Cell> cells) {
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

  bool has_sequence() const {
    return !header_.empty() && !header_.front().empty() &&
           (header_.front().front() == "序号" || header_.front().front() == "行次");
  }

  std::size_t code_column() const {
    for (const auto& row : header_) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (contains(row[i], "编码") && !contains(row[i], "名称")) return i;
      }
    }
    return kNone;
  }

  bool is_tail(std::span<const Cell> cells) const {
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

  void append_tail(std::size_t at, std::span<const Cell> cells) {
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
        reading_.defects.add("code_split", both, "编码被分到两页",
                             above + " + " + std::string(tail),
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
                             "分页处的字印了两次，可能是 " + correction.likely, row[i],
                             "按原样接上");
        table_.corrections.push_back(std::move(correction));
      }
    }
    lines.push_back(reading_.row(at).line);
    reading_.defects.add("page_split_row", both, "一行被分到两页", quote, "续行接在上一行之后");
  }

  void add_row(std::size_t at, std::vector<Cell> cells) {
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
  void restore_first_column(std::size_t at, std::vector<Cell>& cells) {
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
  void drop_inner_columns() {
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

  void finish() {
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

  void check_sequence() {
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

  Reading& reading_;
  std::size_t title_;
  ReadTable table_;
  std::vector<std::vector<std::string>> header_;
  std::vector<Cell> last_header_;
  std::vector<int> page_lines_;
  std::vector<int> header_lines_;
  std::vector<bool> own_cell_;  ///< by column: some row has a cell that begins there
  std::size_t again_ = 0;
  bool header_done_ = false;
  bool new_page_ = false;
  bool notes_ = false;
  bool all_numbered_ = true;
};

}  // namespace

std::size_t read_table(Reading& reading, std::size_t title, std::size_t begin, int number) {
  return TableReader(reading, title, number).read(begin);
}

std::size_t table_below_title(const Reading& reading, std::size_t title) {
  constexpr std::size_t kLook = 14;
  for (std::size_t at = title + 1; at < reading.size() && at < title + kLook; ++at) {
    if (reading.meaning(at) == Meaning::furniture) continue;
    if (reading.meaning(at) != Meaning::table || starts_goal_sheet(reading, at)) return kNone;
    return title + 1;
  }
  return kNone;
}

}  // namespace budget::reader
