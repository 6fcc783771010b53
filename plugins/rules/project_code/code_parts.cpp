#include "code_parts.h"

#include <algorithm>

namespace budget::project_code {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t kYearAt = 6;
constexpr std::size_t kLetterAt = 8;
constexpr std::size_t kCheckAt = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool is_shaped(std::string_view code) {
  return code.size() == kLength &&
         std::ranges::all_of(code, [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); }) &&
         std::ranges::all_of(code.substr(0, kLetterAt), is_digit);
}

std::string_view region_of(std::string_view code) {
  return code.substr(0, kYearAt);
}

int year_of(std::string_view code) {
  return 2000 + (code[kYearAt] - '0') * 10 + (code[kYearAt + 1] - '0');
}

char letter_of(std::string_view code) {
  return code[kLetterAt];
}

char check_character_for(std::string_view code) {
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char c : code.substr(0, kCheckAt)) {
    const std::size_t index = kAlphabet.find(c);
    if (index == std::string_view::npos) return '\0';
    sum += index * weight;
    weight = weight * 3 % kAlphabet.size();
  }
  // One less than GB 32100's own 31 - S: (30 - S) mod 31.
  return kAlphabet[(61 - sum % 31) % 31];
}

std::string without_blanks(std::string_view code) {
  std::string closed;
  std::ranges::copy_if(code, std::back_inserter(closed),
                       [](char c) { return c != ' ' && c != '\t' && c != '\n' && c != '\r'; });
  return closed;
}

}  // namespace budget::project_code
