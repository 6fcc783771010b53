#pragma once

#include <string>

#include <budget/plugin.hpp>

namespace budget::docx {

/// Writes pages, a table or the calendar as a Word document (ISO 29500). Fonts are named, not
/// embedded: Word and WPS have them.
class DocxExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  std::string title_font_, text_font_, table_font_;
};

}  // namespace budget::docx
