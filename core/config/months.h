#pragma once

#include <string_view>
#include <vector>

namespace budget {

class TableReader;

/// A list of months, each from 1 to 12, strictly ascending, at least one.
[[nodiscard]] std::vector<int> read_months(TableReader& table, std::string_view key);

}  // namespace budget
