/* Exports more than the entry: linked without the version script. */
#include "plain_plugin.h"

BUDGET_PLUGIN_EXPORT int another_symbol = 1;
