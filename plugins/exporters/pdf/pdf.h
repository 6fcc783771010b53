#pragma once

#include <string>

#include <budget/plugin.hpp>

namespace budget::pdf {

/// Writes pages, a table or the calendar as PDF, its fonts embedded and its text selectable.
class PdfExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  std::string font_;
};

}  // namespace budget::pdf
