#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/documents/intake.h"
#include "engine/documents/named_document.h"
#include "engine/documents/table_difference.h"
#include "engine/queries.h"

namespace budget {

/// What files are held against.
struct ImportTarget {
  FiscalYear year;
  DepartmentId department;
  std::string department_name;
  std::vector<Unit> units;
  std::vector<ProjectRow> projects;    ///< as they are
  std::vector<DocumentRow> documents;  ///< that count now
};

struct ChangedProject {
  TakenProject taken;
  std::vector<FieldChange> changes;
};

/// What an import would do, and what must be answered first.
struct ImportPlan {
  std::vector<TakenProject> added;
  std::vector<ChangedProject> changed;
  std::vector<TakenProject> unchanged;
  std::vector<Project> gone;     ///< in the year, in none of the files, and kept
  std::vector<Project> dropped;  ///< likewise, and to be dropped as somebody answered
  std::vector<LeftOutSheet> left_out;
  std::vector<LeftOutSheet> in_question;
  Money budget_before;  ///< of all projects of the year
  Money budget_after;   ///< likewise, when this is done
  std::vector<PartChange> parts;
  std::vector<ImportQuestion> questions;
  std::size_t open = 0;               ///< answers still missing
  std::vector<Finding> problems;      ///< with the answers
  std::vector<ImportAnswer> answers;  ///< by people, to be kept

  [[nodiscard]] bool is_ready() const { return open == 0 && problems.empty(); }
  [[nodiscard]] ImportCounts counts() const;
  [[nodiscard]] std::vector<Project> to_enter() const;
  [[nodiscard]] Money budget() const;  ///< of all the files' projects
};

/// Holds documents against what a year has. Pure.
[[nodiscard]] ImportPlan plan_import(std::span<const NamedDocument> documents,
                                     const ImportTarget& target, const ImportAnswers& given,
                                     const ImportAnswers& before);

}  // namespace budget
