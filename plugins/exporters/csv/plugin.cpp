#include <budget/plugin.hpp>

#include "csv.h"

BUDGET_PLUGIN(budget::csv::CsvExporter);
