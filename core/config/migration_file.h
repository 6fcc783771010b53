#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/source_report.h"
#include "model/migration.h"

namespace budget {

/// A plan for running instances, as an office writes it. Which definitions `from` and `to` mean,
/// a version or the beginning of a hash, only the daemon knows.
struct MigrationFile {
  std::string from;  ///< empty: every other definition
  std::string to;
  MigrationPlan plan;
};

/// The format: docs/workflow-guide.md.
[[nodiscard]] Loaded<MigrationFile> read_migration(std::string_view text, std::string file);
[[nodiscard]] Loaded<MigrationFile> load_migration_file(const std::filesystem::path& path);

}  // namespace budget
