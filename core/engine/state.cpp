#include "engine/state.h"

#include <algorithm>
#include <utility>

namespace budget {

const Funds& original_funds(const ProjectState& project) {
  return project.funds_changes.empty() ? project.funds : project.funds_changes.front().before;
}

const Funds& funds_on(const ProjectState& project, Date day) {
  for (const FundsChange& change : project.funds_changes) {
    if (day < change.effective_on) return change.before;
  }
  return project.funds;
}

void take_up(SheetState& sheet, const WeighedSheet& filled) {
  const std::string& explanation = filled.entry.execution_explanation;
  sheet.missing = filled.missing;
  sheet.explains_execution = explanation.find_first_not_of(" \t\r\n") != std::string::npos;
  sheet.achieved = filled.achieved;
  sheet.indicators = sum_of(filled.scores);
  sheet.execution_weight = filled.execution_weight;
  sheet.total = Score();
}

bool has_hand_in(const SheetState& sheet, const PersonId& person) {
  return sheet.filled_by == person || sheet.handed_in_by == person ||
         std::ranges::count(sheet.filled_for, person) > 0 ||
         std::ranges::count(sheet.handed_in_for, person) > 0;
}

const SheetState* find_sheet(const ProjectState& project, int month) {
  for (const SheetState& sheet : project.sheets) {
    if (sheet.month == month) return &sheet;
  }
  return nullptr;
}

Money paid_by(const ProjectState& project, int month) {
  Money paid;
  for (int m = 1; m <= month && m <= 12; ++m)
    paid += project.paid[static_cast<std::size_t>(m - 1)];
  return paid;
}

void set_organisation(State& state, Organisation organisation, ContentHash hash) {
  state.directory = Directory(organisation);
  state.organisation = std::move(organisation);
  state.organisation_hash = std::move(hash);
}

}  // namespace budget
