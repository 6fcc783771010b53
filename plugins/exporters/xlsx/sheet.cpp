#include "sheet.h"

#include <algorithm>
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
std::string sum_formula(const std::vector<page::Spot>& spots, std::size_t first_row) {
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
    std::string range = address(first_row + spots[i].row, spots[i].column);
    if (last > i) range += ":" + address(first_row + spots[last].row, spots[last].column);
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

class Writer {
 public:
  Writer(Workbook& book, lxw_worksheet* sheet, const Plan& plan, const Targets& targets)
      : book_(book), sheet_(sheet), plan_(plan), targets_(targets) {}

  void add(const Block& block, std::size_t row) {
    switch (block.kind) {
      case BlockKind::heading:
      case BlockKind::paragraph:
        add_text(block, row);
        return;
      case BlockKind::line:
        add_line(block, row);
        return;
      case BlockKind::table:
        add_table(block.table, row);
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

  double width_of(std::size_t column, std::size_t columns) const {
    double width = 0;
    for (std::size_t i = 0; i < columns && column + i < plan_.widths.size(); ++i)
      width += plan_.widths[column + i];
    return width;
  }

  double height_of(const std::string& text, double width, int size) const {
    const double fit = width * 10 / size - 1.5;  // a cell's margins
    return page::lines_of(text, static_cast<int>(fit)) * kLine * size / 10 + 3;
  }

  void set_height(std::size_t row, double height) {
    worksheet_set_row(sheet_, row_of(row), std::min(height, kTallest), nullptr);
  }

  void add_text(const Block& block, std::size_t row) {
    Look look;
    look.size = 11;
    if (block.kind == BlockKind::heading) {
      look.is_bold = true;
      look.size = block.level == 1 ? 16 : block.level == 2 ? 14 : 12;
      if (block.level <= 2) look.align = Align::centre;
    } else if (block.style == Style::title) {
      look.is_bold = true;
      look.size = 20;
      look.align = Align::centre;
    } else if (block.style == Style::centre || block.style == Style::subtitle) {
      look.align = Align::centre;
    } else if (block.style == Style::right) {
      look.align = Align::right;
    }
    const std::size_t columns = plan_.widths.size();
    write({row, 0, 1, columns}, block.text, look);
    set_height(row, height_of(block.text, width_of(0, columns), look.size));
  }

  void add_line(const Block& block, std::size_t row) {
    static constexpr Align kAligns[] = {Align::left, Align::centre, Align::right};
    const std::size_t last = plan_.widths.size() - 1;
    const std::size_t columns[] = {0, last / 2, last};
    for (std::size_t i = 0; i < block.pieces.size(); ++i) {
      if (block.pieces[i].empty()) continue;
      write({row, columns[i], 1, 1}, block.pieces[i],
            {.align = kAligns[i], .size = 10, .is_wrapped = false});
    }
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

  void add_table(const page::Table& table, std::size_t first) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      double height = kLine + 3;
      for (const Cell& cell : table.rows[r]) {
        add_cell(cell, first, first + r, r < table.header_rows);
        if (cell.rows > 1) continue;
        height = std::max(height, height_of(cell.text, width_of(cell.column, cell.columns), 10));
      }
      set_height(first + r, height);
    }
  }

  void add_cell(const Cell& cell, std::size_t first, std::size_t row, bool is_header) {
    Look look{.align = is_header ? Align::centre : cell.align,
              .size = 10,
              .is_bold = cell.is_bold || is_header,
              .is_framed = true};
    const Area area{row, cell.column, cell.rows, cell.columns};
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
             ? worksheet_write_number(sheet_, row_of(row), column_of(cell.column), number, format)
             : worksheet_write_formula_num(sheet_, row_of(row), column_of(cell.column),
                                           sum_formula(cell.sum, first).c_str(), format, number),
         row, cell.column);
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
        static_cast<lxw_row_t>(first + part.blocks[tables[0]].table.header_rows - 1));
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
  for (const Block& block : part.blocks) {
    if (block.kind != BlockKind::table) continue;
    double shares = 0;
    for (const int width : block.table.widths)
      shares += width;
    if (plan.widths.size() < block.table.widths.size())
      plan.widths.resize(block.table.widths.size());
    for (std::size_t i = 0; i < block.table.widths.size(); ++i)
      plan.widths[i] = std::max(plan.widths[i], block.table.widths[i] * whole / shares);
  }
  if (plan.widths.empty())
    plan.widths.assign(static_cast<std::size_t>(whole / kTextColumn), kTextColumn);
  while (plan.widths.size() < kFewestColumns)
    plan.widths.push_back(kTextColumn);
  for (const Block& block : part.blocks) {
    plan.rows.push_back(plan.end);
    plan.end += block.kind == BlockKind::table      ? block.table.rows.size() + 1
                : block.kind == BlockKind::contents ? block.entries.size()
                                                    : 1;
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
    writer.add(part.blocks[i], plan.rows[i]);
  return writer.ended();
}

}  // namespace budget::xlsx
