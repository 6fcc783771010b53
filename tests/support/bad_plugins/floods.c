/* A flood of log lines, then of result, whatever the host says to it. */
#include <budget/plugin.h>

static budget_status flood(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink);

#define CHECK flood
#include "plain_plugin.h"

static budget_status flood(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink) {
  const budget_bytes line = TEXT("the same line, again and again");
  static char block[65536];
  const budget_bytes piece = {block, sizeof block};
  int i;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  memset(block, '1', sizeof block);
  for (i = 0; i < 5000; ++i)
    instance->host->log(instance->host, BUDGET_LOG_INFO, line);
  for (i = 0; i < 1500; ++i)
    (void)sink->result(sink, piece);
  return BUDGET_OK;
}
