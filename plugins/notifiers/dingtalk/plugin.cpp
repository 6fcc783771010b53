#include "dingtalk.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Dingtalk);
