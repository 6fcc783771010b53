#pragma once

#include <optional>
#include <vector>

#include "reader/reading.h"
#include "reader/text/words.h"

namespace budget::reader {

/// A cell of the upper part of a goal sheet, with what it says.
struct Token {
  Cell cell;
  std::size_t row = 0;
  std::size_t index = 0;  ///< in its row
  std::optional<Label> label;
  int month = 0;
};
using Tokens = std::vector<Token>;

/// The cells of rows [begin, end) that are not furniture. A cell 项目编码：1301… becomes two; a
/// line whose tabs were lost becomes as many as it has labels and values.
[[nodiscard]] Tokens tokens_of(Reading& reading, std::size_t begin, std::size_t end);
/// Up to `stop` cells of the last row.
[[nodiscard]] Tokens tokens_of(Reading& reading, std::size_t begin, std::size_t end,
                               std::size_t stop);

/// A number in a cell: without blanks, narrow, without 万元 or %; empty when it is none.
struct PlainNumber {
  std::string digits;
  bool percent = false;
  std::string unit;  ///< 万元, 元, 千元 … when printed beside it
};
[[nodiscard]] std::optional<PlainNumber> plain_number(std::string_view compact);

/// A dash or a stroke where an amount could stand: nothing, and no words either.
[[nodiscard]] bool says_nothing(std::string_view compact);
/// l2.5O: digits among letters that look like digits. It is kept as printed, never as a number.
[[nodiscard]] bool misread_number(std::string_view compact);
/// 六十, 叁拾万元整: kept as printed, never as a number.
[[nodiscard]] bool number_in_words(std::string_view compact);

}  // namespace budget::reader
