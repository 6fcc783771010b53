#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/queries/page.h"
#include "engine/state.h"

namespace budget {

/// A project with its sheet, its approved plans and what was paid.
struct ProjectRow {
  InstanceId instance;
  FiscalYear year;
  Project project;
  std::vector<PlanVersion> versions;
  std::array<Money, 12> paid{};
  int open_alerts = 0;
  std::vector<FundsChange> funds_changes{};  ///< ascending; empty: the budget never changed
  std::vector<GoalProgress> achieved{};      ///< ascending by month
};

/// An import of files into an instance; their documents are asked for one by one.
struct ImportRow {
  ImportId id;
  InstanceId instance;
  Instant at;
  PersonName actor;
  std::vector<ImportedFile> files;
  std::vector<ImportAnswer> answers;
  ImportCounts counts;
};

/// A file of an import, with its document.
struct DocumentRow {
  ImportId import;
  InstanceId instance;
  int number = 1;  ///< in its import, from 1
  ImportedFile file;
};

/// What rules are shown of an instance, as of one event.
struct CheckMaterial {
  EventSeq as_of;
  Instance instance;
  std::string region_name;
  std::string department_name;
  std::map<UnitCode, std::string> unit_names;
  std::vector<ProjectRow> projects;      ///< ascending by code
  std::vector<DocumentRow> documents{};  ///< as Queries::documents
  std::vector<Unit> units{};             ///< of the department, as it is today
};

/// The latest report on an instance, whole.
struct ReportRow {
  InstanceId instance;
  Report data;
  std::string moment_title;  ///< of the act; empty for a check of several gates
  std::string stage_title;
  std::vector<PluginReport> plugins;
};

}  // namespace budget
