/* Refuses without a word: the person who configures it is left alone. */
#include <budget/plugin.h>

static budget_status say_nothing(budget_instance* instance, budget_bytes config,
                                 const budget_sink* sink) {
  (void)instance;
  (void)sink;
  return config.size >= 2 && config.data[0] == '{' && config.data[config.size - 1] == '}'
             ? BUDGET_OK
             : BUDGET_INVALID_INPUT;
}

#define INIT say_nothing
#include "plain_plugin.h"
