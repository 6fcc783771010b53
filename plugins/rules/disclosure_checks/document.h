#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <budget/json.h>

#include "text.h"

namespace budget::disclosure {

struct Cell {
  std::string text;  ///< folded
  Amount amount;
};

struct Row {
  int line = 0;
  std::vector<Cell> cells;
};

/// One table as it was printed. Columns are found by name, rows by name or code: never by place.
struct Table {
  int number = 0;  ///< 1–9; 0 for others
  std::string title;
  std::string unit = "万元";
  int line = 0;
  std::vector<std::string> columns;  ///< folded, "group/column"
  std::vector<std::string> column_numbers;
  std::vector<Row> rows;
  std::string note;
  bool is_empty = false;
  int fiscal_year = 0;          ///< printed above it where it is not the document's
  std::string department_code;  ///< the same
  /// The columns of two years stand in it and nothing says whose year is which.
  bool is_year_unclear = false;

  /// The column of this leaf name (the first of `names` that any column has), in the group that has
  /// `group` in its name when one is given; else the one with this number in the 栏次 row; else -1.
  [[nodiscard]] int column(std::initializer_list<std::string_view> names,
                           std::string_view group = {}, int number_in_header = 0) const;
  /// The column of what a row has in all: 合计, the only one with money (2026年预算数), or the only
  /// 小计, which stands over its parts (but in T2); else -1.
  [[nodiscard]] int whole(int number_in_header) const;
  [[nodiscard]] const Cell& at(std::size_t row, int column) const;
  /// What a cell is worth: 0 when blank or not there.
  [[nodiscard]] std::int64_t fen(std::size_t row, int column) const;
};

struct Paragraph {
  std::string text;  ///< folded
  int line = 0;
};

/// A part of the narrative.
struct Section {
  int number = 0;
  std::string heading;  ///< folded
  int line = 0;
  std::vector<Paragraph> paragraphs;
};

struct ContentsEntry {
  std::string name;  ///< folded
  int line = 0;
};

/// What the checks need of a budget.document/1.
struct Document {
  bool is_there = false;
  std::string kind, title, department_code, department_name;
  int fiscal_year = 0;
  std::vector<Table> tables;
  std::vector<Table> other_years;  ///< what those tables also say of other years, each by itself
  std::vector<Table> others;
  std::vector<Section> sections;
  std::size_t contents_lines = 0;                    ///< of the whole table of contents
  std::vector<ContentsEntry> contents;               ///< those that name goal sheets
  std::vector<ContentsEntry> sheets;                 ///< the goal sheets of the body
  std::vector<std::optional<std::int64_t>> budgets;  ///< of the goal sheets, in 分

  /// The one of this number whose columns are known to be of the document's year, or null.
  [[nodiscard]] const Table* table(int number) const;
};

[[nodiscard]] Document read_document(const Json& payload);

}  // namespace budget::disclosure
