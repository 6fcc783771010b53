#define FACTORY_SIZE offsetof(budget_factory, destroy)
#include "plain_plugin.h"
