#include "store/digest.h"

#include <new>
#include <stdexcept>

#include <openssl/evp.h>

namespace budget {

Hasher::Hasher()
    : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free),
      context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  if (!algorithm_ || !context_) throw std::runtime_error("Hasher: OpenSSL has no SHA-256");
  start(algorithm_.get());
}

void Hasher::start(const evp_md_st* algorithm) {
  if (EVP_DigestInit_ex2(context_.get(), algorithm, nullptr) != 1)
    throw std::runtime_error("Hasher: cannot start");
}

Hasher& Hasher::add(std::string_view bytes) {
  if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1)
    throw std::runtime_error("Hasher: cannot add");
  return *this;
}

Hasher& Hasher::add(const Sha256& hash) {
  if (EVP_DigestUpdate(context_.get(), hash.data(), hash.size()) != 1)
    throw std::runtime_error("Hasher: cannot add");
  return *this;
}

Sha256 Hasher::finish() {
  Sha256 hash{};
  if (EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) != 1)
    throw std::runtime_error("Hasher: cannot finish");
  start(nullptr);
  return hash;
}

std::string hex(const Sha256& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * hash.size());
  for (const unsigned char byte : hash) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  return hex(Hasher().add(bytes).finish());
}

}  // namespace budget
