#pragma once

#include <vector>

#include "model/organisation.h"

namespace budget {

class TableReader;

/// units = [ { code, name } ] of a department, each code six digits and beginning with the
/// department's three.
[[nodiscard]] std::vector<Unit> read_units(TableReader& table, const std::string& department_code);

}  // namespace budget
