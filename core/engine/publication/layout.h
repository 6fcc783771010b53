#pragma once

#include <optional>
#include <string>
#include <vector>

namespace budget {

/// Columns whose amounts make up another column's, row by row.
struct ColumnSum {
  std::string total;
  std::vector<std::string> of;
};

/// A row whose amounts are made up of other rows', told by their names in an item column.
struct RowTotal {
  std::string item;  ///< the column the names stand in
  std::string total;
  bool of_numbered_above = false;  ///< all of 一、二、三、… since the last row that is no such line
  std::vector<std::string> of;  ///< or these
};

/// A line that a side has from a year on.
struct LaterLine {
  int from_year = 0;
  std::string line;
};

/// The lines a side of T1 and T4 prints, whatever the department has of them.
struct TableSide {
  std::string item;
  std::vector<std::string> lines;
  std::vector<LaterLine> later;   ///< behind those: 2023 prints 31 classes, 2022 printed 30
  std::vector<std::string> tail;  ///< below the longer side's last line; "" leaves a row free
};

/// One of the nine tables, as it is published in a region and year.
struct TableLayout {
  int number = 0;
  std::string title;
  std::string sheet;  ///< its short name
  bool is_landscape = false;
  std::vector<std::string> columns;  ///< group and column joined by /
  std::vector<std::string> column_numbers;
  std::vector<int> widths;
  std::string empty_note;
  std::vector<TableSide> sides;
  std::string code_column;  ///< rows add up along their codes: 类 = Σ款, 款 = Σ项
  std::vector<ColumnSum> sums;
  std::vector<RowTotal> totals;
};

/// A table that is not one of the nine and belongs into a section of the narrative.
struct OtherTableLayout {
  std::string word;  ///< in its title
  int section = 0;
  bool shows_unit = false;  ///< department and 单位：万元 above it
};

struct SectionLayout {
  int number = 0;
  std::string heading;
  /// What is printed when a document has no such section; {id} of a figure, {year}, {last_year}
  /// and {name} are filled in.
  std::vector<std::string> paragraphs;
};

/// A figure of the narrative and the cell of a table it is taken from.
struct FigureLayout {
  std::string id;
  int section = 0;
  std::vector<std::string> words;      ///< before the figure; the last one found there counts
  std::vector<std::string> not_words;  ///< none of these before it
  int table = 0;
  std::string row;
  std::string column;
};

struct GoalSheetLayout {
  std::string plan_label;
  std::vector<int> months;
  std::vector<int> widths;  ///< seven
};

/// How a region publishes a year: config/layouts. Nothing of it is in the code.
struct Layout {
  std::string id;
  std::string title;
  std::string region;  ///< the first digits of the region's code; empty: everywhere
  int valid_from = 0;
  std::optional<int> valid_to;
  std::string disclosure_title;
  std::string performance_title;
  std::string tables_title;
  std::string narrative_title;
  std::string narrative_entry;  ///< the same in the contents
  std::vector<TableLayout> tables;
  std::vector<OtherTableLayout> other_tables;
  std::vector<SectionLayout> sections;
  std::vector<FigureLayout> figures;
  GoalSheetLayout goal_sheet;
};

/// The layout in force, or null: of those for the region and year the one with the longest region,
/// then the latest valid_from.
[[nodiscard]] const Layout* layout_for(const std::vector<Layout>& layouts,
                                       const std::string& region, int year);

[[nodiscard]] std::vector<std::string> lines_in(const TableSide& side, int year);

}  // namespace budget
