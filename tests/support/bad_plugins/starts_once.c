/* Cannot be started a second time. */
#include <budget/plugin.h>

static budget_status start_once(budget_bytes path) {
  static int is_started;
  (void)path;
  return is_started++ == 0 ? BUDGET_OK : BUDGET_FAULT;
}

#define START start_once
#include "plain_plugin.h"
