/* 24 bytes more with every call: the smallest block the C library makes. */
#include <budget/plugin.h>
#include <stdlib.h>
#include <string.h>

static budget_status leak(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink);

#define CHECK leak
#include "plain_plugin.h"

static budget_status leak(budget_instance* instance, const budget_request* request,
                          const budget_sink* sink) {
  static char* volatile last;
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  last = malloc(24);
  if (last == NULL) return BUDGET_UNAVAILABLE;
  memset(last, 1, 24);
  return answer(sink, REPORT);
}
