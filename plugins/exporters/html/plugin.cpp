#include <budget/plugin.hpp>

#include "html.h"

BUDGET_PLUGIN(budget::html::HtmlExporter);
