/* Describes itself differently each time. */
#include <budget/plugin.h>

static const budget_descriptor* changing_descriptor(uint64_t index);

#define DESCRIPTOR changing_descriptor
#include "plain_plugin.h"

static const budget_descriptor* changing_descriptor(uint64_t index) {
  static const budget_bytes kCapabilities[] = {TEXT(BUDGET_RULE_CHECK), TEXT(BUDGET_RULE_LIST)};
  static budget_descriptor descriptor = {
      DESCRIPTOR_SIZE, TEXT(ID),           TEXT("1.0.0"), TEXT("budgetd"), TEXT("样例"),
      TEXT("Sample"),  TEXT("Apache-2.0"), kCapabilities, 2,               TEXT(OPTIONS),
      FLAGS};
  static char version[] = "1.0.0";
  static int reads;
  if (index != 0) return NULL;
  version[4] = (char)('0' + reads / 3 % 10);
  ++reads;
  descriptor.version.data = version;
  return &descriptor;
}
