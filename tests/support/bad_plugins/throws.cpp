// An exception through the border of the C contract.
#include <budget/plugin.h>

#include <stdexcept>

extern "C" {
static budget_status throwing(budget_instance*, const budget_request*, const budget_sink*) {
  throw std::runtime_error("thrown through the border");
}
}

#define CHECK throwing
#include "plain_plugin.h"
