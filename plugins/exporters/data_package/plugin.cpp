#include <budget/plugin.hpp>

#include "data_package.h"

BUDGET_PLUGIN(budget::data_package::DataPackageExporter);
