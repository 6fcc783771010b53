#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

// What the printed sheets, bulletins and letters have in common (docs/plugin-payloads.md: pages).

/// 万元 as a number a spreadsheet keeps.
[[nodiscard]] Json wan_cell(Money amount, int columns = 1);
/// "86.40%" of a share in basis points, as text.
[[nodiscard]] std::string percent_text(BasisPoints share);
/// "86.40%" that a spreadsheet keeps as a number.
[[nodiscard]] Json percent_cell(BasisPoints share, int columns = 1);
/// A count as a number.
[[nodiscard]] Json count_cell(int count);
/// A cell of a table's grid, both from 0, header rows counted.
struct GridSpot {
  int row = 0;
  int column = 0;
};
/// A number that is the sum of other cells: a spreadsheet keeps the formula.
[[nodiscard]] Json summed(Json cell, const std::vector<GridSpot>& spots);
/// The cells of one column, both rows included.
[[nodiscard]] std::vector<GridSpot> column_spots(int column, int first_row, int last_row);
/// A score as a number with its decimals.
[[nodiscard]] Json score_cell(Score score, int columns = 1);
[[nodiscard]] Json label_cell(const std::string& text, int columns = 1, int rows = 1);
[[nodiscard]] Json centred_cell(const std::string& text, int columns = 1, int rows = 1);
[[nodiscard]] Json pages_of(const std::string& name, const std::string& title, Json parts);
/// A name for a sheet of a workbook: at most 31 characters, without the signs it may not have.
[[nodiscard]] std::string sheet_name(const std::string& text, int number);
/// One, two or three level names of an indicator.
[[nodiscard]] std::string level_of(const Indicator& indicator, std::size_t level);
/// What the goal sheet prints as the value, with its unit.
[[nodiscard]] std::string target_of(const Indicator& indicator);
/// A first level stands once over all the rows below each other that share it.
void push_first_level(Json& row, const std::vector<Indicator>& indicators, std::size_t place);
/// Who filled a sheet in, handed it in and judged it.
[[nodiscard]] std::string signature_of(const SheetRow& sheet);
/// The line of an indicator, or an empty one.
[[nodiscard]] const SheetLine& line_of(const SheetEntry& entry, int number);

}  // namespace budget
