#include "store/failure.h"

#include <sqlite3.h>

namespace budget {
namespace {

constexpr int primary(int code) {
  return code & 0xff;
}

}  // namespace

SqliteFailure::SqliteFailure(int code, const std::string& doing, const std::string& detail)
    : std::runtime_error("expected to " + doing + ", but " + detail), code_(code) {}

bool is_damage(const SqliteFailure& failure) {
  return primary(failure.code()) == SQLITE_CORRUPT || primary(failure.code()) == SQLITE_NOTADB ||
         failure.code() == SQLITE_IOERR_SHORT_READ;
}

Error damaged(const std::string& path, const std::string& why) {
  return {ErrorCode::invalid_input,
          "expected a sound backup, but " + path + ": it is damaged (" + why + ")",
          "take an older backup"};
}

bool is_other_schema(const SqliteFailure& failure) {
  return primary(failure.code()) == SQLITE_ERROR;
}

Error error_of(const SqliteFailure& failure) {
  const auto unavailable = [&](const char* why, const char* hint) {
    return Error{ErrorCode::unavailable, failure.what() + std::string(": ") + why, hint};
  };
  switch (primary(failure.code())) {
    case SQLITE_FULL:
      return unavailable("the disk is full",
                         "free space on the database's disk; budgetd then goes on by itself");
    case SQLITE_IOERR:
      return unavailable(
          "the disk did not do what was asked",
          "look at the disk and the system log; budgetd goes on when it works again");
    case SQLITE_READONLY:
      return unavailable(
          "the database may only be read",
          "give budgetd's account the right to write the file and its folder, or remount the disk");
    case SQLITE_CANTOPEN:
      return unavailable("the file cannot be opened",
                         "check that the folder exists and that budgetd's account may use it");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return unavailable("another program is writing to the database",
                         "end the other program, then try again");
    case SQLITE_NOMEM:
      return unavailable("there is no memory left",
                         "give the machine more memory, or ask for less at once");
    default:
      throw StoreFault(failure.what());
  }
}

}  // namespace budget
