#include "word_seams.h"

#include <algorithm>

namespace budget::goal_lint {

bool WordSeams::meet(View text, std::size_t at) {
  if (!is_tried_) {
    is_tried_ = true;
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    if (U_FAILURE(status) != 0) words_.reset();
  }
  if (!words_ || at + 2 >= text.size() || at == 0) return false;
  constexpr std::size_t kAround = 8;
  const std::size_t from = at > kAround ? at - kAround : 0;
  Text window(text.substr(from, at - from + kAround));
  const std::size_t seam = at - from + 1;
  const std::vector<std::size_t> ends = word_ends(window);
  const auto end = std::find(ends.begin(), ends.end(), seam);
  if (end == ends.end() || end + 1 == ends.end()) return false;
  const std::size_t begin = end == ends.begin() ? 0 : *(end - 1);
  if (seam - begin < 2 || *(end + 1) - seam < 2) return false;
  // A character left over before the first word shows that the words were not found.
  if (begin > 0) {
    const std::size_t before = end - ends.begin() < 2 ? 0 : *(end - 2);
    constexpr View kSmallWords = U"的和与及对在为用等或从按以并是将向由于，。、；：（）()“”";
    if (begin - before == 1 && is_han(window[before]) &&
        kSmallWords.find(window[before]) == View::npos) {
      return false;
    }
  }
  // Without the second character the words must fall apart: 柳林木 does, 晚年生活 does not.
  window.erase(seam, 1);
  return lone(word_ends(window)) > lone(ends);
}

std::vector<std::size_t> WordSeams::word_ends(const Text& window) {
  std::u16string units;
  for (const char32_t c : window)
    units.push_back(c < 0x10000 ? static_cast<char16_t>(c) : u'\u3001');
  words_->setText(icu::UnicodeString(units.data(), static_cast<std::int32_t>(units.size())));
  std::vector<std::size_t> ends;
  for (std::int32_t end = words_->next(); end != icu::BreakIterator::DONE; end = words_->next())
    ends.push_back(static_cast<std::size_t>(end));
  return ends;
}

std::size_t WordSeams::lone(const std::vector<std::size_t>& ends) {
  std::size_t count = 0;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    count += end - begin == 1 ? 1 : 0;
    begin = end;
  }
  return count;
}

}  // namespace budget::goal_lint
