#include "reader/goal_sheet/goal_sheet.h"

#include <algorithm>

#include "reader/goal_sheet/fields.h"
#include "reader/goal_sheet/indicator_table.h"
#include "reader/goal_sheet/plan.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::optional<Label> first_label(const Reading& reading, std::size_t at) {
  for (const Cell& cell : reading.cells(at)) {
    if (!cell.blank()) return label_of(cell.compact);
  }
  return std::nullopt;
}

/// 项目编码 | 项目名称 | 预算数: the header of a list, not a label with its value.
bool names_columns(const Reading& reading, std::size_t at) {
  bool first = true;
  for (const Cell& cell : reading.cells(at)) {
    if (cell.blank()) continue;
    if (!first) return label_of(cell.compact).has_value() || contains(cell.compact, "预算资金");
    first = false;
  }
  return false;
}

/// Whether other labels of a goal sheet stand in the rows below.
bool labels_follow(const Reading& reading, std::size_t at) {
  constexpr std::size_t kLook = 4;
  for (std::size_t next = at + 1; next < reading.size() && next <= at + kLook; ++next) {
    const std::optional<Label> label = first_label(reading, next);
    if (label && *label != Label::name && *label != Label::noise) return true;
  }
  return false;
}

bool is_upper_label(std::optional<Label> label) {
  return label == Label::code || label == Label::funds_group || label == Label::goals;
}

bool has_indicator_header(const Reading& reading, std::size_t at) {
  std::size_t begin = 0;
  if (indicator_columns(reading.plain_cells(at), begin)) return true;
  const Cell* only = only_cell(reading.grid, reading.row(at));
  return only != nullptr && columns_without_tabs(only->text).has_value();
}

bool ends_sheet(const Reading& reading, std::size_t at) {
  switch (reading.meaning(at)) {
    case Meaning::sheet_title:
    case Meaning::table_title:
    case Meaning::part:
    case Meaning::section:
    case Meaning::narrative_title:
    case Meaning::overall_goal:
    case Meaning::part_goals:
    case Meaning::safeguards:
    case Meaning::project_goals:
    case Meaning::department_goals:
    case Meaning::contents_title:
      return true;
    default:
      return false;
  }
}

class GoalSheet {
 public:
  GoalSheet(Reading& reading, std::size_t title, std::size_t body)
      : reading_(reading), title_(title), body_(body) {}

  std::size_t read() {
    read_title();
    const std::size_t indicators = read_upper_part();
    const std::size_t end = indicators == kNone ? end_ : read_indicators(indicators);
    finish(end);
    return end;
  }

 private:
  void read_title() {
    project_.section = reading_.section;
    project_.source = reading_.source_of(title_ != kNone ? title_ : body_);
    if (title_ == kNone) {
      reading_.defects.add("sheet_title_missing", {reading_.row(body_).line}, "绩效目标表没有标题",
                           text_of(reading_.grid, reading_.row(body_)), "按表内的项目名称读入");
      return;
    }
    std::size_t first = title_;
    std::string compact(only_cell(reading_.grid, reading_.row(title_))->compact);
    // 8.关于……的通知 / (石财社[2023]150号)绩效目标表: the number stands a line or two above.
    std::string above;
    for (std::size_t back = 1; back <= 2 && back <= title_; ++back) {
      if (!split_number(above.empty() ? compact : above).number.empty()) break;
      const std::size_t at = title_ - back;
      const Cell* line = only_cell(reading_.grid, reading_.row(at));
      if (line == nullptr || reading_.claimed[at] != 0 || reading_.meaning(at) != Meaning::text ||
          line->compact.ends_with("。") || line->compact.ends_with("；") ||
          reading_.row(title_).line - reading_.row(at).line > 4) {
        break;
      }
      above = std::string(line->compact);
      if (!split_number(above).number.empty()) first = at;
    }
    std::string printed;
    std::string whole;
    for (std::size_t at = first; at <= title_; ++at) {
      const Cell* line = only_cell(reading_.grid, reading_.row(at));
      if (line == nullptr) continue;
      printed += (printed.empty() ? "" : "\n") + std::string(line->printed);
      whole += line->compact;
      reading_.claim(at);
    }
    if (first != title_) {
      reading_.defects.add("title_split", {reading_.row(first).line, reading_.row(title_).line},
                           "标题断成几行", printed, "合成一个标题");
      project_.source.line = reading_.row(first).line;
    }
    const Numbered numbered = split_title(whole);
    project_.sequence = sequence_of(numbered.number);
    const std::string_view name = name_in_sheet_title(whole).value_or(std::string_view());
    project_.title = {tidy(name), printed, reading_.source_of(first)};
    project_.title.source.last_line = reading_.row(title_).last_line;
    department_ = contains(whole, "整体") && (contains(whole, "部门") || contains(whole, "单位"));
  }

  static std::string sequence_of(std::string_view number) {
    std::string digits;
    for (const char c : number) {
      if (is_digit(c)) digits.push_back(c);
    }
    if (!digits.empty() || number.empty()) return digits;
    std::size_t length = 0;
    skip(number, "（");
    const int value = han_number(number, length);
    return value > 0 ? std::to_string(value) : std::string();
  }

  /// 夜校经费 and 夜校经费项目(绩效目标表) are one name.
  static bool same_name(const std::string& title, const std::string& name) {
    const std::string narrow = to_half_width(title);
    std::string_view rest = narrow;
    const std::string wanted = to_half_width(name);
    if (rest == wanted) return true;
    if (!skip(rest, wanted)) return false;
    return rest == "项目" || rest == "预算项目" || rest == "项目支出" || rest == "项目预算" ||
           rest == "支出";
  }

  /// 3 夜校经费绩效目标表: a number without a mark is one when the sheet names the rest.
  void take_bare_number() {
    std::string& title = project_.title.text;
    std::size_t digits = 0;
    while (digits < title.size() && is_digit(title[digits]))
      ++digits;
    constexpr std::size_t kMostDigits = 3;
    if (digits == 0 || digits > kMostDigits || !project_.sequence.empty() ||
        title.substr(digits) != project_.name.text) {
      return;
    }
    project_.sequence = title.substr(0, digits);
    title.erase(0, digits);
  }

  /// Reads what stands above the indicators; gives the row of their header, or npos.
  std::size_t read_upper_part() {
    std::size_t header = kNone;
    std::size_t stop = kNone;
    std::size_t at = title_ != kNone ? title_ + 1 : body_;
    const std::size_t begin = at;
    bool code_seen = false;
    for (; at < reading_.size(); ++at) {
      if (at > body_ && ends_sheet(reading_, at) && !header_follows(at)) break;
      std::size_t cell = 0;
      if (indicator_columns(reading_.plain_cells(at), cell)) {
        header = at;
        stop = cell;
        break;
      }
      const Cell* only = only_cell(reading_.grid, reading_.row(at));
      if (only != nullptr && columns_without_tabs(only->text)) {
        header = at;
        stop = 0;
        break;
      }
      if (cell_by_cell_header(at)) {
        header = at;
        stop = cell_by_cell_;
        break;
      }
      const std::optional<Label> label = first_label(reading_, at);
      if (label == Label::code) {
        if (code_seen) break;
        code_seen = true;
      }
      if (label == Label::goals || label == Label::funds_group) code_seen = true;
      if (reading_.meaning(at) == Meaning::furniture) read_furniture(at);
      if (reading_.meaning(at) == Meaning::note && at > body_) break;
      reading_.claim(at);
    }
    end_ = at;
    const bool within = header != kNone;
    const Tokens tokens = tokens_of(reading_, begin, within ? at + 1 : at, within ? stop : kNone);
    read_fields(reading_, tokens, project_);
    return header;
  }

  /// 二、加强绩效管理 among the goals looks like a heading; the indicators below say it is none.
  bool header_follows(std::size_t at) const {
    constexpr std::size_t kLook = 15;
    for (std::size_t next = at; next < reading_.size() && next < at + kLook; ++next) {
      const Meaning meaning = reading_.meaning(next);
      if (meaning == Meaning::sheet_title || meaning == Meaning::table_title ||
          meaning == Meaning::part || first_label(reading_, next) == Label::code) {
        return false;
      }
      if (has_indicator_header(reading_, next)) return true;
    }
    return false;
  }

  /// 一级指标, 二级指标 … each on a line of its own with empty lines between.
  bool cell_by_cell_header(std::size_t at) {
    if (reading_.row(at).shape != RowShape::cell_lines) return false;
    const std::span<const Cell> cells = reading_.cells(at);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].compact != "一级指标") continue;
      cell_by_cell_ = i;
      return true;
    }
    return false;
  }

  void read_furniture(std::size_t at) {
    const auto found = furniture_of(reading_.grid, reading_.row(at));
    if (!found) return;
    if (!found->unit_name.empty() && project_.unit.empty()) {
      project_.unit_code = found->unit_code;
      project_.unit_name = found->unit_name;
      project_.unit = {found->unit_code + found->unit_name, found->unit_printed,
                       reading_.source_of(at)};
    }
    if (!found->money_unit.empty()) project_.money_unit = found->money_unit;
  }

  std::size_t read_indicators(std::size_t at) {
    if (reading_.row(at).shape == RowShape::cell_lines) return read_cell_lines(at);
    std::size_t begin = 0;
    std::optional<IndicatorColumns> columns = indicator_columns(reading_.plain_cells(at), begin);
    if (!columns) {
      columns = columns_without_tabs(only_cell(reading_.grid, reading_.row(at))->text);
      reading_.defects.add("tabs_lost", {reading_.row(at).line}, "指标表表头的分栏已丢失",
                           text_of(reading_.grid, reading_.row(at)), "按列名分开");
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

  /// How many cells of the header's own row stand before 一级指标, when it is a row of its own.
  std::size_t leading_cells(std::size_t at, std::size_t first) const {
    const std::span<const Cell> row = reading_.cells(at);
    if (first == 0 || first > 1 || row.size() > IndicatorColumns::kKinds + 2) return 0;
    return label_core(row.front().compact) == "绩效指标" || row.front().blank() ? first : 0;
  }

  /// A column's name we do not know, with others behind it in the header's own row.
  static bool names_follow(std::span<const Cell> row, std::size_t at,
                           const std::vector<Cell>& header) {
    constexpr std::size_t kMostColumns = 12;
    if (header.empty() || row.size() > kMostColumns || row[at].blank()) return false;
    for (std::size_t i = at; i < row.size(); ++i) {
      if (is_level1_word(row[i].compact) || is_level2_word(row[i].compact)) return false;
    }
    for (std::size_t i = at + 1; i < row.size(); ++i) {
      if (header_column_of(row[i].compact)) return true;
    }
    return false;
  }

  /// The blank cell of 绩效指标, tall beside the whole table, before each row.
  void drop_lead(std::vector<Cell>& cells, std::vector<bool>& breaks,
                 std::vector<std::size_t>& rows, std::size_t columns) const {
    if (lead_ == 0) return;
    std::vector<std::size_t> dropped;
    for (std::size_t at = 0; at < cells.size();) {
      std::size_t group = 1;
      while (at + group < cells.size() && !breaks[at + group])
        ++group;
      for (std::size_t i = 0; i < lead_ && group == columns + lead_; ++i) {
        if (!cells[at + i].blank()) break;
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
    std::size_t skip_cells = cell_by_cell_header(at) ? cell_by_cell_ : 0;
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
      for (std::size_t i = skip_cells; i < row.size(); ++i) {
        const Cell cell = row[i];
        const bool again = header_done && cell.compact == "一级指标";
        if (again) {
          flush();
          header.clear();
          header_done = false;
        }
        if (!header_done) {
          const bool names = header_column_of(cell.compact).has_value() ||
                             label_core(cell.compact) == "绩效指标" || names_follow(row, i, header);
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

  void finish(std::size_t end) {
    const std::size_t last = end > 0 ? end - 1 : 0;
    project_.source.last_line = reading_.row(last).last_line;
    for (std::size_t at = last; at > body_ && reading_.claimed[at] == 0; --at) {
      project_.source.last_line = reading_.row(at - 1).last_line;
    }
    const int line = project_.source.line;
    settle_plan(reading_, project_, line);
    take_bare_number();
    if (project_.name.empty() && !project_.title.text.empty()) {
      project_.name = project_.title;
      std::string_view printed = project_.title.printed;
      const std::size_t tail = printed.rfind("绩效目标");
      if (tail != std::string_view::npos) printed = printed.substr(0, tail);
      project_.name.printed = std::string(trimmed(printed));
    } else if (!project_.title.text.empty() &&
               !same_name(project_.title.text, project_.name.text)) {
      reading_.defects.add("name_differs_from_title", {line, project_.name.source.line},
                           "项目名称与标题不同", project_.title.text + " / " + project_.name.text,
                           "按项目名称一栏读入", "name");
    }
    if (project_.code.empty() && !project_.budget.amount && !project_.plan) {
      reading_.defects.gather("project_header_missing", line, project_.title.printed,
                              "编码、预算和计划空着");
    }
    if (project_.indicators.empty()) {
      reading_.defects.add("indicators_missing", {line}, "绩效目标表没有指标",
                           project_.title.printed, "空着", "indicators");
    }
    if (project_.purpose.text.starts_with("涉密") || contains(project_.purpose.text, "属于涉密")) {
      reading_.defects.add("redacted", {project_.purpose.source.line}, "涉密，内容未印",
                           project_.purpose.text, "按原样保留", "purpose");
    }
    if (project_.purpose.text.ends_with(".")) {
      reading_.defects.gather("mixed_punctuation", project_.purpose.source.line,
                              project_.purpose.printed, "按原样保留");
    }
    auto& list = department_ ? reading_.document.department_sheets : reading_.document.projects;
    list.push_back(std::move(project_));
  }

  Reading& reading_;
  std::size_t title_;
  std::size_t body_;
  std::size_t end_ = 0;
  std::size_t cell_by_cell_ = 0;
  std::size_t lead_ = 0;  ///< cells before the first column in each row printed cell by cell
  bool department_ = false;
  std::size_t carried_ = kNone;  ///< the row whose cells were joined to the one above
  ReadProject project_;
};

}  // namespace

bool starts_goal_sheet(const Reading& reading, std::size_t at) {
  const Cell* only = only_cell(reading.grid, reading.row(at));
  if (only != nullptr && reading.row(at).shape == RowShape::prose) {
    if (columns_without_tabs(only->text)) return true;
    // A line whose tabs were lost: 项目编码 13018624P… 项目名称 …
    for (const std::string_view word : {"项目编码", "预算规模及资金用途"}) {
      if (only->compact.starts_with(word) && only->compact.size() > word.size()) return true;
    }
    return false;
  }
  if (has_indicator_header(reading, at)) return true;
  const std::optional<Label> label = first_label(reading, at);
  if (label == Label::funds_group || label == Label::goals) return true;
  if (label != Label::code && label != Label::name) return false;
  return !names_columns(reading, at) && (label == Label::code || labels_follow(reading, at));
}

std::size_t sheet_below_title(const Reading& reading, std::size_t at) {
  constexpr std::size_t kLook = 12;
  for (std::size_t next = at + 1; next < reading.size() && next < at + kLook; ++next) {
    if (starts_goal_sheet(reading, next)) return next;
    if (ends_sheet(reading, next) || reading.meaning(next) == Meaning::contents_entry) return kNone;
  }
  return kNone;
}

std::size_t read_goal_sheet(Reading& reading, std::size_t title, std::size_t body) {
  return GoalSheet(reading, title, body).read();
}

}  // namespace budget::reader
