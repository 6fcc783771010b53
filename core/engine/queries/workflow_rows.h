#pragma once

#include <optional>
#include <string>

#include "engine/migration/timer_proof.h"
#include "engine/queries/page.h"
#include "engine/state.h"

namespace budget {

/// A workflow definition that was ever deployed.
struct WorkflowRow {
  WorkflowDefinition definition;
  bool is_current = false;  ///< new cycles use it
  int open_instances = 0;   ///< under it
  std::string content;      ///< canonical JSON, as hashed but with the hash in it
};

struct MigrationRow {
  WorkflowMigration data;
  std::string proposed_by_name;
  Instant proposed_at;
  std::string confirmed_by_name;
  std::optional<Instant> confirmed_at;
  std::string ended_by_name;
  std::optional<Instant> ended_at;
  std::string end_reason;
};

/// What became, or would become, of one instance in a migration.
struct MigratedRow {
  InstanceId instance;
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::optional<Standing> before;
  std::optional<Standing> after;  ///< empty: it stays
  std::string before_title;       ///< of its stage
  std::string after_title;
  TimerProof proof{};
  std::string why;  ///< it stays
};

}  // namespace budget
