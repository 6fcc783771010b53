#include <budget/plugin.hpp>

#include "budget_document.h"

BUDGET_PLUGIN(budget::budget_document::BudgetDocumentImporter);
