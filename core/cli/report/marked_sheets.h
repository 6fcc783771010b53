#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/documents/document_check.h"

namespace budget::cli {

/// A table of a document as a spreadsheet shows it, with the cells that findings point to.
struct MarkedSheet {
  enum class Look { title, header, label, plain };
  struct Cell {
    std::string text;
    Look look = Look::plain;
  };
  std::string name;  ///< "表1", "目标表"
  std::vector<std::vector<Cell>> rows;
  /// Findings of a cell, by row and column from 0; indexes into CheckedDocument::findings.
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> marks;
};

struct MarkedDocument {
  std::vector<MarkedSheet> sheets;
  /// Where each finding is marked: "表1!C17"; empty where it points to no cell.
  std::vector<std::string> places;
};

/// The goal sheets and tables of a checked document. Findings that name a table's row or a part of
/// a project are marked there, in the cell that holds what they quote; others by their line. Pure.
[[nodiscard]] MarkedDocument mark(const CheckedDocument& checked);

/// "C17" of row 16 and column 2.
[[nodiscard]] std::string cell_name(std::size_t row, std::size_t column);

}  // namespace budget::cli
