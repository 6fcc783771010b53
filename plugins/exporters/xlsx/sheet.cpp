#include "sheet.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <xlsxwriter.h>

#include "page/text.h"

namespace budget::xlsx {
namespace {

using page::Align;
using page::Block;
using page::BlockKind;
using page::Cell;
using page::Style;

constexpr double kPortrait = 92;  // characters of a page's width
constexpr double kLandscape = 136;
constexpr double kTextColumn = 11.5;
constexpr std::size_t kFewestColumns = 3;  // a line has three pieces
constexpr double kLine = 14.5;             // points
constexpr double kTallest = 409;           // a row in Excel

struct Area {
  std::size_t row = 0, column = 0, rows = 1, columns = 1;
};

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

std::string address(std::size_t row, std::size_t column) {
  return column_name(column) + std::to_string(row + 1);
}

/// "=SUM(D5:D9,D12)": neighbours in one range, in groups of as many as a function takes.
std::string sum_formula(const std::vector<page::Spot>& spots, std::size_t first,
                        const std::vector<std::size_t>& starts,
                        const std::vector<std::size_t>& edges) {
  constexpr std::size_t kMostArguments = 200;
  std::vector<std::string> ranges;
  for (std::size_t i = 0; i < spots.size();) {
    std::size_t last = i;
    while (last + 1 < spots.size() && spots[last + 1].column == spots[i].column &&
           spots[last + 1].row == spots[last].row + 1)
      ++last;
    if (last == i) {
      while (last + 1 < spots.size() && spots[last + 1].row == spots[i].row &&
             spots[last + 1].column == spots[last].column + 1)
        ++last;
    }
    std::string range = address(first + starts[spots[i].row], edges[spots[i].column]);
    if (last > i)
      range += ":" + address(first + starts[spots[last].row], edges[spots[last].column]);
    ranges.push_back(std::move(range));
    i = last + 1;
  }
  std::string formula = "=SUM(";
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (i > 0) formula += i % kMostArguments == 0 ? ")+SUM(" : ",";
    formula += ranges[i];
  }
  return formula + ")";
}

double width_of(const Plan& plan, std::size_t column, std::size_t columns) {
  double width = 0;
  for (std::size_t i = 0; i < columns && column + i < plan.widths.size(); ++i)
    width += plan.widths[column + i];
  return width;
}

double height_of(const std::string& text, double width, int size) {
  const double fit = width * 10 / size - 1.5;  // a cell's margins
  return page::lines_of(text, static_cast<int>(fit)) * kLine * size / 10 + 3;
}

/// Rows of a sheet a height takes.
std::size_t rows_for(double height) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(height / kTallest)));
}

int size_of(const Block& block) {
  if (block.kind == BlockKind::heading) return block.level == 1 ? 16 : block.level == 2 ? 14 : 12;
  return block.style == Style::title ? 20 : 11;
}

/// Of a table's row, by its cells that end in it.
double height_of(const Plan& plan, const std::vector<std::size_t>& edges,
                 const std::vector<Cell>& row) {
  double height = kLine + 3;
  for (const Cell& cell : row) {
    if (cell.rows > 1) continue;
    const std::size_t from = edges[cell.column];
    const double width = width_of(plan, from, edges[cell.column + cell.columns] - from);
    height = std::max(height, height_of(cell.text, width, 10));
  }
  return height;
}

/// The edges of a table's columns, each at the sheet's edge nearest to its own share.
std::vector<std::size_t> edges_of(const Plan& plan, const page::Table& table) {
  const std::size_t columns = table.widths.size();
  const std::size_t most = plan.widths.size();
  std::vector<std::size_t> edges{0};
  if (columns == most || most <= kFewestColumns) {
    for (std::size_t i = 1; i <= columns; ++i)
      edges.push_back(i);
    return edges;
  }
  double shares = 0;
  for (const int width : table.widths)
    shares += width;
  const double whole = width_of(plan, 0, most);
  double wanted = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    wanted += table.widths[i] * whole / shares;
    std::size_t edge = edges.back() + 1;
    const std::size_t last = most - (columns - 1 - i);  // each column behind needs one
    while (edge < last && std::abs(width_of(plan, 0, edge + 1) - wanted) <
                              std::abs(width_of(plan, 0, edge) - wanted))
      ++edge;
    edges.push_back(i + 1 == columns ? most : edge);
  }
  return edges;
}

/// Where the three pieces of a line stand. Short ones run over the cells beside them; a long one
/// is wrapped in the columns up to the next.
struct LineCells {
  std::size_t from[3] = {}, columns[3] = {};
  bool is_long = false;
  double height = 0;
};
LineCells line_cells(const Plan& plan, const Block& block) {
  LineCells cells;
  const std::size_t last = plan.widths.size() - 1;
  const bool has_middle = !block.pieces[1].empty();
  const std::size_t from[] = {0, last / 2, last};
  const std::size_t columns[] = {has_middle ? last / 2 : last, last - last / 2, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    cells.from[i] = from[i];
    cells.columns[i] = columns[i];
    const double width = width_of(plan, from[i], columns[i]);
    if (i == 0) cells.is_long = page::width_of(block.pieces[0]) > width;
    cells.height = std::max(cells.height, height_of(block.pieces[i], width, 10));
  }
  return cells;
}

class Writer {
 public:
  Writer(Workbook& book, lxw_worksheet* sheet, const Plan& plan, const Targets& targets)
      : book_(book), sheet_(sheet), plan_(plan), targets_(targets) {}

  void add(const Block& block, std::size_t row, const std::vector<std::size_t>& starts,
           const std::vector<std::size_t>& edges) {
    switch (block.kind) {
      case BlockKind::heading:
      case BlockKind::paragraph:
        add_text(block, row, starts.back());
        return;
      case BlockKind::line:
        add_line(block, row, starts.back());
        return;
      case BlockKind::table:
        add_table(block.table, {row, starts, edges});
        return;
      case BlockKind::contents:
        for (std::size_t i = 0; i < block.entries.size(); ++i)
          add_entry(block.entries[i], row + i);
        return;
    }
  }

  [[nodiscard]] Result<void> ended() const {
    if (problem_ == LXW_NO_ERROR) return {};
    return Error{
        problem_ == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ? ErrorCode::too_large
                                                         : ErrorCode::internal,
        "expected to write " + plan_.name + "!" + where_ + ", but " + lxw_strerror(problem_)};
  }

 private:
  void keep(lxw_error problem, std::size_t row, std::size_t column) {
    if (problem == LXW_NO_ERROR || problem_ != LXW_NO_ERROR) return;
    problem_ = problem;
    where_ = address(row, column);
  }

  static lxw_row_t row_of(std::size_t row) { return static_cast<lxw_row_t>(row); }
  static lxw_col_t column_of(std::size_t column) { return static_cast<lxw_col_t>(column); }

  void write(const Area& area, const std::string& text, const Look& look) {
    lxw_format* format = book_.format(look);
    if (area.rows > 1 || area.columns > 1) {
      keep(worksheet_merge_range(sheet_, row_of(area.row), column_of(area.column),
                                 row_of(area.row + area.rows - 1),
                                 column_of(area.column + area.columns - 1), "", format),
           area.row, area.column);
    }
    keep(text.empty()
             ? worksheet_write_blank(sheet_, row_of(area.row), column_of(area.column), format)
             : worksheet_write_string(sheet_, row_of(area.row), column_of(area.column),
                                      text.c_str(), format),
         area.row, area.column);
  }

  void set_height(std::size_t row, std::size_t rows, double height) {
    for (std::size_t i = 0; i < rows; ++i) {
      worksheet_set_row(sheet_, row_of(row + i),
                        std::min(height / static_cast<double>(rows), kTallest), nullptr);
    }
  }

  void add_text(const Block& block, std::size_t row, std::size_t rows) {
    Look look;
    look.size = size_of(block);
    if (block.kind == BlockKind::heading) {
      look.is_bold = true;
      if (block.level <= 2) look.align = Align::centre;
    } else if (block.style == Style::title) {
      look.is_bold = true;
      look.align = Align::centre;
    } else if (block.style == Style::centre || block.style == Style::subtitle) {
      look.align = Align::centre;
    } else if (block.style == Style::right) {
      look.align = Align::right;
    }
    const std::size_t columns = plan_.widths.size();
    write({row, 0, rows, columns}, block.text, look);
    set_height(row, rows, height_of(block.text, width_of(plan_, 0, columns), look.size));
  }

  void add_line(const Block& block, std::size_t row, std::size_t rows) {
    static constexpr Align kAligns[] = {Align::left, Align::centre, Align::right};
    const LineCells cells = line_cells(plan_, block);
    for (std::size_t i = 0; i < block.pieces.size(); ++i) {
      if (block.pieces[i].empty()) continue;
      write({row, cells.from[i], rows, cells.is_long ? cells.columns[i] : 1}, block.pieces[i],
            {.align = kAligns[i], .size = 10, .is_wrapped = cells.is_long});
    }
    if (cells.is_long) set_height(row, rows, cells.height);
  }

  void add_entry(const page::Entry& entry, std::size_t row) {
    const Look look{.size = 11, .is_wrapped = false, .is_link = true};
    const std::string text =
        std::string(static_cast<std::size_t>(entry.level - 1) * 4, ' ') + entry.text;
    const auto target = targets_.find(entry.target);
    if (target == targets_.end()) {
      write({row, 0, 1, 1}, text, look);
      return;
    }
    keep(worksheet_write_url_opt(sheet_, row_of(row), 0, target->second.c_str(), book_.format(look),
                                 text.c_str(), nullptr),
         row, 0);
  }

  /// Where a table stands: its first row, and the starts and edges of its rows and columns.
  struct Ground {
    std::size_t first;
    const std::vector<std::size_t>& starts;
    const std::vector<std::size_t>& edges;
  };

  void add_table(const page::Table& table, const Ground& ground) {
    const std::vector<std::size_t>& starts = ground.starts;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const std::size_t row = ground.first + starts[r];
      for (const Cell& cell : table.rows[r]) {
        const std::size_t column = ground.edges[cell.column];
        add_cell(cell,
                 {row, column, ground.first + starts[r + cell.rows] - row,
                  ground.edges[cell.column + cell.columns] - column},
                 ground, r < table.header_rows);
      }
      set_height(row, starts[r + 1] - starts[r], height_of(plan_, ground.edges, table.rows[r]));
    }
  }

  void add_cell(const Cell& cell, const Area& area, const Ground& ground, bool is_header) {
    Look look{.align = is_header ? Align::centre : cell.align,
              .size = 10,
              .is_bold = cell.is_bold || is_header,
              .is_framed = true};
    if (!cell.is_number) {
      write(area, cell.text, look);
      return;
    }
    look.is_percent = cell.is_percent;
    const std::string digits =
        cell.is_percent ? cell.text.substr(0, cell.text.size() - 1) : cell.text;
    look.decimals = page::decimals_of(digits);
    if (area.rows > 1 || area.columns > 1) write(area, "", look);
    const double number = std::strtod(digits.c_str(), nullptr) / (cell.is_percent ? 100 : 1);
    lxw_format* format = book_.format(look);
    keep(cell.sum.empty()
             ? worksheet_write_number(sheet_, row_of(area.row), column_of(area.column), number,
                                      format)
             : worksheet_write_formula_num(
                   sheet_, row_of(area.row), column_of(area.column),
                   sum_formula(cell.sum, ground.first, ground.starts, ground.edges).c_str(), format,
                   number),
         area.row, area.column);
  }

  Workbook& book_;
  lxw_worksheet* sheet_;
  const Plan& plan_;
  const Targets& targets_;
  lxw_error problem_ = LXW_NO_ERROR;
  std::string where_;
};

void set_page(lxw_worksheet* sheet, const page::Part& part, const Plan& plan) {
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(sheet, kA4);
  if (part.is_landscape) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.7, 0.7, 0.75, 0.75);
  worksheet_center_horizontally(sheet);
  worksheet_set_footer(sheet, "&C— &P —");
  std::vector<lxw_row_t> breaks;
  std::vector<std::size_t> tables;
  for (std::size_t i = 0; i < part.blocks.size(); ++i) {
    if (part.blocks[i].begins_page && plan.rows[i] > 0)
      breaks.push_back(static_cast<lxw_row_t>(plan.rows[i]));
    if (part.blocks[i].kind == BlockKind::table) tables.push_back(i);
  }
  // A sheet repeats one header on its pages: that of its only table, when it is there for that.
  const bool is_text = std::ranges::any_of(part.blocks, [](const Block& block) {
    return block.kind == BlockKind::paragraph && block.style == Style::body;
  });
  if (tables.size() == 1 && !is_text && part.blocks[tables[0]].table.header_rows > 0) {
    const std::size_t first = plan.rows[tables[0]];
    worksheet_repeat_rows(
        sheet, static_cast<lxw_row_t>(first),
        static_cast<lxw_row_t>(
            first + plan.starts[tables[0]][part.blocks[tables[0]].table.header_rows] - 1));
  }
  constexpr std::size_t kMostBreaks = 1000;  // LXW_BREAKS_MAX
  if (breaks.size() > kMostBreaks) breaks.resize(kMostBreaks);
  if (breaks.empty()) return;
  breaks.push_back(0);
  worksheet_set_h_pagebreaks(sheet, breaks.data());
}

}  // namespace

Plan plan_of(const page::Part& part, std::string name) {
  Plan plan;
  plan.name = std::move(name);
  const double whole = part.is_landscape ? kLandscape : kPortrait;
  std::size_t most = 0;
  for (const Block& block : part.blocks)
    if (block.kind == BlockKind::table) most = std::max(most, block.table.widths.size());
  plan.widths.resize(most);
  for (const Block& block : part.blocks) {
    if (block.kind != BlockKind::table || block.table.widths.size() != most) continue;
    double shares = 0;
    for (const int width : block.table.widths)
      shares += width;
    for (std::size_t i = 0; i < most; ++i)
      plan.widths[i] = std::max(plan.widths[i], block.table.widths[i] * whole / shares);
  }
  if (plan.widths.empty())
    plan.widths.assign(static_cast<std::size_t>(whole / kTextColumn), kTextColumn);
  while (plan.widths.size() < kFewestColumns)
    plan.widths.push_back(kTextColumn);
  for (const Block& block : part.blocks) {
    std::vector<std::size_t> starts{0};
    plan.edges.emplace_back();
    if (block.kind == BlockKind::table) {
      plan.edges.back() = edges_of(plan, block.table);
      for (const std::vector<Cell>& row : block.table.rows)
        starts.push_back(starts.back() + rows_for(height_of(plan, plan.edges.back(), row)));
    } else if (block.kind == BlockKind::contents) {
      starts.push_back(block.entries.size());
    } else if (block.kind == BlockKind::line) {
      const LineCells cells = line_cells(plan, block);
      starts.push_back(cells.is_long ? rows_for(cells.height) : 1);
    } else {
      starts.push_back(
          rows_for(height_of(block.text, width_of(plan, 0, plan.widths.size()), size_of(block))));
    }
    plan.rows.push_back(plan.end);
    plan.end += starts.back() + (block.kind == BlockKind::table ? 1 : 0);
    plan.starts.push_back(std::move(starts));
  }
  return plan;
}

Result<void> fill(Workbook& book, lxw_worksheet* sheet, const page::Part& part, const Plan& plan,
                  const Targets& targets) {
  for (std::size_t i = 0; i < plan.widths.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, plan.widths[i], nullptr);
  }
  set_page(sheet, part, plan);
  Writer writer(book, sheet, plan, targets);
  for (std::size_t i = 0; i < part.blocks.size(); ++i)
    writer.add(part.blocks[i], plan.rows[i], plan.starts[i], plan.edges[i]);
  return writer.ended();
}

}  // namespace budget::xlsx
