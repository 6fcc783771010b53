#include "disclosure_checks.h"

BUDGET_PLUGIN(budget::disclosure::DisclosureChecks);
