#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>
#include <utility>

#include <budget/json.h>

namespace budget::test {

/// A folder as the host hands it over: {"relative/name": "text"}, sorted by name.
inline Json folder_on_disk(const std::filesystem::path& root) {
  Json::Object files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    files.emplace_back(std::filesystem::relative(entry.path(), root).generic_string(), text.str());
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return Json(std::move(files));
}

/// A pack "t" of rules "t.<name>" with these functions ("check = function(project, budget) … end"),
/// each with a case that passes and one that does not, as far as its name is concerned.
inline Json pack_of(std::initializer_list<std::pair<const char*, const char*>> rules) {
  Json folder = Json::object();
  folder.set("pack.lua", "return { id = 't', version = '1', title = '试验' }");
  for (const auto& [name, function] : rules) {
    const std::string id = std::string("t.") + name;
    folder.set("rules/" + std::string(name) + ".lua",
               "return { id = '" + id +
                   "', title = '规则', level = 'warning', reason = '因为。', "
                   "basis = { certainty = 'local_practice' },\n" +
                   function + "}");
  }
  return folder;
}

}  // namespace budget::test
