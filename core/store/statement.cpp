#include "store/statement.h"

#include <algorithm>
#include <string>

#include <sqlite3.h>

#include "store/failure.h"

namespace budget {
namespace {

/// The first words of a statement, enough to see in a message what was being done.
std::string beginning(const char* sql) {
  const std::string_view text(sql == nullptr ? "" : sql);
  const std::string_view first = text.substr(0, std::min(text.find('\n'), std::size_t{60}));
  return "run \"" + std::string(first) + (first.size() < text.size() ? " …\"" : "\"");
}

[[noreturn]] void fail(sqlite3_stmt* statement, int code) {
  throw SqliteFailure(code, beginning(sqlite3_sql(statement)),
                      sqlite3_errmsg(sqlite3_db_handle(statement)));
}

}  // namespace

Rows::~Rows() {
  if (statement_ != nullptr) sqlite3_reset(statement_);
}

bool Rows::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(statement_, code);
  return false;
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Rows::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view Rows::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string_view()
                          : std::string_view(bytes, static_cast<std::size_t>(size));
}

Date Rows::date(int column) const {
  const Result<Date> day = Date::parse(text(column));
  if (!day)
    throw StoreFault("expected a day in the database, but found \"" + string(column) + "\"");
  return *day;
}

FiscalYear Rows::year(int column) const {
  const Result<FiscalYear> year = FiscalYear::of(number(column));
  if (!year)
    throw StoreFault("expected a fiscal year in the database, but found " +
                     std::to_string(integer(column)));
  return *year;
}

Sha256 Rows::hash(int column) const {
  const std::string_view bytes = text(column);
  Sha256 hash{};
  if (bytes.size() == hash.size())
    std::ranges::transform(bytes, hash.begin(),
                           [](char c) { return static_cast<unsigned char>(c); });
  return hash;
}

int Rows::columns() const {
  return sqlite3_column_count(statement_);
}
int Rows::storage_class(int column) const {
  return sqlite3_column_type(statement_, column);
}
const char* Rows::column_name(int column) const {
  return sqlite3_column_name(statement_, column);
}

Statement::Statement(sqlite3* database, std::string_view sql)
    : statement_(nullptr, sqlite3_finalize) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK)
    throw SqliteFailure(code, beginning(std::string(sql).c_str()), sqlite3_errmsg(database));
}

void Statement::check(int code) {
  if (code != SQLITE_OK) fail(statement_.get(), code);
}

void Statement::bind(int position, std::int64_t value, Kept) {
  check(sqlite3_bind_int64(statement_.get(), position, value));
}

void Statement::bind(int position, std::string_view value, Kept kept) {
  // A null pointer would be bound as NULL.
  const char* bytes = value.data() == nullptr ? "" : value.data();
  check(sqlite3_bind_text(statement_.get(), position, bytes, static_cast<int>(value.size()),
                          kept == Kept::by_caller ? SQLITE_STATIC : SQLITE_TRANSIENT));
}

void Statement::bind(int position, const Sha256& value, Kept kept) {
  check(sqlite3_bind_blob(statement_.get(), position, value.data(), static_cast<int>(value.size()),
                          kept == Kept::by_caller ? SQLITE_STATIC : SQLITE_TRANSIENT));
}

void Statement::bind(int position, std::nullopt_t, Kept) {
  check(sqlite3_bind_null(statement_.get(), position));
}

void Statement::bind_text(int position, std::string_view value) {
  bind(position, value, Kept::by_copy);
}
void Statement::bind_integer(int position, std::int64_t value) {
  bind(position, value, Kept::by_copy);
}

void Statement::finish() {
  Rows rows(statement_.get());
  while (rows.next()) {
  }
}

}  // namespace budget
