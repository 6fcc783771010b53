/* 64 KiB more with every call, written to so that it is really there; leaks_little.c loses less. */
#include <budget/plugin.h>
#include <stdlib.h>
#include <string.h>

static budget_status leak(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink);

#ifndef LOST_BYTES
#define LOST_BYTES 65536
#endif
#define CHECK leak
#include "plain_plugin.h"

static budget_status leak(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink) {
  static char* volatile last;
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  last = malloc(LOST_BYTES);
  if (last == NULL) return BUDGET_UNAVAILABLE;
  memset(last, 1, LOST_BYTES);
  return answer(sink, REPORT);
}
