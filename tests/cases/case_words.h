#pragma once

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <budget/date.h>
#include <budget/result.h>

namespace budget::cases {

/// A case that cannot go on says why; the line it stands in is added by the run.
inline void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().message);
}

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

inline Date day(const std::string& text) {
  return must(Date::parse(text));
}

/// Splits a line at blanks; what stands in quotes at its end is the reason.
inline std::pair<std::vector<std::string>, std::string> split(std::string line) {
  std::string reason;
  if (const auto quote = line.find('"'); quote != std::string::npos) {
    reason = line.substr(quote + 1, line.rfind('"') - quote - 1);
    line.resize(quote);
  }
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return {words, reason};
}

/// The word behind another one; empty when that is not there.
inline std::string word_after(const std::vector<std::string>& words, const std::string& word) {
  const auto found = std::ranges::find(words, word);
  return found == words.end() || found + 1 == words.end() ? std::string() : *(found + 1);
}

inline std::string due_text(const std::optional<Date>& day) {
  return day ? day->to_text() : "never";
}

inline std::string minute_of(Instant moment) {
  std::string text = moment.to_text().substr(0, 16);
  text[10] = ' ';
  return text;
}

}  // namespace budget::cases
