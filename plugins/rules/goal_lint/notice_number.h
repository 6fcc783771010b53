#pragma once

#include <vector>

#include "characters.h"

namespace budget::goal_lint {

/// The number of an official document in a text: 某财社[2025]86号.
struct NoticeNumber {
  Text issuer;  ///< the characters before the bracket, at most six
  Text year;
  Text number;
  std::size_t end = 0;     ///< behind the digits
  bool is_closed = false;  ///< 号 follows

  [[nodiscard]] bool same_series(const NoticeNumber& other) const {
    return year == other.year && !issuer.empty() && issuer == other.issuer;
  }
};

/// Every document number of a folded text, in order.
[[nodiscard]] std::vector<NoticeNumber> notice_numbers(View text);

}  // namespace budget::goal_lint
