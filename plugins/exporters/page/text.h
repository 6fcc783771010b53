#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace budget::page {

/// Text every format can hold: line ends are \n; other control characters and what XML has no
/// place for become U+FFFD, which is seen, and nothing is cut off at a NUL.
[[nodiscard]] std::string printable(std::string_view text);

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
