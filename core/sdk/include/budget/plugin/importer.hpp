#pragma once

#include <string_view>
#include <vector>

#include <budget/plugin/instance.hpp>

namespace budget::plugin {

/// An importer plugin: a file's bytes in, a document with findings out. Override read().
class Importer : public Instance {
 public:
  static std::vector<std::string_view> capabilities() { return {BUDGET_IMPORT_READ}; }
  /// `file` is the whole file; the payload has "file_name" and "media_type". The value is the
  /// document, with a "schema" of its own. Errors: invalid_input when the file is not of this kind.
  [[nodiscard]] virtual Result<Json> read(std::string_view file, const Json& payload,
                                          const Call& call) const = 0;

  [[nodiscard]] Result<Json> run(std::string_view, const Call& call) final {
    return read(call.attachment(), call.payload(), call);
  }
};

}  // namespace budget::plugin
