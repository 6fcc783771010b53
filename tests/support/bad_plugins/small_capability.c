#define CAPABILITY_SIZE offsetof(budget_capability, run)
#include "plain_plugin.h"
