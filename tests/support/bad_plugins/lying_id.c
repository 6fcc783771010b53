/* Says it is another than its manifest says. */
#define ID "cn.budgetd.rules.plan_shape"
#include "plain_plugin.h"
