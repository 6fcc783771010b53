#pragma once

#include <budget/plugin.hpp>

namespace budget::budget_document {

/// Reads a department's goal sheets, its disclosure tables and the narrative, whichever of them a
/// file has. The result is a budget.document/1; what it holds is told in the README beside this.
class BudgetDocumentImporter final : public plugin::Importer {
 public:
  static plugin::About about();
  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> read(std::string_view file, const Json& payload,
                                  const plugin::Call& call) const override;

 private:
  std::size_t file_bytes_ = 0;
};

}  // namespace budget::budget_document
