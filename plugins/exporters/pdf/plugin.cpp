#include <budget/plugin.hpp>

#include "pdf.h"

BUDGET_PLUGIN(budget::pdf::PdfExporter);
