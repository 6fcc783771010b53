#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "engine/publication/differences.h"
#include "engine/publication/year_readings.h"
#include "engine/queries.h"

namespace budget {

/// What a department's year would publish.
struct YearDocument {
  Json document;                           ///< budget.document/1
  std::vector<DocumentRow> sources;        ///< put together in this order, without their content
  bool is_approved = false;                ///< its plans have a version
  std::vector<Difference> since_import;    ///< against the files as they were imported
  std::vector<Difference> since_approval;  ///< against what was approved first
  std::vector<Finding> findings;
};

/// The documents that count, put together, with the projects as they are in force in the place of
/// their sheets: those of a document in its order, those of no document behind them by code.
/// Sheets that are no project of the year are not in it, and a finding names them. `imports` holds
/// every import that has a document which counts. Pure.
[[nodiscard]] YearDocument year_document(const CheckMaterial& material,
                                         const std::vector<ImportedFiles>& imports);

}  // namespace budget
