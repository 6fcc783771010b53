#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "engine/publication/layout.h"

namespace budget {

struct PublicationSetting {
  std::string name;                 ///< of the files, without ending
  std::vector<int> declared_empty;  ///< tables there is nothing to print in
};

/// What a department publishes for a year, ready for exporters.
struct Publication {
  Json pages;  ///< budget.export.write/1, what "pages"
  Json data;   ///< the same, what "data_package"
  std::vector<Finding> findings;
  std::size_t tables = 0;    ///< of the nine
  std::size_t sections = 0;  ///< of the narrative's nine
  std::size_t projects = 0;
  std::size_t figures_from_tables = 0;
  std::size_t figures_as_written = 0;
};

/// A budget.document/1 in a layout's form. A document with disclosure tables or a narrative becomes
/// a disclosure (nine tables, nine sections, goal sheets), one without a performance text (goals of
/// the department, goal sheets). Pure; equal documents give equal payloads.
[[nodiscard]] Publication publication_of(const Json& document, const Layout& layout,
                                         const PublicationSetting& setting);

}  // namespace budget
