/* No struct is that large: a size read from the wrong place. */
#define ENTRY_SIZE (UINT64_C(1) << 40)
#include "plain_plugin.h"
