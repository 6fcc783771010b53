#include "wecom.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Wecom);
