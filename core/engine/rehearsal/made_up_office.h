#pragma once

#include <map>
#include <vector>

#include "model/organisation.h"
#include "model/project.h"

namespace budget {

/// An office that does not exist, to see how a process would weigh on one of its size. The same
/// every time.
struct MadeUpOffice {
  int departments = 60;
  int projects = 30;  ///< in each
};

/// `roles`: of the real office. Every department has one person for each of its roles, the office
/// one for each of its own; administrators are left out.
[[nodiscard]] Organisation made_up_organisation(const MadeUpOffice& office,
                                                const std::vector<Role>& roles,
                                                const Region& region);

/// Whole sheets: a goal, an indicator and a plan that ends at the budget.
[[nodiscard]] std::map<DepartmentId, std::vector<Project>> made_up_projects(
    const MadeUpOffice& office, const Organisation& organisation, FiscalYear year);

}  // namespace budget
