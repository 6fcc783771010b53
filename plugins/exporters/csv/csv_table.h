#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <budget/json.h>

namespace budget::csv {

/// How cells are written.
struct Format {
  char delimiter = ',';
  bool guard_formulas = true;
  enum class MoneyUnit { yuan, wan } money = MoneyUnit::yuan;
};

struct Column {
  std::string name, title, type;  ///< type: text, integer, fen, bp, date or moment
};

/// One value as it stands in the file, not yet quoted. Money is exact, a share a percentage, a
/// moment ISO 8601 with UTC+8, null nothing.
/// Errors: invalid_input when the value is not of the column's type.
[[nodiscard]] Result<std::string> cell_text(const Json& value, const Column& column,
                                            const Format& format);

/// Appends a cell, in quotes where RFC 4180 wants them.
void append_cell(std::string& line, std::string_view text, char delimiter);

/// A text that a spreadsheet would take for a formula (= + - @, tab or carriage return at its
/// beginning), with an apostrophe before it.
[[nodiscard]] std::string guarded(std::string text);

}  // namespace budget::csv
