#pragma once

#include <budget/plugin.hpp>

#include "csv_table.h"

namespace budget::csv {

/// Writes a table, the year's calendar as a table, or pages as lines, as one CSV file (RFC 4180).
class CsvExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  Result<void> configure(const Json& config) override;
  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;

 private:
  [[nodiscard]] Result<Json> write_pages(const Json& payload, const plugin::Call& call) const;
  [[nodiscard]] std::string header_of(const std::vector<Column>& columns) const;

  Format format_;
  bool has_byte_order_mark_ = true;
  std::string header_ = "titles";
};

}  // namespace budget::csv
