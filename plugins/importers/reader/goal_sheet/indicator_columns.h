#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reader/reading.h"
#include "reader/text/words.h"

namespace budget::reader {

/// Which cell of a row holds which part of an indicator.
struct IndicatorColumns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr std::size_t kKinds = 11;
  std::array<std::size_t, kKinds> place{kNone, kNone, kNone, kNone, kNone, kNone,
                                        kNone, kNone, kNone, kNone, kNone};
  std::size_t count = 0;      ///< cells up to the last column with a name
  std::size_t row_cells = 0;  ///< cells the header row was printed with
  std::vector<std::string> names;
  [[nodiscard]] std::size_t at(Column column) const {
    return place[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] bool has(Column column) const { return at(column) != kNone; }
};

/// A row with 一级指标 and 二级指标 or 三级指标 in cells of their own. `begin` becomes the index of
/// the first of them.
[[nodiscard]] std::optional<IndicatorColumns> indicator_columns(std::span<const Cell> cells,
                                                                std::size_t& begin);
/// Few short names at a header's end that are no column we know: columns of their own.
[[nodiscard]] bool names_end(std::span<const Cell> rest);
/// 指标值 above 符号 | 数值 | 单位: the header as one row, or empty when the row below is none of
/// it.
[[nodiscard]] std::optional<std::vector<Cell>> with_parts_below(const std::vector<Cell>& upper,
                                                                std::span<const Cell> lower);
/// The same for a line whose tabs were lost: 一级指标、二级指标、… or with blanks.
[[nodiscard]] std::optional<IndicatorColumns> columns_without_tabs(std::string_view text);

}  // namespace budget::reader
