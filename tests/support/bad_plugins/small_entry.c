#define ENTRY_SIZE offsetof(budget_entry, get_factory)
#include "plain_plugin.h"
