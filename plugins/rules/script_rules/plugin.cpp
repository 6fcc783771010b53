#include <budget/plugin.hpp>

#include "script_rules.h"

BUDGET_PLUGIN(budget::script::ScriptRules);
