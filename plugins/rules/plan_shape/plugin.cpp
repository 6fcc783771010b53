#include <budget/plugin.hpp>

#include "plan_shape.h"

BUDGET_PLUGIN(budget::plan_shape::PlanShapeRule);
