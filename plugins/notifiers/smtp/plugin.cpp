#include "smtp.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Smtp);
