#pragma once

#include <vector>

#include "document.h"

namespace budget::disclosure {

/// One line of the income or the expenditure side of T1 or T4.
struct Line {
  std::string full;  ///< folded
  std::string name;  ///< without its count
  int count = 0;     ///< 一、 is 1; 0 when not counted
  std::size_t row = 0;
  std::int64_t fen = 0;
};

/// A side of a two-sided table: its lines, the total of the year, what is carried over, the grand
/// total.
struct Side {
  int name_column = -1;
  int amount_column = -1;
  std::vector<Line> lines;  ///< above the year's total
  std::vector<Line> below;  ///< under 结转: its parts
  std::optional<Line> year, carried, grand;

  [[nodiscard]] std::int64_t sum_of_lines() const;
  /// The line whose name has the word; null when there is none.
  [[nodiscard]] const Line* line(std::string_view word) const;
};

struct Sides {
  Side income, expense;
};

[[nodiscard]] Sides sides_of(const Table& table);

}  // namespace budget::disclosure
