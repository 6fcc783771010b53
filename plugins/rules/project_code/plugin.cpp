#include <budget/plugin.hpp>

#include "project_code.h"

BUDGET_PLUGIN(budget::project_code::ProjectCodeRule);
