#include <budget/plugin.hpp>

#include "docx.h"

BUDGET_PLUGIN(budget::docx::DocxExporter);
