#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

// libxlsxwriter keeps the parts of a workbook in temporary files and zips them into a path. A room
// that may write no file has neither, so this library answers for the two functions it calls for
// that, lxw_tmpfile and zipOpen: it stands before libxlsxwriter among the libraries of the plugin,
// and of two definitions the first is bound (dlopen(3): the scope of an object and its
// dependencies).

#define BUDGET_SHOWN __attribute__((visibility("default")))

namespace budget::xlsx {

/// Bytes that are read and written as a file is.
class BUDGET_SHOWN MemoryFile {
 public:
  /// The count read; 0 at the end.
  std::size_t read(char* to, std::size_t size);
  /// The count written: all, or 0 where there is no memory.
  std::size_t write(const char* from, std::size_t size) noexcept;
  /// `origin` is SEEK_SET, SEEK_CUR or SEEK_END. False before the beginning; nothing moves then.
  bool seek(std::int64_t offset, int origin);
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_{};
  std::size_t position_ = 0;
};

/// As long as it lives, the workbooks this thread closes go into `file` instead of to their paths.
class BUDGET_SHOWN WritesTo {
 public:
  explicit WritesTo(MemoryFile& file);
  ~WritesTo();
  WritesTo(const WritesTo&) = delete;
  WritesTo& operator=(const WritesTo&) = delete;
};

}  // namespace budget::xlsx
