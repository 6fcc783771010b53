#pragma once

#include "engine/state.h"
#include "store/codec/project_sheet.h"
#include "store/database.h"

namespace budget {

/// Name, unit, funds and draft plan.
void write_project(Database& database, const ProjectState& project, FiscalYear year);
void write_sheet(Database& database, InstanceId instance, const Project& project);
void write_versions(Database& database, const ProjectState& project);
void write_paid(Database& database, const ProjectState& project);
void write_funds_changes(Database& database, const ProjectState& project);
void write_goal_progress(Database& database, const GoalProgressTold& event);
[[nodiscard]] std::vector<FundsChange> read_funds_changes(Database& database, InstanceId instance,
                                                          const ProjectCode& code);
[[nodiscard]] std::vector<GoalProgress> read_goal_progress(Database& database, InstanceId instance,
                                                           const ProjectCode& code);
void delete_project(Database& database, InstanceId instance, const ProjectCode& code);

/// What read_project() expects, in its order, of `projects p`.
inline constexpr char kProjectColumns[] =
    "p.instance, p.code, p.year, p.name, p.unit, p.budget_fen, p.fiscal_fen, p.other_fen, "
    "p.has_indicators, p.draft";
inline constexpr int kProjectColumnCount = 10;
[[nodiscard]] ProjectState read_project(const Rows& rows);
[[nodiscard]] ProjectCode read_code(const Rows& rows, int column);
[[nodiscard]] std::array<Money, 12> read_paid(Database& database, InstanceId instance,
                                              const ProjectCode& code);
[[nodiscard]] std::vector<PlanVersion> read_versions(Database& database, InstanceId instance,
                                                     const ProjectCode& code);

/// Of the instances that are in the state already.
void load_projects(Database& database, State& state);

}  // namespace budget
