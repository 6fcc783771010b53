#pragma once

#include <optional>
#include <string>

#include "reader/grid/grid.h"

namespace budget::reader {

/// What a row above or beside a table says about it.
struct Furniture {
  std::string unit_code;
  std::string unit_name;
  std::string unit_printed;
  int year = 0;
  std::string money_unit;
  bool scrambled = false;  ///< half a label: 预算年 / 度：
};
/// Nullopt when any cell of the row is something else.
[[nodiscard]] std::optional<Furniture> furniture_of(const Grid& grid, const Row& row);

/// - 12 -, 第3页, 3/40.
[[nodiscard]] bool is_page_number(std::string_view compact);

/// The same for one cell of a row that holds other things, too.
[[nodiscard]] std::optional<Furniture> furniture_of_cell(const Cell& cell);

/// 预算公开01表, 表1, 附表一, 公开表1-2: a table's number beside or below its title.
[[nodiscard]] bool is_table_mark(std::string_view compact);

}  // namespace budget::reader
