#include "plugin_host/file_hash.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace budget {
namespace {

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void add(const char* data, std::size_t size) {
    require(EVP_DigestUpdate(context_.get(), data, size) == 1);
  }
  std::string text() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    require(EVP_DigestFinal_ex(context_.get(), bytes.data(), &size) == 1);
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
      constexpr const char* kDigits = "0123456789abcdef";
      hex += kDigits[bytes[i] >> 4U];
      hex += kDigits[bytes[i] & 15U];
    }
    return hex;
  }

 private:
  static void require(bool worked) {
    if (!worked) throw std::runtime_error("sha256: the cryptography library failed");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256_of(std::string_view bytes) {
  Digest digest;
  digest.add(bytes.data(), bytes.size());
  return digest.text();
}

Result<std::string> sha256_of_file(const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) {
    return Error{ErrorCode::not_found,
                 "expected to read the file " + file.string() + ", but there is none",
                 "correct its path, or put it there"};
  }
  const Error unreadable{ErrorCode::unavailable,
                         "expected to read the file " + file.string() + ", but it cannot be read",
                         "check that it is a regular file and its permissions"};
  if (!std::filesystem::is_regular_file(file, unknown)) return unreadable;  // a pipe never ends
  std::ifstream input(file, std::ios::binary);
  Digest digest;
  std::array<char, 64UL * 1024> piece{};
  while (input) {
    input.read(piece.data(), piece.size());
    digest.add(piece.data(), static_cast<std::size_t>(input.gcount()));
  }
  if (!input.eof()) return unreadable;
  return digest.text();
}

}  // namespace budget
