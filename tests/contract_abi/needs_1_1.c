/* Cannot do without what 1.1 brought. */
#define MIN_HOST_MINOR 1
#include "plain_plugin.h"
