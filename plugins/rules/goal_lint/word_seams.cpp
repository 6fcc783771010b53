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
  const View window = text.substr(from, at - from + kAround);
  const auto seam = static_cast<std::int32_t>(at - from + 1);
  std::u16string units;
  for (const char32_t c : window)
    units.push_back(c < 0x10000 ? static_cast<char16_t>(c) : u'\u3001');
  const icu::UnicodeString string(units.data(), static_cast<std::int32_t>(units.size()));
  words_->setText(string);
  if (words_->isBoundary(seam) == 0) return false;
  const std::int32_t before = words_->preceding(seam);
  const std::int32_t behind = words_->following(seam);
  return seam - before >= 2 && behind - seam >= 2;
}

}  // namespace budget::goal_lint
