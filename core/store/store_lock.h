#pragma once

#include <string>

#include <budget/result.h>

namespace budget {

/// Says that this process writes to a database: an flock on the file `<database>.lock`, gone with
/// the process however it ends. The file itself stays.
class StoreLock {
 public:
  /// Errors: conflict when another process (or another lock here) holds it; unavailable when the
  /// file cannot be made.
  [[nodiscard]] static Result<StoreLock> take(const std::string& database_path);

  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&& other) noexcept;
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;
  ~StoreLock();

 private:
  explicit StoreLock(int file) : file_(file) {}
  int file_;
};

}  // namespace budget
