#pragma once

#include <string>

#include <budget/ids.h>

namespace budget {

/// How much a finding weighs. `error` blocks where a gate says so; `warning` and `info` never do by
/// themselves.
enum class FindingLevel { info, warning, error };

[[nodiscard]] const char* name_of(FindingLevel level) noexcept;

/// Where a finding was seen. Lines and columns count from 1; 0 means not applicable.
struct Place {
  std::string file{};
  int line = 0;
  int column = 0;
  std::string cell{};   ///< "C17" in a sheet
  std::string field{};  ///< "projects[3].budget"

  /// "hebei.toml:12:5", "projects[3].budget", or both joined by a space.
  [[nodiscard]] std::string to_text() const;
  friend bool operator==(const Place&, const Place&) = default;
};

/// One thing wrong with the user's budget, workflow or configuration: data, collected, never
/// thrown.
struct Finding {
  RuleId rule{};
  FindingLevel level = FindingLevel::error;
  Place place{};
  std::string message{};    ///< what was expected and what is there
  std::string quote{};      ///< the printed text, as it stands
  std::string treatment{};  ///< what was done about it; empty: nothing was changed

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace budget
