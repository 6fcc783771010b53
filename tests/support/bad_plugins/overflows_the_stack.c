#include <budget/plugin.h>
#include <string.h>

static int deeper(int depth) {
  volatile char block[4096];
  memset((void*)block, depth, sizeof block);
  return depth < 0 ? 0 : deeper(depth + 1) + block[depth % 4096];
}

static budget_status dive(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink) {
  (void)instance;
  (void)request;
  (void)sink;
  return deeper(0) == 7 ? BUDGET_OK : BUDGET_FAULT;
}

#define CHECK dive
#include "plain_plugin.h"
