#include "goal_lint.h"

BUDGET_PLUGIN(budget::goal_lint::GoalLint);
