#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <budget/result.h>

namespace budget::reader {

/// The parts of a docx or xlsx. Sizes are looked up before anything is unpacked, and all parts
/// together may not unpack to more than a limit: a zip bomb costs nothing.
class ZipArchive {
 public:
  /// `bytes` must outlive the archive. Errors: invalid_input for a broken archive.
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes, std::size_t unpacked_limit);
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  /// Errors: not_found, too_large beyond the limit, invalid_input for broken or encrypted data.
  [[nodiscard]] Result<std::string> read(const std::string& name);
  [[nodiscard]] bool has(const std::string& name) const;

 private:
  struct Handle;
  ZipArchive(std::unique_ptr<Handle> handle, std::size_t left);
  std::unique_ptr<Handle> handle_;
  std::size_t left_ = 0;
};

}  // namespace budget::reader
