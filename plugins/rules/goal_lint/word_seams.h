#pragma once

#include <memory>

#include <unicode/brkiter.h>

#include "characters.h"

namespace budget::goal_lint {

/// Tells where two words of a text meet, by ICU's dictionary of Chinese words.
class WordSeams {
 public:
  /// Whether a word of two characters or more ends behind `at`, and another begins there:
  /// 柳林|林木. False also where there is no dictionary.
  [[nodiscard]] bool meet(View text, std::size_t at);

 private:
  std::unique_ptr<icu::BreakIterator> words_;
  bool is_tried_ = false;
};

}  // namespace budget::goal_lint
