#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/source_report.h"
#include "engine/publication/layout.h"

namespace budget {

/// A layout of config/layouts; docs/publication.md tells its form.
[[nodiscard]] Loaded<Layout> read_layout(std::string_view text, std::string file);
[[nodiscard]] Loaded<Layout> load_layout_file(const std::filesystem::path& path);

/// Every *.toml of a folder, by name.
struct Layouts {
  std::vector<Layout> layouts;
  std::vector<Finding> findings;
};
[[nodiscard]] Layouts load_layouts(const std::filesystem::path& folder);

}  // namespace budget
