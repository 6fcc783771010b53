#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace budget::page {

/// Text for HTML and XML, in elements and in quoted attributes. Characters XML cannot hold become
/// U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// Columns of a typewriter: 2 for a wide (Chinese) character, 1 for others.
[[nodiscard]] int width_of(std::string_view text);

/// Lines `text` takes when so many columns fit on one; at least 1.
[[nodiscard]] int lines_of(std::string_view text, int columns);

[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

/// Digits with at most one point and one sign, as a spreadsheet would print the number again:
/// "10544.51", "0.00". Not "007", and nothing of more than 15 digits, which a spreadsheet rounds.
[[nodiscard]] bool is_plain_number(std::string_view text);
[[nodiscard]] int decimals_of(std::string_view number);

}  // namespace budget::page
