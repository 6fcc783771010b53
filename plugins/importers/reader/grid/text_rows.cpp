#include "reader/grid/text_rows.h"

#include <algorithm>
#include <optional>

#include "reader/grid/spaced_lines.h"
#include "reader/text/characters.h"
#include "reader/text/words.h"

namespace budget::reader {
namespace {

enum class LineKind : unsigned char {
  empty,
  prose,
  tabs,       ///< two cells or more with text, or text behind the first tab's place
  cell_line,  ///< one tab before one cell: a row of the table, or a cell of it
  piped,      ///< | a | b |
};

struct Line {
  std::string_view text;
  LineKind kind = LineKind::empty;
};

LineKind kind_of(std::string_view line) {
  const std::string_view inner = trimmed(line);
  if (inner.empty()) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return LineKind::empty;
    return line.find('\t', tab + 1) == std::string_view::npos ? LineKind::cell_line
                                                              : LineKind::tabs;
  }
  if (inner.size() > 2 && inner.front() == '|' && inner.back() == '|') return LineKind::piped;
  if (!contains(line, "\t")) return LineKind::prose;
  const bool one_tab_before = line.front() == '\t' && line.size() > 1 && line[1] != '\t';
  std::string_view behind = line;
  while (!behind.empty() && (behind.back() == '\t' || behind.back() == ' '))
    behind.remove_suffix(1);
  if (one_tab_before && behind.find('\t', 1) == std::string_view::npos) return LineKind::cell_line;
  return LineKind::tabs;
}

Result<std::vector<Line>> lines_of(std::string_view text, const ReadLimits& limits) {
  std::vector<Line> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\n\f\r", at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.size() > limits.cell_bytes) return beyond_limit("bytes in a line", limits.cell_bytes);
    lines.push_back({line, kind_of(line)});
    const bool pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    at = end + (pair ? 2 : 1);
  }
  return lines;
}

/// A line that stands alone with a goal sheet's label starts a stretch of one-cell lines without
/// tabs.
bool starts_bare_cells(std::string_view line) {
  if (line.size() > 60) return false;
  const std::string compact = without_blanks(line);
  const std::optional<Label> label = label_of(compact);
  if (label == Label::code || label == Label::name || label == Label::funds_group) return true;
  return compact == "一级指标" || compact == "序号" || compact == "行次";
}

/// The same for a table without numbers of rows: two names of its header, one below the other.
bool starts_bare_header(std::string_view line, std::string_view below) {
  constexpr std::size_t kLongest = 60;
  if (line.size() > kLongest || below.size() > kLongest) return false;
  const std::string first = without_blanks(line);
  const std::string second = without_blanks(below);
  if (first == "收入") return second == "支出";
  const bool subject = first.ends_with("分类科目") || first == "科目编码" || first == "科目";
  return (subject && (second == "合计" || second == "科目名称" || second == "科目编码" ||
                      contains(second, "基本支出") || contains(second, "本年收入"))) ||
         (first == "项目" && (second == "资金性质" || second == "合计"));
}

/// What stands below 一、一般公共预算拨款收入 in a table: its amount, a blank cell, the next such
/// name.
bool is_bare_value(std::string_view line) {
  if (line.empty() || line.size() > 60) return false;
  const std::string compact = without_blanks(line);
  if (compact.empty()) return true;  // a cell that holds a blank
  std::size_t length = 0;
  return compact.find_first_not_of("0123456789.,-") == std::string::npos ||
         (han_number(compact, length) > 0 &&
          std::string_view(compact).substr(length).starts_with("、"));
}

/// Titles and numbered headings end a stretch of bare cells. `in_row`: the line above is a cell.
bool ends_bare_cells(std::string_view line, std::string_view below, bool in_row) {
  const std::string compact = without_blanks(line);
  if (compact.starts_with("第") && (contains(compact, "部分") && compact.size() < 60)) return true;
  if (compact.ends_with("绩效目标表") || compact.ends_with("绩效目标申报表")) return true;
  std::size_t length = 0;
  return !in_row && !is_bare_value(below) && han_number(compact, length) > 0 &&
         compact.substr(length).starts_with("、") && compact.size() < 90 &&
         !compact.ends_with("。");
}

/// A row of an indicator table in one cell: 产出指标、数量指标、… with five cells or more.
bool is_whole_row(std::string_view line) {
  std::size_t marks = 0;
  for (std::size_t at = line.find("、"); at != std::string_view::npos;
       at = line.find("、", at + 3)) {
    ++marks;
  }
  if (marks < 4) return false;
  const std::string compact = without_blanks(line);
  const std::string first = compact.substr(0, compact.find("、"));
  if (first == "一级指标") return true;
  return first.ends_with("指标") && (is_level1_word(first) || is_level2_word(first));
}

class Rows {
 public:
  Rows(Grid& grid, const ReadLimits& limits) : grid_(grid), limits_(limits) {}

  void begin(RowShape shape, int line) {
    row_ = Row{};
    row_.first = static_cast<std::uint32_t>(grid_.cells.size());
    row_.shape = shape;
    row_.line = row_.last_line = line;
    row_.after_gap = gap_;
    gap_ = false;
    open_ = true;
  }
  void cell(std::string_view printed, int line) {
    end_cell();
    grid_.cells.push_back(grid_.make_cell(printed, line));
    row_.last_line = line;
    if (grid_.cells.size() > limits_.cells) full_ = true;
  }
  /// One more paragraph of the last cell; put together when the cell ends.
  void more(std::string_view printed, int line) {
    if (paragraphs_.empty()) paragraphs_ = std::string(grid_.cells.back().printed);
    paragraphs_ += '\n';
    paragraphs_ += trimmed(printed);
    row_.last_line = line;
  }
  void end(int last_line = 0) {
    if (!open_) return;
    end_cell();
    if (last_line > 0) row_.last_line = last_line;
    row_.count = static_cast<std::uint32_t>(grid_.cells.size()) - row_.first;
    grid_.rows.push_back(row_);
    open_ = false;
  }
  void gap() {
    end();
    gap_ = true;
  }
  [[nodiscard]] bool open() const { return open_; }
  [[nodiscard]] bool full() const { return full_; }

 private:
  void end_cell() {
    if (paragraphs_.empty()) return;
    Cell& last = grid_.cells.back();
    last = grid_.make_cell(grid_.arena.keep(paragraphs_), last.line);
    if (paragraphs_.size() > limits_.cell_bytes) full_ = true;
    paragraphs_.clear();
  }

  Grid& grid_;
  const ReadLimits& limits_;
  Row row_;
  std::string paragraphs_;
  bool open_ = false;
  bool gap_ = false;
  bool full_ = false;
};

void split_tabs(Rows& rows, std::string_view text, int line, std::size_t most) {
  rows.begin(RowShape::cells, line);
  std::size_t at = 0;
  for (std::size_t count = 1;; ++count) {
    const std::size_t tab = count < most ? text.find('\t', at) : std::string_view::npos;
    rows.cell(text.substr(at, tab == std::string_view::npos ? tab : tab - at), line);
    if (tab == std::string_view::npos) break;
    at = tab + 1;
  }
  rows.end();
}

void split_pipes(Rows& rows, std::string_view text, int line) {
  std::string_view inner = trimmed(text);
  inner = inner.substr(1, inner.size() - 2);
  if (inner.find_first_not_of("|-: ") == std::string_view::npos) return;  // |---|---|
  rows.begin(RowShape::cells, line);
  for (std::size_t at = 0; at <= inner.size();) {
    const std::size_t bar = std::min(inner.find('|', at), inner.size());
    rows.cell(inner.substr(at, bar - at), line);
    at = bar + 1;
  }
  rows.end();
}

/// The rows of a table whose columns are parted by blanks.
void add_block(Rows& rows, Grid& grid, const SpacedBlock& block) {
  for (const SpacedRow& row : block.rows) {
    rows.begin(RowShape::cells, static_cast<int>(row.first) + 1);
    for (const std::string& cell : row.cells)
      rows.cell(grid.arena.keep(cell), static_cast<int>(row.first) + 1);
    rows.end(static_cast<int>(row.last) + 1);
  }
}

std::vector<SpacedBlock> blocks_of(const std::vector<Line>& lines, const ReadLimits& limits) {
  std::vector<PlainLine> plain;
  plain.reserve(lines.size());
  for (const Line& line : lines)
    plain.push_back({line.text, line.kind == LineKind::prose || line.kind == LineKind::empty});
  return spaced_blocks(plain, limits.row_cells);
}

/// A tab, then one cell: in a table printed cell by cell its neighbours are of the same kind; in a
/// tab table (a purpose row, say) they have several cells.
bool is_cell_of_lines(const std::vector<Line>& lines, std::size_t at, bool& before_is_cell) {
  const auto tabbed = [](LineKind kind) {
    return kind == LineKind::tabs || kind == LineKind::cell_line;
  };
  if (before_is_cell) return true;
  constexpr std::size_t kLook = 400;
  for (std::size_t next = at + 1; next < lines.size() && next < at + kLook; ++next) {
    if (tabbed(lines[next].kind)) return lines[next].kind == LineKind::cell_line;
  }
  return false;
}

}  // namespace

Result<Grid> rows_of_text(std::string text, const ReadLimits& limits) {
  Grid grid;
  grid.keep_source(std::move(text));
  const std::vector<Line> lines = TRY(lines_of(grid.source, limits));
  grid.lines = static_cast<int>(lines.size());
  grid.cells.reserve(lines.size() * 2);
  grid.rows.reserve(lines.size());
  Rows rows(grid, limits);
  bool in_cell_lines = false;  // the last line with a tab was a cell of a cell-by-cell table
  bool bare = false;
  const std::vector<SpacedBlock> blocks = blocks_of(lines, limits);
  auto block = blocks.begin();
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const Line& line = lines[at];
    const int number = static_cast<int>(at) + 1;
    if (rows.full()) return beyond_limit("cells", limits.cells);
    if (block != blocks.end() && block->first == at) {
      rows.end();
      add_block(rows, grid, *block);
      in_cell_lines = bare = false;
      at = block->last;
      ++block;
      continue;
    }
    const bool was_open = rows.open();
    switch (line.kind) {
      case LineKind::empty:
        if (bare && !line.text.empty()) {
          if (!was_open) rows.begin(RowShape::cell_lines, number);
          rows.cell({}, number);  // a blank cell of a bare table
        } else {
          rows.gap();
        }
        break;
      case LineKind::piped:
        rows.end();
        split_pipes(rows, line.text, number);
        in_cell_lines = bare = false;
        break;
      case LineKind::tabs:
        rows.end();
        split_tabs(rows, line.text, number, limits.row_cells);
        if (in_cell_lines && only_cell(grid, grid.rows.back()) != nullptr) {
          grid.tabs_inside.push_back(number);
        }
        in_cell_lines = bare = false;
        break;
      case LineKind::cell_line:
        in_cell_lines = is_cell_of_lines(lines, at, in_cell_lines);
        bare = false;
        if (!in_cell_lines) {
          rows.end();
          split_tabs(rows, line.text, number, limits.row_cells);
          break;
        }
        if (is_whole_row(line.text)) {  // its cells are parted by 、 instead
          rows.end();
          rows.begin(RowShape::prose, number);
          rows.cell(line.text, number);
          rows.end();
          break;
        }
        if (!rows.open()) rows.begin(RowShape::cell_lines, number);
        if (line.text.ends_with("\t\t")) grid.tabs_inside.push_back(number);
        rows.cell(line.text.substr(line.text.find('\t') + 1), number);
        break;
      case LineKind::prose:
        if (bare &&
            ends_bare_cells(line.text, at + 1 < lines.size() ? lines[at + 1].text : "", was_open)) {
          rows.gap();
          bare = false;
        }
        if (!bare && !was_open &&
            (starts_bare_cells(line.text) ||
             (at + 1 < lines.size() && lines[at + 1].kind == LineKind::prose &&
              starts_bare_header(line.text, lines[at + 1].text)))) {
          bare = true;
        }
        if (bare) {
          if (!rows.open()) rows.begin(RowShape::cell_lines, number);
          rows.cell(line.text, number);
        } else if (was_open && in_cell_lines && at > 0 && lines[at - 1].kind != LineKind::empty) {
          rows.more(line.text, number);
        } else {
          rows.end();
          rows.begin(RowShape::prose, number);
          rows.cell(line.text, number);
          rows.end();
        }
        break;
    }
  }
  rows.end();
  if (rows.full()) return beyond_limit("cells", limits.cells);
  return grid;
}

}  // namespace budget::reader
