#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace budget {

/// INSERT statements of one table for 1, 2, 4 … rows. To be kept as long as the database: its
/// statements are found by these texts.
class InsertTexts {
 public:
  /// `most` rows at once, a power of two.
  InsertTexts(const std::string& table, int columns, std::size_t most);
  /// For the most rows that one statement takes of so many.
  [[nodiscard]] const char* of(std::size_t rows) const;
  [[nodiscard]] std::size_t taken_of(std::size_t rows) const;

 private:
  std::vector<std::string> texts_{};  ///< at n: for 2ⁿ rows
};

/// Writes a known number of rows, many with one statement: SQLite finds its place in the table and
/// in its indexes once for all of them.
class RowInsert {
 public:
  RowInsert(Database& database, const InsertTexts& texts, std::size_t rows)
      : database_(database), texts_(texts), left_(rows) {}

  /// The next row, all its columns in their order. What texts and hashes point to lives until the
  /// last row was added.
  template <typename... Columns>
  void add(const Columns&... columns) {
    if (waiting_ == 0) begin();
    position_ = statement_->bind_from(position_, columns...);
    --left_;
    if (--waiting_ == 0) statement_->run();
  }

 private:
  void begin();

  Database& database_;
  const InsertTexts& texts_;
  Statement* statement_ = nullptr;
  std::size_t left_;         ///< rows that were not added yet
  std::size_t waiting_ = 0;  ///< of the statement
  int position_ = 1;
};

}  // namespace budget
