#define MAJOR 0
#include "plain_plugin.h"
