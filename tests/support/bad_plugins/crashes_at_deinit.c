#include <stddef.h>

static void crash_at_deinit(void) {
  volatile int* nowhere = NULL;
  *nowhere = 1;
}

#define STOP crash_at_deinit
#include "plain_plugin.h"
