#pragma once

#include <string>
#include <vector>

namespace budget {

/// The words with commas between them, each between two quotes.
[[nodiscard]] std::string listed(const std::vector<std::string>& words, const char* quote);

/// What to do about a word that is none of the known ones: "; write \"title\"" when one is at most
/// two typing mistakes away, otherwise nothing.
[[nodiscard]] std::string nearest_hint(const std::string& word,
                                       const std::vector<std::string>& known);

}  // namespace budget
