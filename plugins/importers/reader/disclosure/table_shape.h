#pragma once

#include <string>
#include <vector>

#include "reader/reading.h"

namespace budget::reader {

/// 栏次 | 1 | 2 | 3 …: the row that numbers the columns, also with formulas (3=4+5).
[[nodiscard]] bool is_column_number_row(std::span<const Cell> cells);
/// A row of figures or codes, or one that begins with 合计 or 一、…: no header.
[[nodiscard]] bool is_data_row(std::span<const Cell> cells);
/// Whether `lower` names columns under the groups of `upper`: it fills what `upper` leaves blank.
[[nodiscard]] bool completes_header(std::span<const Cell> upper, std::span<const Cell> lower);
[[nodiscard]] bool is_function_code(std::string_view text);  ///< 3, 5 or 7 digits
[[nodiscard]] bool is_amount(std::string_view compact);
/// Which of the nine a table is by its columns alone; 0 when they do not say.
[[nodiscard]] int number_by_columns(const std::vector<std::string>& columns);

/// Header rows as text; groups whose merged cells were printed once are spread over their columns.
[[nodiscard]] std::vector<std::vector<std::string>> spread_header(
    const std::vector<std::vector<std::string>>& rows, std::size_t columns);
/// "本年收入/小计": the names above a column, top group first.
[[nodiscard]] std::vector<std::string> column_names(
    const std::vector<std::vector<std::string>>& header, std::size_t columns);

}  // namespace budget::reader
