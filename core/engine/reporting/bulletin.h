#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <budget/json.h>

#include "engine/queries.h"

namespace budget {

/// A department in the bulletin, with what the rule says of its sums.
struct BulletinLine {
  BulletinRow row;
  std::optional<int> rank;  ///< by execution rate, equal rates share one; empty: it has no budget
  std::optional<BasisPoints> due;  ///< the share that should have been paid; shown
  std::optional<AlertLevel> level;
  Money gap;               ///< what is missing to that share, rounded half up; 0: none
  std::string arithmetic;  ///< one Chinese sentence; says too when no rule is asked
};

/// 支出进度通报: spending by department at a month's end, best first.
struct Bulletin {
  FiscalYear year;
  int month = 0;
  std::vector<BulletinLine> lines;
  BulletinRow total;
  std::vector<std::string> rules;  ///< title, thresholds and basis of each rule that was asked
};

/// The rule that ranks a department at a month: of its set's rules for that month that are about
/// all projects, the first on the policy curve, then on time progress, then on the own plan. Null:
/// none is asked then.
[[nodiscard]] const Rule* bulletin_rule(const RuleSet& rules, const DepartmentId& department,
                                        int month);

/// Ranks by exact cross-multiplication. `rule_sets`: those the rows name.
[[nodiscard]] Bulletin bulletin_of(FiscalYear year, int month, std::vector<BulletinRow> rows,
                                   const std::map<ContentHash, RuleSet>& rule_sets);

/// As pages for exporters.
[[nodiscard]] Json bulletin_pages(const Bulletin& bulletin);

}  // namespace budget
