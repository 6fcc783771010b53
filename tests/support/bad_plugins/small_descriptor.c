#define DESCRIPTOR_SIZE offsetof(budget_descriptor, flags)
#include "plain_plugin.h"
