#include <budget/plugin.h>

static const void* get_factory(budget_bytes id) {
  (void)id;
  return NULL;
}

#define GET_FACTORY get_factory
#include "plain_plugin.h"
