#include <budget/plugin.h>

static void crash_at_destroy(budget_instance* instance) {
  volatile int* nowhere = NULL;
  (void)instance;
  *nowhere = 1;
}

#define DESTROY crash_at_destroy
#include "plain_plugin.h"
