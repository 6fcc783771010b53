#define MAJOR 2
#include "plain_plugin.h"
