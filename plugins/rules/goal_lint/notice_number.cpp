#include "notice_number.h"

#include <algorithm>

namespace budget::goal_lint {

std::vector<NoticeNumber> notice_numbers(View text) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kLongestIssuer = 3;
  std::vector<NoticeNumber> found;
  for (std::size_t at = text.find(U'['); at != View::npos; at = text.find(U'[', at + 1)) {
    const View year = text.substr(at + 1, kYear);
    if (year.size() < kYear || !std::all_of(year.begin(), year.end(), is_digit)) continue;
    std::size_t end = at + 1 + kYear;
    if (end >= text.size() || text[end] != U']') continue;
    ++end;
    if (end < text.size() && text[end] == U'第') ++end;
    const std::size_t digits = end;
    while (end < text.size() && is_digit(text[end]))
      ++end;
    if (end == digits) continue;
    std::size_t from = at;
    while (from > 0 && at - from < kLongestIssuer && is_han(text[from - 1]))
      --from;
    found.push_back({Text(text.substr(from, at - from)), Text(year),
                     Text(text.substr(digits, end - digits)), end,
                     end < text.size() && text[end] == U'号'});
  }
  return found;
}

}  // namespace budget::goal_lint
