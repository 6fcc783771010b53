/* Never asks whether it is still wanted. */
#include <budget/plugin.h>

static budget_status hang(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink) {
  volatile unsigned turns = 0;
  (void)instance;
  (void)request;
  (void)sink;
  for (;;)
    ++turns;
}

#define CHECK hang
#include "plain_plugin.h"
