#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/documents/questions.h"
#include "engine/documents/sheet_keys.h"

namespace budget {

/// What earlier imports say about a question to a goal sheet.
struct Recalled {
  std::optional<std::string> answer;  ///< that holds for this sheet, see sheet_keys
  std::vector<std::string> others;    ///< answered about sheets of its name where none holds
};

[[nodiscard]] Recalled recall(const ImportAnswers& before, const ImportQuestion& kind,
                              const SheetKey& key);

}  // namespace budget
