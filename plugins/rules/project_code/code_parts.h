#pragma once

#include <string>
#include <string_view>

namespace budget::project_code {

/// The parts of a 21-character project code (项目编码): region(6) year(2) letter(1) and 12 more,
/// the last one a check character in codes of the letter P from 2022 on. Source: domain.md §6.3.
inline constexpr std::size_t kLength = 21;

/// Whether the code has the shape at all: 21 ASCII digits and capital letters, the first eight of
/// them digits. The other functions expect a shaped code.
[[nodiscard]] bool is_shaped(std::string_view code);

[[nodiscard]] std::string_view region_of(std::string_view code);  ///< "130605"
[[nodiscard]] int year_of(std::string_view code);                 ///< 2026
[[nodiscard]] char letter_of(std::string_view code);              ///< 'P'

/// The check character the first twenty ask for; '\0' when one of them is not in the alphabet of
/// GB 32100 (no I, O, S, V, Z).
[[nodiscard]] char check_character_for(std::string_view code);

/// The code without the blanks a table's line break leaves in it.
[[nodiscard]] std::string without_blanks(std::string_view code);

}  // namespace budget::project_code
