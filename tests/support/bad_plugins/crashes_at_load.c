/* A static initialiser that crashes: before anybody could have asked it anything. */
#include "plain_plugin.h"

__attribute__((constructor)) static void crash_at_load(void) {
  volatile int* nowhere = NULL;
  *nowhere = 1;
}
