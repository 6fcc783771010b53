#include <budget/plugin.hpp>

#include "ical.h"

BUDGET_PLUGIN(budget::ical::IcalExporter);
