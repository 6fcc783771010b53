#pragma once

#include <string_view>
#include <vector>

#include <budget/plugin/instance.hpp>

namespace budget::plugin {

/// An exporter plugin: rows in, files out. Override write().
class Exporter : public Instance {
 public:
  static std::vector<std::string_view> capabilities() { return {BUDGET_EXPORT_WRITE}; }
  /// Writes the files with call.write_file(name, piece); the payload's "what" and "schema" say what
  /// the rows are (docs/plugin-payloads.md). The value is the result: {"files": [{"name",
  /// "media_type", "title"}], "rows": n}.
  [[nodiscard]] virtual Result<Json> write(const Json& payload, const Call& call) const = 0;

  [[nodiscard]] Result<Json> run(std::string_view, const Call& call) final {
    return write(call.payload(), call);
  }
};

}  // namespace budget::plugin
