#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace budget::cli {

enum class Align { left, right };
enum class Titles { shown, hidden };

struct Column {
  std::string title;
  Align align = Align::left;
  bool may_shrink =
      false;  ///< cut with … when the terminal is too narrow; numbers and codes never are
};

struct Cell {
  std::string text;
  Style style = Style::plain;

  Cell(std::string content, Style look = Style::plain)
      : text(std::move(content)), style(look) {}  // NOLINT
  Cell(const char* content) : text(content) {}    // NOLINT
};

/// Rows under titles, aligned by terminal columns, so that Chinese text lines up.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// As many cells as there are columns; a missing one is a fault.
  void add(std::vector<Cell> row);
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  /// Cut to the terminal's width. `indent`: blanks before every line.
  void print(const Terminal& terminal, int indent = 0, Titles titles = Titles::shown) const;

 private:
  [[nodiscard]] std::vector<int> widths(int available, Titles titles) const;
  void print_line(const Terminal& terminal, const std::vector<Cell>& row,
                  const std::vector<int>& widths, int indent) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// "名称：内容" lines with the contents below each other; empty contents are left out.
class Sheet {
 public:
  void add(std::string name, Cell content);
  void print(const Terminal& terminal) const;

 private:
  std::vector<std::pair<std::string, Cell>> lines_;
};

}  // namespace budget::cli
