#include "delivery/digest.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace budget {
namespace {

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const unsigned char* made = HMAC(EVP_sha256(), octets(key), static_cast<int>(key.size()),
                                   octets(text), text.size(), digest.data(), &size);
  if (made == nullptr) throw std::runtime_error("expected to sign, but OpenSSL refused");
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string to_base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), octets(bytes),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char each : bytes) {
    const auto octet = static_cast<unsigned char>(each);
    out += kDigits[octet >> 4U];
    out += kDigits[octet & 15U];
  }
  return out;
}

Result<std::string> from_base64(std::string_view text) {
  const Error wrong{ErrorCode::invalid_input, "expected base64, but it is not"};
  if (text.size() % 4 != 0) return wrong;
  std::string out(text.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), octets(text),
                                   static_cast<int>(text.size()));
  if (size < 0) return wrong;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
    ++padding;
  out.resize(static_cast<std::size_t>(size) - padding);
  return out;
}

}  // namespace budget
