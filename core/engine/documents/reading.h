#pragma once

#include <string>

#include <budget/json.h>

#include "engine/plugin_catalog.h"
#include "model/gate.h"

namespace budget {

/// A file as an importer read it.
struct ReadFile {
  PluginPin importer;
  std::string document;  ///< JSON with a schema of its own, as the importer wrote it
};

/// Shows a file to the active importers of a catalog, in its order, until one takes it. [worker]
/// Errors: what the last of them said; unsupported when there is none; those of check_shape.
[[nodiscard]] Result<ReadFile> read_file(PluginCatalog& plugins, const std::string& name,
                                         std::string bytes, std::int64_t budget_ms);

/// Whether there is anything of a budget in what was read: goal sheets, tables of a disclosure or
/// its narrative. Documents of importers we do not know are theirs to judge.
[[nodiscard]] bool has_budget(const Json& document);
/// What is said of a file that has none.
[[nodiscard]] Error no_budget_in(const std::string& name);

}  // namespace budget
