#pragma once

#include <string>

#include <budget/plugin.hpp>

namespace budget::xlsx {

/// Writes pages, a table or the calendar as a workbook: a sheet for each part, numbers as numbers,
/// sums as formulas with their value beside.
class XlsxExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  std::string font_;
};

}  // namespace budget::xlsx
