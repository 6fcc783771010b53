/* Ends the process it is a guest of. */
#include <budget/plugin.h>
#include <stdlib.h>

static budget_status leave(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink) {
  (void)instance;
  (void)request;
  (void)sink;
  exit(3);
}

#define CHECK leave
#include "plain_plugin.h"
