#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_st;
struct evp_md_ctx_st;

namespace budget {

/// The 32 bytes of a SHA-256.
using Sha256 = std::array<unsigned char, 32>;

/// Computes one SHA-256 after the other; making one is slower than using it again.
class Hasher {
 public:
  Hasher();
  Hasher& add(std::string_view bytes);
  Hasher& add(const Sha256& hash);
  /// The hash of all that was added, and a fresh start.
  [[nodiscard]] Sha256 finish();

 private:
  void start(const evp_md_st* algorithm);  ///< null: the same as before

  std::unique_ptr<evp_md_st, void (*)(evp_md_st*)> algorithm_;
  std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> context_;
};

/// Lower-case hex.
[[nodiscard]] std::string hex(const Sha256& hash);

/// SHA-256 of some bytes in lower-case hex.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace budget
