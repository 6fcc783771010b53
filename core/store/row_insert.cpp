#include "store/row_insert.h"

#include <algorithm>
#include <bit>

namespace budget {

InsertTexts::InsertTexts(const std::string& table, int columns, std::size_t most) {
  std::string row = "(?";
  for (int column = 1; column < columns; ++column)
    row += ", ?";
  row += ')';
  std::string rows = row;
  for (std::size_t count = 1; count <= most; count *= 2) {
    texts_.push_back("INSERT INTO " + table + " VALUES " + rows);
    rows += ", " + rows;
  }
}

std::size_t InsertTexts::taken_of(std::size_t rows) const {
  return std::bit_floor(std::min(rows, std::size_t{1} << (texts_.size() - 1)));
}

const char* InsertTexts::of(std::size_t rows) const {
  return texts_[static_cast<std::size_t>(std::bit_width(taken_of(rows)) - 1)].c_str();
}

void RowInsert::begin() {
  statement_ = &database_.statement(texts_.of(left_));
  waiting_ = texts_.taken_of(left_);
  position_ = 1;
}

}  // namespace budget
