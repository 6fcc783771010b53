#pragma once

#include <string>
#include <vector>

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

/// The documents an instance was entered from, for what rules are shown besides its projects.
class DocumentPlaces {
 public:
  explicit DocumentPlaces(const std::vector<DocumentRow>& rows);

  /// What stands in the files beside the goal sheets, as one budget.document/1 without projects:
  /// tables, sections and contents of the documents that have them. Null without documents.
  [[nodiscard]] Json document() const;
  /// Adds to a project of a payload where the files have it: `line`, `lines`, and the line of each
  /// indicator that stands there too. A project that is in no file stays as it is.
  void place(Json& project) const;

 private:
  std::vector<Json> documents_;
};

}  // namespace budget
