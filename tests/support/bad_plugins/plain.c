/* Nothing is wrong with this one. */
#include "plain_plugin.h"
