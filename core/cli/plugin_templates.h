#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

namespace budget::cli {

/// A file of scripts/plugin_templates, built in.
struct TemplateFile {
  std::string_view path;  ///< "rule/plugin_name.cpp"
  std::string_view text;
};
[[nodiscard]] const std::vector<TemplateFile>& template_files();

/// A file of a new plugin.
struct NewFile {
  std::string name;
  std::string text;
};

/// The files of a new plugin of a kind ("rule"), with its name in the place of the template's.
/// Errors: invalid_input for a name that is none.
[[nodiscard]] Result<std::vector<NewFile>> new_plugin_files(const std::string& kind,
                                                            const std::string& name);

}  // namespace budget::cli
