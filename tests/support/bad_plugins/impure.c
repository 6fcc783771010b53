/* Claims to be pure, but counts its calls. */
#include <budget/plugin.h>
#include <stdio.h>

static budget_status count(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink);

#define CHECK count
#include "plain_plugin.h"

static budget_status count(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink) {
  static int calls;
  char text[160];
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  snprintf(text, sizeof text,
           "{\"schema\":\"budget.rule.report/1\",\"rules_run\":[\"tests.impure\"],"
           "\"rules_not_run\":[],\"rows\":%d,\"findings\":[]}",
           ++calls);
  return answer(sink, text);
}
