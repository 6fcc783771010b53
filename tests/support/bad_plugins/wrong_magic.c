#define MAGIC UINT32_C(0x31504743)
#include "plain_plugin.h"
