/* Needs a host that does not exist yet. */
#define MINOR 1000
#define MIN_HOST_MINOR 1000
#include "plain_plugin.h"
