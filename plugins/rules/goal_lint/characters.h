#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

namespace budget::goal_lint {

/// Text as code points: Chinese is compared by character, never by byte.
using Text = std::u32string;
using View = std::u32string_view;

[[nodiscard]] Text decode(std::string_view utf8);
[[nodiscard]] std::string encode(View text);
/// Without blanks; full-width letters, digits and signs as half-width; all square brackets as [ ].
[[nodiscard]] Text fold(std::string_view utf8);

[[nodiscard]] constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
[[nodiscard]] constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}
[[nodiscard]] inline bool has(View text, View part) {
  return text.find(part) != View::npos;
}
[[nodiscard]] bool has_digit(View text);

/// Tells quickly, for each character of a text, that nothing looked for begins with it.
class CharacterFilter {
 public:
  void insert(char32_t c) { bits_.set(c % kBits); }
  void clear() { bits_.reset(); }
  /// True for those inserted, and for a few others.
  [[nodiscard]] bool may_hold(char32_t c) const { return bits_.test(c % kBits); }

 private:
  static constexpr std::size_t kBits = 4099;  // prime: neighbours in Unicode fall apart
  std::bitset<kBits> bits_{};
};

/// FNV-1a over code points: fingerprints of texts.
[[nodiscard]] std::uint64_t fingerprint(View text, std::uint64_t seed = 0xcbf29ce484222325U);

}  // namespace budget::goal_lint
