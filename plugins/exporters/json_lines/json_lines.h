#pragma once

#include <budget/plugin.hpp>

namespace budget::json_lines {

/// Writes one JSON object per line: a row by its column names, or a calendar's entry.
class JsonLinesExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  bool has_head_ = false;
};

}  // namespace budget::json_lines
