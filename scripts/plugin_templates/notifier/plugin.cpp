#include <budget/plugin.hpp>

#include "plugin_name.h"

BUDGET_PLUGIN(PluginName);
