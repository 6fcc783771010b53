#pragma once

#include <vector>

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

/// The official table (项目支出绩效运行监控表) of each project, one part each, as a payload of
/// budget.export.write/1. Pure. Columns: domain.md §3.2. Money: 万元.
[[nodiscard]] Json monitoring_pages(const std::vector<SheetRow>& sheets);

}  // namespace budget
