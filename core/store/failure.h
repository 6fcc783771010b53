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

/// Whether a statement does not fit the database: a table or column it names is not there.
[[nodiscard]] bool is_other_schema(const SqliteFailure& failure);

/// What the world outside did (disk full, no right to write, another writer …) as an Error;
/// anything else is thrown as StoreFault.
[[nodiscard]] Error error_of(const SqliteFailure& failure);

/// A file that cannot be read as the database it should be: invalid_input.
[[nodiscard]] Error damaged(const std::string& path, const std::string& why);

/// Runs a call that speaks SqliteFailure for a caller that speaks Result.
template <typename Call>
auto at_the_boundary(Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const SqliteFailure& failure) {
    return error_of(failure);
  }
}

/// The same for a file somebody hands in, of which nothing is expected yet: its damage is an Error.
/// A page that is there by its number but behind the file's end is damage too (a file cut off).
template <typename Call>
auto unless_damaged(const std::string& path, Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const SqliteFailure& failure) {
    if (!is_damage(failure)) throw;
    return damaged(path, failure.what());
  }
}

}  // namespace budget
