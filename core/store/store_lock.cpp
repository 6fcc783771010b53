#include "store/store_lock.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace budget {

Result<StoreLock> StoreLock::take(const std::string& database_path) {
  const std::string path = database_path + ".lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return Error{
        ErrorCode::unavailable, "expected to write " + path + ", but " + std::strerror(errno),
        "check that the database's folder exists and that budgetd's account may write in it"};
  }
  StoreLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    return Error{
        ErrorCode::conflict,
        "expected to write to " + database_path + " alone, but another program is using it",
        "stop the other budgetd, or name another database"};
  }
  return lock;
}

StoreLock::StoreLock(StoreLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

StoreLock& StoreLock::operator=(StoreLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

StoreLock::~StoreLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace budget
