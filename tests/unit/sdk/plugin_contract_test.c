/* The contract is C99, whatever compiler reads it: this file is compiled with -std=c99 -pedantic. */
#include <budget/plugin.h>

/* What C++ states with static_assert, for C. */
typedef char bytes_are_16[sizeof(budget_bytes) == 16 ? 1 : -1];
typedef char request_is_64[sizeof(budget_request) == 64 ? 1 : -1];
typedef char factory_is_56[sizeof(budget_factory) == 56 ? 1 : -1];
typedef char entry_is_56[sizeof(budget_entry) == 56 ? 1 : -1];

int has_field_in_c(const budget_sink* sink);
int has_field_in_c(const budget_sink* sink) {
  return BUDGET_HAS_FIELD(sink, budget_sink, file) ? 1 : 0;
}

uint32_t magic_in_c(void);
uint32_t magic_in_c(void) {
  return BUDGET_PLUGIN_MAGIC;
}
