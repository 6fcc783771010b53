/* Never asks whether it is still wanted. */
#include <budget/plugin.h>

static budget_status hang(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink) {
  volatile int turns = 0;
  (void)instance;
  (void)request;
  (void)sink;
  while (turns >= 0)
    turns = turns % 1000 + 1;
  return BUDGET_OK;
}

#define CHECK hang
#include "plain_plugin.h"
