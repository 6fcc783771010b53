#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <budget/finding.h>
#include <budget/options.h>

namespace budget {

/// Options as written, made into what the plugin sees.
struct ResolvedOptions {
  std::string config;                          ///< JSON: files are their text, secrets handles
  std::map<std::string, std::string> secrets;  ///< by key; never leaves the host
  std::vector<Finding> findings;               ///< place.field is "options.<key>"
};

enum class Secrets { read, only_checked };

/// Files and folders count from `folder`. only_checked: a secret's form is looked at, its value is
/// not, since whoever checks may not be the one who runs the daemon.
[[nodiscard]] ResolvedOptions resolve_options(const std::vector<Option>& schema, const Json& given,
                                              const std::filesystem::path& folder, Secrets secrets);

}  // namespace budget
