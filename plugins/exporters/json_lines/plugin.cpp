#include <budget/plugin.hpp>

#include "json_lines.h"

BUDGET_PLUGIN(budget::json_lines::JsonLinesExporter);
