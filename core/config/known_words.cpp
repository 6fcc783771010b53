#include "config/known_words.h"

#include <algorithm>
#include <numeric>

namespace budget {
namespace {

/// How many characters must be put in, taken out or changed to make one word of the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string listed(const std::vector<std::string>& words, const char* quote) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : ", ") + (quote + word) + quote;
  return text;
}

std::string nearest_hint(const std::string& word, const std::vector<std::string>& known) {
  constexpr std::size_t kLongestTypo = 64;
  if (word.size() > kLongestTypo || known.empty()) return "";
  const auto nearest =
      std::ranges::min_element(known, {}, [&](const std::string& k) { return distance(word, k); });
  const std::size_t typos = distance(word, *nearest);
  return typos <= 2 && typos < nearest->size() ? "; write \"" + *nearest + "\"" : "";
}

}  // namespace budget
