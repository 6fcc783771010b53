#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/source_report.h"
#include "model/organisation.h"
#include "model/project.h"

namespace budget {

/// A department's project sheets of one year, schema "budgetd.projects/1" (config/samples).
struct ProjectFile {
  FiscalYear year;
  Region region;
  Department department;         ///< with its units
  std::vector<int> node_months;  ///< the columns of every plan
  std::vector<Project> projects;
  std::vector<std::vector<int>>
      blank_months;  ///< per project: the months whose plan cell was blank
};

/// Findings of check_project are among the report's; what it only warns of does not make the file
/// unusable.
[[nodiscard]] Loaded<ProjectFile> read_projects(std::string_view text, std::string file);
[[nodiscard]] Loaded<ProjectFile> load_project_file(const std::filesystem::path& path);

}  // namespace budget
