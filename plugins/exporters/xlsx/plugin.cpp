#include <budget/plugin.hpp>

#include "xlsx.h"

BUDGET_PLUGIN(budget::xlsx::XlsxExporter);
