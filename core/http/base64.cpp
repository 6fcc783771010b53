#include "http/base64.h"

#include <algorithm>

#include <openssl/evp.h>

namespace budget {

std::optional<std::string> bytes_of_base64(std::string_view text) {
  constexpr std::size_t kMost = 1U << 30U;  // far beyond any body; EVP counts in int
  if (text.empty()) return std::string();
  if (text.size() % 4 != 0 || text.size() > kMost) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  // EVP_DecodeBlock reads over blanks and takes padding anywhere for zeros.
  const bool is_plain = std::ranges::all_of(text.substr(0, text.size() - padding), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  });
  if (!is_plain) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),       // NOLINT
                                   reinterpret_cast<const unsigned char*>(text.data()),  // NOLINT
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

}  // namespace budget
