#include "log.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Log);
