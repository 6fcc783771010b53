#include <budget/plugin.h>

static budget_status crash(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink) {
  volatile int* nowhere = NULL;
  (void)instance;
  (void)request;
  (void)sink;
  *nowhere = 1;
  return BUDGET_OK;
}

#define CHECK crash
#include "plain_plugin.h"
