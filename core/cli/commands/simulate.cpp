#include "cli/commands.h"

namespace budget::cli {

/// A rehearsal in an empty office, under the definition given.
Result<ExitCode> run(const Terminal& terminal, const WorkflowSimulateOptions& options) {
  RehearseOptions rehearsal;
  rehearsal.year = options.year;
  rehearsal.from.config = options.config;
  rehearsal.definition = options.file;
  if (!options.department.empty()) rehearsal.departments = {options.department};
  rehearsal.projects = options.projects;
  rehearsal.payments = options.payments;
  rehearsal.by_person = options.by_person;
  return run(terminal, rehearsal);
}

}  // namespace budget::cli
