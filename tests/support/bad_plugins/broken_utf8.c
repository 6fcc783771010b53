#include <budget/plugin.h>

static budget_status mumble(budget_instance* instance, const budget_request* request,
                            const budget_sink* sink);

#define CHECK mumble
#include "plain_plugin.h"

static budget_status mumble(budget_instance* instance, const budget_request* request,
                            const budget_sink* sink) {
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  return answer(sink, "{\"schema\":\"budget.rule.report/1\",\"note\":\"\xE9\xA2\"}");
}
