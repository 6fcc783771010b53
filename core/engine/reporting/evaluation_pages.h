#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

/// One project in its department's summary.
struct EvaluationLine {
  const SheetRow* sheet = nullptr;
  std::optional<Score> score;  ///< finance's where it checked, else as handed in; empty: not in yet
  std::string grade;
  std::vector<Suspicion> suspicions;
};

struct GradeCount {
  std::string grade;
  int projects = 0;
  Money budget;
};

/// A department's self-evaluations together.
struct EvaluationSummary {
  std::vector<EvaluationLine> lines;  ///< as the sheets
  std::vector<GradeCount> grades;     ///< in the order of the rules, best first
  int missing = 0;                    ///< not handed in
  int checked = 0;                    ///< by finance
  Money budget;
  Money paid;
  std::optional<Score> mean;           ///< of those handed in, two decimals, half up
  std::optional<Score> weighted_mean;  ///< by budget
};

/// `before`: last evaluations of earlier years, for values that never change. The sheets must
/// outlive it.
[[nodiscard]] EvaluationSummary summary_of(const std::vector<SheetRow>& sheets,
                                           const std::vector<SheetRow>& before,
                                           const EvaluationRules& rules);

/// The score that counts, and its grade; empty while the sheet is not handed in.
[[nodiscard]] std::optional<Score> final_score(const SheetRow& sheet);
[[nodiscard]] const std::string& final_grade(const SheetRow& sheet);

/// A score that was found otherwise, or null.
[[nodiscard]] const AdjustedScore* adjusted(const SheetRow& sheet, int number);

/// The official table (项目支出绩效自评表, 财预〔2020〕10号) of each project. domain.md §4.2.
[[nodiscard]] Json evaluation_pages(const std::vector<SheetRow>& sheets,
                                    const EvaluationRules& rules);
/// The department's summary with its distribution and what looks made up.
[[nodiscard]] Json evaluation_summary_pages(const EvaluationSummary& summary);

/// What an evaluation leaves to ask when the project is planned anew, in Chinese sentences.
[[nodiscard]] std::vector<std::string> open_questions(const SheetRow& sheet);

}  // namespace budget
