/* Its schema has a type that does not exist. */
#define OPTIONS "[{\"key\":\"limit\",\"type\":\"float\",\"help\":\"上限。\"}]"
#include "plain_plugin.h"
