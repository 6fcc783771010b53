/* Crashes on a payload nobody meant to send: one without its end. */
#include <budget/plugin.h>

static budget_status break_easily(budget_instance* instance, const budget_request* request,
                                  const budget_sink* sink);

#define CHECK break_easily
#include "plain_plugin.h"

static budget_status break_easily(budget_instance* instance, const budget_request* request,
                                  const budget_sink* sink) {
  volatile int* nowhere = NULL;
  const budget_bytes payload = request->payload;
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (payload.size > 40 && payload.data[0] == '{' && payload.data[payload.size - 1] != '}')
    *nowhere = 1;
  if (!is_payload(payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  return answer(sink, REPORT);
}
