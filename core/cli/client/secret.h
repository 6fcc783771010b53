#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace budget::cli {

/// That many random bytes from OpenSSL's generator, in lower-case hex. No randomness is a fault.
[[nodiscard]] std::string random_hex(std::size_t bytes);

/// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256_hex(std::string_view data);

}  // namespace budget::cli
