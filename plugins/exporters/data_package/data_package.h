#pragma once

#include <budget/plugin.hpp>

namespace budget::data_package {

/// Writes tables as CSV files beside a datapackage.json (Frictionless Tabular Data Package; with a
/// model, a Fiscal Data Package). Any other table becomes a package of one resource.
class DataPackageExporter : public plugin::Exporter {
 public:
  static plugin::About about();

  [[nodiscard]] Result<Json> write(const Json& payload, const plugin::Call& call) const override;
};

}  // namespace budget::data_package
