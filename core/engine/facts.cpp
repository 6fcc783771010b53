#include "engine/facts.h"

#include <algorithm>

namespace budget {
namespace {

template <typename Predicate>
std::int64_t count_projects(const State& state, const InstanceState& instance,
                            Predicate predicate) {
  return std::ranges::count_if(instance.projects, [&](const ProjectCode& code) {
    return predicate(state.projects.at({instance.data.year, code}));
  });
}

}  // namespace

bool is_handed_in(const SheetState* sheet) noexcept {
  return sheet != nullptr &&
         (sheet->phase == SheetPhase::handed_in || sheet->phase == SheetPhase::accepted);
}

int sheets_missing(const State& state, const InstanceState& instance, int month) {
  if (std::ranges::count(instance.sheet_tasks, month, &SheetTask::month) == 0) return 0;
  return static_cast<int>(count_projects(state, instance, [&](const ProjectState& project) {
    return !is_handed_in(find_sheet(project, month));
  }));
}

bool is_sheet_missing(const State& state, const InstanceState& instance, int month) {
  return std::ranges::count(instance.sheet_tasks, month, &SheetTask::month) > 0 &&
         std::ranges::any_of(instance.projects, [&](const ProjectCode& code) {
           return !is_handed_in(find_sheet(state.projects.at({instance.data.year, code}), month));
         });
}

std::int64_t value_of(Fact fact, const State& state, const InstanceState& instance) {
  switch (fact) {
    case Fact::project_count:
      return static_cast<std::int64_t>(instance.projects.size());
    case Fact::budget_total_wan: {
      Money total;
      for (const ProjectCode& code : instance.projects)
        total += state.projects.at({instance.data.year, code}).funds.budget;
      return total.fen() / 1'000'000;
    }
    case Fact::projects_without_plan:
      return count_projects(state, instance, [](const ProjectState& p) { return p.draft.empty(); });
    case Fact::projects_without_indicators:
      return count_projects(state, instance,
                            [](const ProjectState& p) { return !p.has_indicators; });
    case Fact::open_alerts:
      return static_cast<std::int64_t>(instance.open_alerts.size());
    case Fact::monitoring_sheets_missing: {
      std::int64_t missing = 0;
      for (const SheetTask& task : instance.sheet_tasks)
        missing += task.month == kEvaluation ? 0 : sheets_missing(state, instance, task.month);
      return missing;
    }
    case Fact::evaluations_missing:
      return sheets_missing(state, instance, kEvaluation);
    case Fact::moves_asked:
      return instance.asked ? static_cast<std::int64_t>(instance.asked->granted.size()) : 0;
  }
  return 0;
}

Result<void> check_needs(const std::vector<Requirement>& needs, const State& state,
                         const InstanceState& instance) {
  for (const Requirement& need : needs) {
    std::string found;
    const bool met = std::ranges::any_of(need.any_of, [&](const FactComparison& comparison) {
      const std::int64_t value = value_of(comparison.fact, state, instance);
      found += (found.empty() ? "" : ", ") + std::string(name_of(comparison.fact)) + " is " +
               std::to_string(value);
      return holds(comparison.comparator, value, comparison.number);
    });
    if (!met) {
      return Error{ErrorCode::conflict,
                   "expected \"" + need.text + "\" before this act, but " + found,
                   "budgetctl instance show and monitoring or evaluation list say what is missing"};
    }
  }
  return {};
}

}  // namespace budget
