#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace budget::disclosure {

/// Without blanks; full-width letters, digits and signs as half-width.
[[nodiscard]] std::string folded(std::string_view utf8);
/// A line's name without what counts it: 一、 （二） 3. 其中：
[[nodiscard]] std::string bare_name(std::string_view folded_name);
/// The number of "二十一、…"; 0 when the name is not counted.
[[nodiscard]] int counted_as(std::string_view folded_name);

/// The years printed in a text, in their order: 2025年, 2025预算数.
[[nodiscard]] std::vector<int> years_in(std::string_view text);

[[nodiscard]] inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// An amount as printed, in 分: blanks and thousands commas are read over, a blank or a dash is no
/// amount. `unit` is 元, 百元, 千元, 万元 or 亿元. Empty result with `is_wrong` for what is no
/// number.
struct Amount {
  std::optional<std::int64_t> fen;
  bool is_wrong = false;
  int decimals = 0;
};
[[nodiscard]] Amount read_amount(std::string_view cell, std::string_view unit);

/// "10544.51" for 分 in 万元.
[[nodiscard]] std::string wan(std::int64_t fen);

}  // namespace budget::disclosure
