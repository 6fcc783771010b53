#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace budget {

using Sha256 = std::array<unsigned char, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] std::string to_hex(const Sha256& digest);  ///< lower case
[[nodiscard]] std::optional<Sha256> sha256_from_hex(
    std::string_view hex);  ///< 64 digits, either case

}  // namespace budget
