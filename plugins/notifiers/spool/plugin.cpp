#include "spool.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Spool);
