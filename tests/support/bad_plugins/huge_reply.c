/* Answers with 4 GiB; gives up as it should when told so. */
#include <budget/plugin.h>

static budget_status swell(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink);

#define CHECK swell
#include "plain_plugin.h"

static budget_status swell(budget_instance* instance, const budget_request* request,
                           const budget_sink* sink) {
  static char block[65536];
  const budget_bytes piece = {block, sizeof block};
  int i;
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  memset(block, ' ', sizeof block);
  for (i = 0; i < 65536; ++i)
    if (sink->result(sink, piece) != BUDGET_OK)
      return refuse(sink, BUDGET_TOO_LARGE, "expected to write 4 GiB, but the host took less");
  return answer(sink, REPORT);
}
