#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

#include "characters.h"

namespace budget::goal_lint {

/// The word lists the rules look into. They are data: words.txt, and what an office puts over it.
class Words {
 public:
  using List = std::vector<Text>;

  /// The lists the plugin comes with.
  [[nodiscard]] static Words built_in();
  /// Reads "[list]" headings and one word a line; # begins a comment. A list that is named here
  /// replaces the one of that name. Errors: invalid_input for a word before any heading, or a list
  /// nobody knows.
  [[nodiscard]] Result<void> replace_by(std::string_view file);

  [[nodiscard]] const List& list(std::string_view name) const;
  /// Whether one of the list's words is part of the text.
  [[nodiscard]] bool any_in(std::string_view name, View text) const;
  /// Whether the text is one of the list's words.
  [[nodiscard]] bool is_one(std::string_view name, View text) const;
  /// Whether the text ends in one of the list's words.
  [[nodiscard]] bool any_ends(std::string_view name, View text) const;

 private:
  struct Entry {
    List words{};
    CharacterFilter begins{};  ///< of the words
  };
  [[nodiscard]] Result<void> read(std::string_view file, bool only_known);
  [[nodiscard]] const Entry& entry(std::string_view name) const;
  std::map<std::string, Entry, std::less<>> lists_;
};

}  // namespace budget::goal_lint
