#pragma once

#include <string>

#include <budget/plugin.hpp>

namespace budget::html {

/// Writes pages, a table or the calendar as one HTML file that needs nothing else: no script, no
/// picture, no other file.
class HtmlExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  std::string font_;
};

}  // namespace budget::html
