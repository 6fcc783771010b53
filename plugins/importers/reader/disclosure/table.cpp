#include "reader/disclosure/table.h"

#include <algorithm>

#include "reader/disclosure/table_rows.h"
#include "reader/disclosure/table_shape.h"
#include "reader/goal_sheet/goal_sheet.h"
#include "reader/goal_sheet/tokens.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

/// 某某局 alone and the like between a title and its table: short, and no sentence or heading.
bool stands_above_table(const Reading& reading, std::size_t at) {
  constexpr std::size_t kLongest = 75;
  const Cell* only = only_cell(reading.grid, reading.row(at));
  if (only == nullptr || reading.meaning(at) != Meaning::text) return false;
  const std::string_view text = only->compact;
  return text.size() <= kLongest && !text.ends_with("。") && !text.ends_with("；") &&
         !text.ends_with("，") && split_number(text).number.empty() && !text.ends_with("表") &&
         !starts_goal_sheet(reading, at);
}

class TableReader {
 public:
  TableReader(Reading& reading, std::size_t title, int number)
      : reading_(reading), title_(title), rows_(reading, number) {}

  std::size_t read(std::size_t begin) {
    if (title_ != kNone) {
      rows_.table().title = reading_.text_of_row(title_);
      rows_.table().title.text = without_blanks(rows_.table().title.text);
      reading_.claim(title_);
    }
    rows_.table().source = reading_.source_of(title_ != kNone ? title_ : begin);
    std::size_t at = begin;
    for (; at < reading_.size(); ++at) {
      if (!read_row(at)) break;
    }
    rows_.table().source.last_line = reading_.row(at > begin ? at - 1 : begin).last_line;
    rows_.finish();
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
        take_note(at);
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
    const Cell* only = only_cell(reading_.grid, reading_.row(at));
    // Behind an empty line a numbered heading may come: a note is a sentence there.
    const bool may_be_note =
        only != nullptr && (!reading_.row(at).after_gap || only->compact.ends_with("。") ||
                            only->compact.ends_with("；"));
    if (notes_ && may_be_note && counts_on(only->compact)) {
      take_note(at);
      return true;
    }
    if (notes_ || starts_goal_sheet(reading_, at)) return false;
    if (only != nullptr && rows_.has_header() && rows_.table().rows.empty() &&
        says_no_data(only->compact)) {
      take_note(at);
      return true;
    }
    if (only != nullptr && opens_other_table(at, *only)) return false;
    if (!rows_.has_header() && title_ != kNone && stands_above_table(reading_, at)) {
      // The office's name; anything else stays listed as unclaimed.
      if (contains(reading_.document.title.text, only->compact)) reading_.claim(at);
      return true;
    }
    if (reading_.row(at).shape == RowShape::prose) return only != nullptr && read_line(at, *only);
    if (only != nullptr && !rows_.has_header())
      return false;  // a heading in a sheet's first column
    return rows_.read(at, std::vector<Cell>(cells.begin(), cells.end()));
  }

  void take_note(std::size_t at) {
    const std::string text = without_blanks(reading_.text_of_row(at).text);
    if (!rows_.table().note.empty()) rows_.table().note += "\n";
    rows_.table().note += text;
    notes_ = true;
    const std::size_t mark = text.find("：");
    constexpr std::size_t kLongestMark = 10;  // 备注10：
    const bool is_marked = !counts_on(text) && mark < kLongestMark;
    const std::string_view counted = is_marked ? std::string_view(text).substr(mark + 3) : text;
    const int number = number_of(split_number(counted).number);
    counted_ = number > 0 || counted.empty() ? number : kNotCounted;
    reading_.claim(at);
  }

  /// 2. below 注：1.
  bool counts_on(std::string_view compact) const {
    return counted_ != kNotCounted && number_of(split_number(compact).number) == counted_ + 1;
  }

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

  /// 项目支出明细表 in a sheet's first column, with a header below: the next table's title.
  bool opens_other_table(std::size_t at, const Cell& only) const {
    constexpr std::size_t kLongest = 120;
    constexpr std::size_t kLook = 6;
    if (!rows_.header_done() || only.compact.size() > kLongest || !only.compact.ends_with("表")) {
      return false;
    }
    for (std::size_t next = at + 1; next < reading_.size() && next < at + kLook; ++next) {
      if (reading_.meaning(next) == Meaning::furniture) continue;
      return reading_.meaning(next) == Meaning::table && !is_data_row(reading_.cells(next));
    }
    return false;
  }

  bool continues(std::string_view title) const {
    std::string_view rest = title;
    if (!skip(rest, rows_.table().title.text)) return false;
    return rest.empty() || contains(rest, "续");
  }

  bool read_furniture(std::size_t at) {
    const auto found = furniture_of(reading_.grid, reading_.row(at));
    if (!found) {  // a running line of the page
      if (!rows_follow(at)) return false;
      reading_.claim(at);
      return true;
    }
    // Furniture of the next block: a title or other text follows instead of rows.
    if (rows_.header_done() && !rows_follow(at)) return false;
    if (!found->money_unit.empty()) rows_.table().money_unit = found->money_unit;
    if (found->year != 0) rows_.table().fiscal_year = found->year;
    if (!found->unit_code.empty()) rows_.table().department_code = found->unit_code;
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
    if (!rows_.header_done() || rows_.table().rows.empty()) return false;
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
      return rows_.read(at, {line});
    }
    const bool numbered = !cells.empty() && (is_function_code(cells[0].compact) ||
                                             plain_number(cells[0].compact).has_value());
    if (amounts == 0 || !numbered) return false;
    reading_.defects.add(
        "tabs_lost", {line.line}, "表内一行的分栏已丢失", std::string(line.printed),
        cells.size() == rows_.width() ? "按空格分开" : "按次序放入，列的位置请核对");
    if (cells.size() != rows_.width()) {
      reading_.defects.add("row_not_aligned", {line.line},
                           "这一行有 " + std::to_string(cells.size()) + " 项，表有 " +
                               std::to_string(rows_.width()) + " 列",
                           std::string(line.printed), "按次序放入，请核对");
    }
    return rows_.read(at, std::move(cells));
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

  Reading& reading_;
  std::size_t title_;
  TableRows rows_;
  bool notes_ = false;
  static constexpr int kNotCounted = -1;
  int counted_ = kNotCounted;  ///< the last note's own number; 0: 注： alone
};

}  // namespace

std::size_t read_table(Reading& reading, std::size_t title, std::size_t begin, int number) {
  return TableReader(reading, title, number).read(begin);
}

std::size_t table_below_title(const Reading& reading, std::size_t title) {
  constexpr std::size_t kLook = 14;
  constexpr std::size_t kMostUnknown = 3;
  std::size_t unknown = 0;
  for (std::size_t at = title + 1; at < reading.size() && at < title + kLook; ++at) {
    if (reading.meaning(at) == Meaning::furniture) continue;
    if (stands_above_table(reading, at) && ++unknown <= kMostUnknown) continue;
    if (reading.meaning(at) != Meaning::table || starts_goal_sheet(reading, at)) return kNone;
    return title + 1;
  }
  return kNone;
}

}  // namespace budget::reader
