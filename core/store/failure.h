#pragma once

#include <stdexcept>
#include <string>

#include <budget/result.h>

namespace budget {

/// A call into SQLite that failed. Stays inside core/store: at_the_boundary() turns it into an
/// Error or a fault.
class SqliteFailure : public std::runtime_error {
 public:
  SqliteFailure(int code, const std::string& doing, const std::string& detail);
  /// The extended result code.
  [[nodiscard]] int code() const { return code_; }

 private:
  int code_;
};

/// A database that cannot be trusted, or is not what the program wrote: a fault, for people to look
/// at.
class StoreFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Whether the file itself is broken.
[[nodiscard]] bool is_damage(const SqliteFailure& failure);

/// What the world outside did (disk full, no right to write, another writer …) as an Error;
/// anything else is thrown as StoreFault.
[[nodiscard]] Error error_of(const SqliteFailure& failure);

/// Runs a call that speaks SqliteFailure for a caller that speaks Result.
template <typename Call>
auto at_the_boundary(Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const SqliteFailure& failure) {
    return error_of(failure);
  }
}

}  // namespace budget
