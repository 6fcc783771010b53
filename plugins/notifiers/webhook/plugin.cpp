#include "webhook.h"

#include <budget/plugin.hpp>

BUDGET_PLUGIN(budget::notifiers::Webhook);
