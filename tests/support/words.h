#pragma once

#include <string_view>

#include <budget/date.h>
#include <budget/money.h>
#include <budget/result.h>

namespace budget::test {

inline Date day(std::string_view text) {
  return Date::parse(text).value();
}

/// 万元.
inline Money wan(std::int64_t amount) {
  return Money::from_fen(amount * 1'000'000);
}
inline Money wan(std::string_view text) {
  return Money::parse_wan(text).value();
}

/// Why it was refused; internal when it was not.
inline ErrorCode refusal(const auto& answer) {
  return answer ? ErrorCode::internal : answer.error().code;
}

}  // namespace budget::test
