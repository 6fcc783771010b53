/* Calls what the struct it was given does not hold. */
#include <budget/plugin.h>

static budget_status hurry(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink);

#define CHECK hurry
#include "plain_plugin.h"

static budget_status hurry(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink) {
  (void)instance;
  if (request->is_cancelled(request) != 0) return BUDGET_CANCELLED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  return answer(sink, REPORT);
}
