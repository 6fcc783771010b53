#include "cli/plugin_templates.h"

#include <algorithm>
#include <cctype>

namespace budget::cli {
namespace {

constexpr std::size_t kLongestName = 40;

bool is_plugin_name(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= kLongestName && name.front() >= 'a' &&
         name.front() <= 'z' && std::ranges::all_of(name, fits);
}

char upper(char letter) {
  return static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
}

/// "plan_shape" as "PlanShape".
std::string class_name(const std::string& name) {
  std::string made;
  bool is_start = true;
  for (const char letter : name) {
    if (letter != '_') made += is_start ? upper(letter) : letter;
    is_start = letter == '_';
  }
  return made;
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string filled(std::string_view pattern, const std::string& name) {
  std::string text(pattern);
  std::string capitals = name;
  std::ranges::transform(capitals, capitals.begin(), upper);
  replace_all(text, "plugin_name", name);
  replace_all(text, "PLUGIN_NAME", capitals);
  replace_all(text, "PluginName", class_name(name));
  return text;
}

}  // namespace

Result<std::vector<NewFile>> new_plugin_files(const std::string& kind, const std::string& name) {
  if (!is_plugin_name(name)) {
    return Error{ErrorCode::invalid_input,
                 "expected a name of small letters, digits and underscores, " +
                     std::to_string(kLongestName) + " at most, but it is \"" + name + "\""};
  }
  std::vector<NewFile> files;
  for (const TemplateFile& file : template_files()) {
    const std::size_t slash = file.path.find('/');
    if (file.path.substr(0, slash) != kind) continue;
    files.push_back({filled(file.path.substr(slash + 1), name), filled(file.text, name)});
  }
  return files;
}

}  // namespace budget::cli
