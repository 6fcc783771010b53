#pragma once

#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/json.h>

#include "engine/publication/layout.h"
#include "engine/publication/tables.h"

namespace budget {

/// The nine sections of the narrative, their figures taken from the tables.
///
/// A figure the layout binds to a cell is printed as the cell has it when the two differ, with a
/// finding; equal ones keep their form ("0.5" for 0.50). Figures no rule binds stay as written and
/// are counted. A section the document lacks is made from the layout's words.
class NarrativeText {
 public:
  NarrativeText(const Json& document, const Layout& layout, const std::vector<PrintedTable>& tables,
                std::vector<Finding>& findings);

  /// Paragraph blocks of a section, its further tables among them.
  [[nodiscard]] Json section_blocks(const SectionLayout& section);
  /// What stands before the first section.
  [[nodiscard]] Json introduction() const;
  /// Figures taken from a table, and figures no rule knows.
  [[nodiscard]] std::size_t bound() const { return bound_; }
  [[nodiscard]] std::size_t unbound() const { return unbound_; }

 private:
  [[nodiscard]] const Json& section_of(int number) const;
  [[nodiscard]] std::string with_figures(const Json& paragraph, const Json& section);
  [[nodiscard]] const FigureLayout* rule_for(int section, const std::string& words) const;
  [[nodiscard]] const std::string* table_figure(const FigureLayout& rule) const;
  [[nodiscard]] std::string filled(const std::string& words, int section);

  const Json& document_;
  const Layout& layout_;
  const std::vector<PrintedTable>& tables_;
  std::vector<Finding>& findings_;
  std::string zero_ = "0";
  std::size_t bound_ = 0, unbound_ = 0;
};

/// Department code and name as they stand above tables: "113 开发区组织人事局".
[[nodiscard]] std::string department_line(const Json& document);

}  // namespace budget
