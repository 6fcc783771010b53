#include "reader/goal_sheet/indicator_reader.h"

#include "reader/goal_sheet/indicator_table.h"
#include "reader/goal_sheet/sheet_bounds.h"
#include "reader/goal_sheet/tokens.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

class IndicatorReader {
 public:
  IndicatorReader(Reading& reading, ReadProject& project) : reading_(reading), project_(project) {}

  /// Reads the table whose header is row `at`; gives the first row behind it.
  std::size_t read(std::size_t at) {
    if (reading_.row(at).shape == RowShape::cell_lines) return read_cell_lines(at);
    std::size_t begin = 0;
    std::optional<IndicatorColumns> columns = indicator_columns(reading_.plain_cells(at), begin);
    if (!columns) {
      columns = columns_without_tabs(only_cell(reading_.grid, reading_.row(at))->text);
      reading_.defects.add("tabs_lost", {reading_.row(at).line}, "指标表表头的分栏已丢失",
                           text_of(reading_.grid, reading_.row(at)), "按列名分开");
    }
    if (take_parts_below(at)) {
      if (auto whole = indicator_columns(header_, begin)) columns = std::move(whole);
    }
    IndicatorTable table(reading_, *columns);
    reading_.claim(at);
    std::size_t next = at + 1;
    for (; next < reading_.size(); ++next) {
      if (ends_sheet(reading_, next)) break;
      if (!read_indicator_row(table, next)) break;
    }
    table.finish(project_);
    return next;
  }

 private:
  /// False when the row is no part of the table any more.
  bool read_indicator_row(IndicatorTable& table, std::size_t at) {
    const Meaning meaning = reading_.meaning(at);
    if (meaning == Meaning::furniture) {
      if (!furniture_stays(at)) return false;
      reading_.claim(at);
      return true;
    }
    std::size_t begin = 0;
    if (auto again = indicator_columns(reading_.plain_cells(at), begin)) {
      if (take_parts_below(at)) again = indicator_columns(header_, begin);
      if (!again) return false;
      table.header_again(std::move(*again), reading_.row(at).line);
      reading_.claim(at);
      return true;
    }
    if (carried_ == at && at != kNone) {
      reading_.claim(at);
      return true;  // joined with the row above
    }
    std::vector<Cell> cells = reading_.plain_cells(at);
    if (is_upper_label(first_label(reading_, at)) && !table.empty()) return false;
    const Cell* only = only_cell(reading_.grid, reading_.row(at));
    if (only != nullptr && reading_.row(at).shape != RowShape::cells) {
      if (auto again = columns_without_tabs(only->text)) {
        table.header_again(std::move(*again), reading_.row(at).line);
        reading_.claim(at);
        return true;
      }
      const Cell line = *only;
      std::vector<Cell> parted = cells_of_line(reading_, line, table.columns());
      if (!parted.empty()) {
        table.add(align_row(reading_, std::move(parted), at, table.columns()));
        reading_.claim(at);
        return true;
      }
      // A paragraph of the cell above: no empty line between, and no heading.
      const bool follows = !reading_.row(at).after_gap && !table.empty() &&
                           reading_.row(at - 1).shape != RowShape::prose;
      if (!follows || meaning != Meaning::text || split_number(line.compact).number.size() > 0) {
        return false;
      }
      table.add_to_last_cell(line);
      reading_.claim(at);
      return true;
    }
    if (meaning != Meaning::table && meaning != Meaning::text &&
        meaning != Meaning::contents_entry) {
      return false;
    }
    // 8.关于……的通知: the beginning of the next title, in a sheet's first column.
    if (only != nullptr && !split_number(only->compact).number.empty()) return false;
    join_broken_row(table.columns(), at, cells);
    table.add(align_row(reading_, std::move(cells), at, table.columns()));
    reading_.claim(at);
    return true;
  }

  /// 符号 | 数值 | 单位 below 指标值: header_ becomes both rows in one, the lower one is taken.
  bool take_parts_below(std::size_t at) {
    if (at + 1 >= reading_.size() || ends_sheet(reading_, at + 1)) return false;
    const std::vector<Cell> lower = reading_.plain_cells(at + 1);
    auto whole = with_parts_below(reading_.plain_cells(at), lower);
    if (!whole) return false;
    header_ = std::move(*whole);
    carried_ = at + 1;
    return true;
  }

  /// A line end inside a cell parts a tab row in two: the halves have a cell in common.
  void join_broken_row(const IndicatorColumns& columns, std::size_t at, std::vector<Cell>& cells) {
    const std::size_t value = columns.at(Column::value);
    if (cells.size() > value || cells.empty() || at + 1 >= reading_.size() ||
        reading_.row(at + 1).after_gap || reading_.meaning(at + 1) == Meaning::furniture) {
      return;
    }
    const std::vector<Cell> rest = reading_.plain_cells(at + 1);
    const std::size_t whole = cells.size() + rest.size() - 1;
    if (rest.size() < 2 || rest.front().blank() ||
        (whole != columns.count && whole != columns.row_cells) ||
        is_level1_word(rest.front().compact) || is_level2_word(rest.front().compact)) {
      return;
    }
    const std::string joined =
        std::string(cells.back().printed) + "\n" + std::string(rest.front().printed);
    cells.back() = reading_.grid.make_cell(reading_.grid.arena.keep(joined), cells.back().line);
    cells.insert(cells.end(), rest.begin() + 1, rest.end());
    reading_.defects.gather("embedded_tabs", rest.front().line, rest.front().printed,
                            "接在上一格之后");
    carried_ = at + 1;
  }

  /// Unit and money unit between two pages of one sheet, not before the next sheet.
  bool furniture_stays(std::size_t at) const {
    constexpr std::size_t kLook = 8;
    for (std::size_t next = at + 1; next < reading_.size() && next < at + kLook; ++next) {
      if (reading_.meaning(next) == Meaning::furniture) continue;
      return !ends_sheet(reading_, next) && !is_upper_label(first_label(reading_, next));
    }
    return false;
  }

  /// A paragraph that lost its tab: the table goes on behind it.
  bool is_paragraph_of_cell(std::size_t at) const {
    if (reading_.meaning(at) != Meaning::text || at + 1 >= reading_.size()) return false;
    return only_cell(reading_.grid, reading_.row(at)) != nullptr &&
           reading_.row(at + 1).shape == RowShape::cell_lines && !ends_sheet(reading_, at + 1) &&
           !is_upper_label(first_label(reading_, at + 1));
  }

  /// 质量指标、合格率、… in the middle of a table printed cell by cell.
  template <typename Flush>
  bool add_line_without_tabs(IndicatorTable& table, std::size_t at, const Flush& flush) {
    const Cell* only = only_cell(reading_.grid, reading_.row(at));
    if (only == nullptr || reading_.meaning(at) != Meaning::text) return false;
    const Cell line = *only;
    std::vector<Cell> parted = cells_of_line(reading_, line, table.columns());
    if (parted.empty()) return false;
    flush();
    table.add(align_row(reading_, std::move(parted), at, table.columns()));
    reading_.claim(at);
    return true;
  }

  static bool counts(std::string_view name) {
    return name == "序号" || name == "行次" || name == "编号";
  }

  /// How many cells of the header's own row stand before 一级指标, when it is a row of its own.
  std::size_t leading_cells(std::size_t at, std::size_t first) const {
    const std::span<const Cell> row = reading_.cells(at);
    if (first == 0 || first > 1 || row.size() > IndicatorColumns::kKinds + 2) return 0;
    const std::string_view lead = label_core(row.front().compact);
    return lead.ends_with("绩效指标") || row.front().blank() || counts(lead) ? first : 0;
  }

  /// A column's name we do not know, with others behind it in the header's own row.
  static bool names_follow(std::span<const Cell> row, std::size_t at,
                           const std::vector<Cell>& header) {
    constexpr std::size_t kMostColumns = 12;
    if (header.empty() || row.size() > kMostColumns || row[at].blank()) return false;
    for (std::size_t i = at; i < row.size(); ++i) {
      if (is_level1_word(row[i].compact) || is_level2_word(row[i].compact)) return false;
    }
    std::size_t known = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!header_column_of(row[i].compact)) continue;
      if (i > at) return true;
      ++known;
    }
    constexpr std::size_t kSurelyHeader = 4;
    return known >= kSurelyHeader && names_end(row.subspan(at));
  }

  /// The blank cell of 绩效指标, tall beside the whole table, or a row's number, before each row.
  void drop_lead(std::vector<Cell>& cells, std::vector<bool>& breaks,
                 std::vector<std::size_t>& rows, std::size_t columns) const {
    if (lead_ == 0) return;
    std::vector<std::size_t> dropped;
    for (std::size_t at = 0; at < cells.size();) {
      std::size_t group = 1;
      while (at + group < cells.size() && !breaks[at + group])
        ++group;
      for (std::size_t i = 0; i < lead_ && group == columns + lead_; ++i) {
        const auto number = plain_number(cells[at + i].compact);
        if (!cells[at + i].blank() && !number) break;
        dropped.push_back(at + i);
      }
      at += group;
    }
    for (std::size_t i = dropped.size(); i-- > 0;) {
      const auto at = static_cast<std::ptrdiff_t>(dropped[i]);
      if (dropped[i] + 1 < breaks.size()) {
        breaks[dropped[i] + 1] = breaks[dropped[i] + 1] || breaks[dropped[i]];
      }
      cells.erase(cells.begin() + at);
      breaks.erase(breaks.begin() + at);
      rows.erase(rows.begin() + at);
    }
  }

  std::size_t read_cell_lines(std::size_t at) {
    // The header: column names, one after the other, whatever empty lines stand between.
    std::vector<Cell> header;
    std::vector<Cell> cells;
    std::vector<bool> breaks;
    std::size_t next = at;
    bool header_done = false;
    const std::size_t alone = first_column_printed_alone(reading_, at);
    std::size_t skip_cells = alone == kNone ? 0 : alone;
    lead_ = leading_cells(at, skip_cells);
    std::optional<IndicatorTable> table;
    std::vector<std::size_t> grid_rows;
    const auto flush = [&] {
      if (!table || cells.empty()) return;
      drop_lead(cells, breaks, grid_rows, table->columns().count);
      bool regular = true;
      std::size_t group = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (breaks[i] && group != 0) {
          regular = regular && group == table->columns().count;
          group = 0;
        }
        ++group;
      }
      regular = regular && group == table->columns().count;
      const auto rows = rows_of_cells(cells, breaks, table->columns());
      if (!regular) {
        reading_.defects.add("row_break_lost", {cells.front().line},
                             "行与行的分隔与列数不符，按内容分行", std::string(cells.front().text),
                             "分成 " + std::to_string(rows.size()) + " 行，请核对", "indicators");
      }
      std::size_t passed = 0;
      for (const std::vector<Cell>& row : rows) {
        table->add(align_row(reading_, row, grid_rows[passed], table->columns()));
        passed += row.size();
      }
      cells.clear();
      breaks.clear();
      grid_rows.clear();
    };
    for (; next < reading_.size(); ++next) {
      if (next > at &&
          (ends_sheet(reading_, next) || reading_.row(next).shape != RowShape::cell_lines)) {
        if (reading_.meaning(next) == Meaning::furniture && furniture_stays(next)) {
          reading_.claim(next);
          continue;
        }
        if (table && add_line_without_tabs(*table, next, flush)) continue;
        if (header_done && !cells.empty() && is_paragraph_of_cell(next)) {
          const Cell more = reading_.cells(next).front();
          const std::string joined =
              std::string(cells.back().printed) + "\n" + std::string(more.printed);
          cells.back() =
              reading_.grid.make_cell(reading_.grid.arena.keep(joined), cells.back().line);
          reading_.defects.gather("embedded_tabs", more.line, more.printed, "接在上一格之后");
          reading_.claim(next);
          continue;
        }
        break;
      }
      if (next > at && header_done && is_upper_label(first_label(reading_, next))) break;
      if (next > at && reading_.meaning(next) == Meaning::furniture && header_done) {
        if (!furniture_stays(next)) break;
        reading_.claim(next);
        continue;
      }
      const std::span<const Cell> row = reading_.cells(next);
      if (!header_done && !header.empty()) {
        const std::size_t lead = !row.empty() && row.front().blank() ? lead_ : 0;
        if (auto whole = with_parts_below(header, row.subspan(lead))) {
          header = std::move(*whole);
          reading_.claim(next);
          continue;
        }
      }
      for (std::size_t i = skip_cells; i < row.size(); ++i) {
        const Cell cell = row[i];
        const bool again = header_done && names_first_level(cell.compact);
        if (again) {
          flush();
          header.clear();
          header_done = false;
        }
        if (!header_done) {
          const bool names = header_column_of(cell.compact).has_value() ||
                             label_core(cell.compact).ends_with("绩效指标") ||
                             names_follow(row, i, header);
          if (names || (cell.blank() && header.size() < 2)) {
            if (!cell.blank()) header.push_back(cell);
            continue;
          }
          std::size_t begin = 0;
          auto columns = indicator_columns(header, begin);
          if (!columns) return std::max(next, at + 1);
          if (table) {
            table->header_again(std::move(*columns), header.front().line);
          } else {
            table.emplace(reading_, std::move(*columns));
          }
          header_done = true;
        }
        cells.push_back(cell);
        breaks.push_back(i == 0 || cells.size() == 1);
        grid_rows.push_back(next);
      }
      skip_cells = 0;
      reading_.claim(next);
    }
    flush();
    if (table) table->finish(project_);
    return next;
  }

  Reading& reading_;
  ReadProject& project_;
  std::size_t lead_ = 0;         ///< cells before the first column in each row printed cell by cell
  std::size_t carried_ = kNone;  ///< the row whose cells were joined to the one above
  std::vector<Cell> header_;     ///< a header of two rows as one
};

}  // namespace

std::size_t read_indicators(Reading& reading, std::size_t at, ReadProject& project) {
  return IndicatorReader(reading, project).read(at);
}

}  // namespace budget::reader
