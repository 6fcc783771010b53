#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

namespace budget::disclosure {

/// Names the tables must carry, by region and year: data, see templates.txt.
class Templates {
 public:
  /// "201=一般公共服务支出|…": a key and the names that are right for it.
  using List = std::vector<std::pair<std::string, std::vector<std::string>>>;

  [[nodiscard]] static Templates built_in();
  /// Lists named in the file replace ours. Errors: invalid_input for a line before any [list].
  [[nodiscard]] Result<void> replace_by(std::string_view file);

  [[nodiscard]] const List& list(std::string_view name) const;
  /// The names for a key; null when the list does not know it.
  [[nodiscard]] const std::vector<std::string>* names(std::string_view list,
                                                      std::string_view key) const;

 private:
  std::map<std::string, List, std::less<>> lists_;
};

}  // namespace budget::disclosure
