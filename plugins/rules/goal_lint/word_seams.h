#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <unicode/brkiter.h>

#include "characters.h"

namespace budget::goal_lint {

/// Tells where two words of a text meet, by ICU's dictionary of Chinese words. Asked only where a
/// character stands twice.
class WordSeams {
 public:
  /// Whether a word of two characters or more ends behind `at`, and another begins there:
  /// 柳林|林木. False also where there is no dictionary.
  [[nodiscard]] bool meet(View text, std::size_t at);

 private:
  [[nodiscard]] std::vector<std::size_t> word_ends(const Text& window);
  /// Words of one character.
  [[nodiscard]] static std::size_t lone(const std::vector<std::size_t>& ends);

  std::unique_ptr<icu::BreakIterator> words_;
  bool is_tried_ = false;
};

}  // namespace budget::goal_lint
