#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "engine/documents/intake.h"
#include "engine/documents/questions.h"
#include "engine/queries.h"

namespace budget {

/// All files of one import, counting or not, in their order, and what was answered about them.
struct ImportedFiles {
  ImportId import;
  std::vector<DocumentRow> files;
  ImportAnswers answers;
};

/// A goal sheet by import, file and place among the file's sheets, each from 1.
using SheetPlace = std::tuple<std::int64_t, int, int>;

/// What imports made of the sheets of their files, worked out anew from what was answered then.
struct Readings {
  std::map<SheetPlace, Project> taken;
  std::set<SheetPlace> unclear;  ///< sheets that would be asked about today
};

/// `imports`: each with all its files. Pure.
[[nodiscard]] Readings read_again(const std::vector<ImportedFiles>& imports,
                                  const IntakeTarget& target);

}  // namespace budget
