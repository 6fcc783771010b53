#pragma once

#include <optional>

#include "document.h"

namespace budget::disclosure {

/// The rows of T9 by what they are.
struct ThreePublic {
  const Table* table = nullptr;
  int whole = -1;  ///< the column 合计
  std::optional<std::size_t> all, sum, abroad, research, other_abroad, cars, buying, running,
      guests;

  /// 0 when the row is not there.
  [[nodiscard]] std::int64_t fen(const std::optional<std::size_t>& row, int column) const {
    return row ? table->fen(*row, column) : 0;
  }
};

[[nodiscard]] ThreePublic three_public(const Table& table);

}  // namespace budget::disclosure
