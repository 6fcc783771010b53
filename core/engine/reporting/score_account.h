#pragma once

#include <string>
#include <vector>

#include "engine/queries.h"

namespace budget {

/// One line of how a self-evaluation's score came about, in Chinese.
struct ScoreStep {
  std::string title;
  std::string text;
};

/// How the score of a self-evaluation came about: the rules and where they come from, the weights,
/// execution, every indicator, what finance found otherwise, the sum and the grade. Scores are
/// those the sheet was kept with; one that is not handed in is counted with the money as it is now.
/// `rules`: of the year the sheet belongs to. domain.md §4.1.
[[nodiscard]] std::vector<ScoreStep> score_account(const SheetRow& sheet, const RuleSet& rules);

}  // namespace budget
