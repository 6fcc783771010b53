#include "feishu.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Feishu);
