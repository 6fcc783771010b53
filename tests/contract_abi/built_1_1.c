/* Built against a later header, but content with a 1.0 host: it asks before it uses what is new.
 * In a host that has now_ms it says so in its report. */
#include <budget/plugin.h>

static const budget_descriptor* later_descriptor(uint64_t index);
static budget_status later_check(budget_instance* instance, const budget_request* request,
                                 const budget_sink* sink);

#define DESCRIPTOR later_descriptor
#define CHECK later_check
#include "plain_plugin.h"

static const budget_descriptor* later_descriptor(uint64_t index) {
  static const budget_bytes kCapabilities[] = {TEXT(BUDGET_RULE_CHECK), TEXT(BUDGET_RULE_LIST),
                                               TEXT(BUDGET_RULE_EXPLAIN)};
  static const budget_descriptor kDescriptor = {
      DESCRIPTOR_SIZE, TEXT(ID),           TEXT("1.0.0"), TEXT("budgetd"), TEXT("样例"),
      TEXT("Sample"),  TEXT("Apache-2.0"), kCapabilities, 3,               TEXT(OPTIONS),
      FLAGS,           TEXT("https://example.invalid/")};
  return index == 0 ? &kDescriptor : NULL;
}

static budget_status later_check(budget_instance* instance, const budget_request* request,
                                 const budget_sink* sink) {
  const budget_host* host = instance->host;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  if (BUDGET_HAS_FIELD(host, budget_host, now_ms))
    return answer(sink, "{\"schema\":\"budget.rule.report/1\",\"host\":\"has now_ms\"}");
  return answer(sink, "{\"schema\":\"budget.rule.report/1\",\"host\":\"is of 1.0\"}");
}
