#include "config/months.h"

#include "config/toml_reader.h"

namespace budget {

std::vector<int> read_months(TableReader& table, std::string_view key) {
  std::vector<int> months = table.integers(key, {1, 12});
  if (months.empty() && table.asks(key) && !table.source().has_finding_in(table.field_of(key))) {
    table.report("config.value", key, "expected at least one month, but the list is empty");
  }
  for (std::size_t i = 1; i < months.size(); ++i) {
    const bool known = months[i] != 0 && months[i - 1] != 0;  // 0: not a month, reported already
    if (known && months[i] <= months[i - 1]) {
      table.report("config.order", std::string(key) + "[" + std::to_string(i) + "]",
                   "expected a month after " + std::to_string(months[i - 1]) + ", but there is " +
                       std::to_string(months[i]));
    }
  }
  return months;
}

}  // namespace budget
