/* A thread that outlives every instance. */
#include <budget/plugin.h>
#include <pthread.h>
#include <time.h>

static budget_status start_one(budget_instance* instance, const budget_request* request,
                               const budget_sink* sink);

#define CHECK start_one
#include "plain_plugin.h"

static void* wait_for_ever(void* nothing) {
  const struct timespec hour = {3600, 0};
  for (;;)
    nanosleep(&hour, NULL);
  return nothing;
}

static budget_status start_one(budget_instance* instance, const budget_request* request,
                               const budget_sink* sink) {
  pthread_t thread;
  (void)instance;
  if (is_small(request, sink)) return BUDGET_UNSUPPORTED;
  if (!is_payload(request->payload, BUDGET_RULE_CHECK))
    return refuse(sink, BUDGET_INVALID_INPUT, "expected a budget to check, but it is none");
  if (pthread_create(&thread, NULL, wait_for_ever, NULL) != 0) return BUDGET_UNAVAILABLE;
  pthread_detach(thread);
  return answer(sink, REPORT);
}
