#pragma once

#include <map>
#include <vector>

#include "document.h"

namespace budget::disclosure {

/// A table whose rows have classification codes: T2, T3, T5, T6, T7, T8.
struct Coded {
  struct Entry {
    std::string code;
    std::string name;
    std::size_t row = 0;
  };
  const Table* table = nullptr;
  std::vector<Entry> entries;
  std::map<std::string, std::size_t, std::less<>> by_code;  ///< the first entry of each code
  std::size_t total = static_cast<std::size_t>(-1);         ///< the row 合计
  std::vector<std::size_t> tops;  ///< the rows of the shortest codes, which add up to it
  std::vector<int> values;        ///< the columns with money of the year

  [[nodiscard]] bool has_total() const { return total != static_cast<std::size_t>(-1); }
  [[nodiscard]] const Entry* entry(std::string_view code) const;
  /// Of the row 合计; where there is none, of the rows that add up to it.
  [[nodiscard]] std::int64_t total_of(int column) const;
  [[nodiscard]] std::int64_t of(std::string_view code, int column) const;
};

/// A table by departments or units (部门收入总表 of other offices) has totals and no entries.
[[nodiscard]] Coded coded(const Table& table);

}  // namespace budget::disclosure
