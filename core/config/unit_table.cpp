#include "config/unit_table.h"

#include <algorithm>

#include "config/toml_reader.h"

namespace budget {

std::vector<Unit> read_units(TableReader& table, const std::string& department_code) {
  std::vector<Unit> units;
  table.tables("units", [&](TableReader& row) {
    Unit unit{.code = row.digits<UnitCode>("code", 6), .name = row.filled_text("name")};
    const std::string& code = unit.code.text();
    if (!code.empty() && !code.starts_with(department_code)) {
      row.report("config.value", "code",
                 "expected a code that begins with the department's " + department_code +
                     ", but there is \"" + code + "\"");
    }
    if (!code.empty() && std::ranges::find(units, unit.code, &Unit::code) != units.end()) {
      row.report("config.duplicate", "code",
                 "expected every code once, but this one was used before", code);
    }
    units.push_back(std::move(unit));
  });
  return units;
}

}  // namespace budget
