/* Leaves the process in another folder, with another umask and without its signals. */
#include <budget/plugin.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static budget_status change(budget_instance* instance, const budget_request* request,
                            const budget_sink* sink);

#define CHECK change
#include "plain_plugin.h"

static budget_status change(budget_instance* instance, const budget_request* request,
                            const budget_sink* sink) {
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  if (chdir("/") != 0) return BUDGET_FAULT;
  umask(0);
  signal(SIGTERM, SIG_IGN);
  return answer(sink, REPORT);
}
