#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <budget/date.h>
#include <budget/ids.h>
#include <budget/money.h>

#include "store/digest.h"

struct sqlite3;
struct sqlite3_stmt;

namespace budget {

/// The rows of a running query. The statement is free again when this goes. Texts live until the
/// next row.
class Rows {
 public:
  explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
  Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Rows& operator=(Rows&&) = delete;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  /// Steps to the next row; false behind the last.
  [[nodiscard]] bool next();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] int number(int column) const { return static_cast<int>(integer(column)); }
  [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
  [[nodiscard]] Money money(int column) const { return Money::from_fen(integer(column)); }
  [[nodiscard]] Instant instant(int column) const { return Instant(integer(column)); }
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  /// A day as "2026-03-31". Anything else is a StoreFault, as for year().
  [[nodiscard]] Date date(int column) const;
  [[nodiscard]] FiscalYear year(int column) const;
  [[nodiscard]] Sha256 hash(int column) const;
  template <typename SomeId>
  [[nodiscard]] SomeId id(int column) const {
    return SomeId(string(column));
  }
  /// For comparing any value: its storage class, and its bytes as text or blob.
  [[nodiscard]] int columns() const;
  [[nodiscard]] int storage_class(int column) const;
  [[nodiscard]] const char* column_name(int column) const;

 private:
  sqlite3_stmt* statement_;
};

/// A prepared statement. Arguments are bound to ?1, ?2 … in their order.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  /// Runs to the end; rows it gives are ignored.
  template <typename... Arguments>
  void run(const Arguments&... arguments) {
    Kept kept = Kept::by_caller;
    bind_all(kept, arguments...);
    finish();
  }

  /// Starts a query. The arguments are copied.
  template <typename... Arguments>
  [[nodiscard]] Rows query(const Arguments&... arguments) {
    Kept kept = Kept::by_copy;
    bind_all(kept, arguments...);
    return Rows(statement_.get());
  }

  /// For long lists of arguments: binds ?first and those behind it, and gives the next position.
  /// Texts live until run().
  template <typename... Arguments>
  int bind_from(int first, const Arguments&... arguments) {
    (bind(first++, arguments, Kept::by_caller), ...);
    return first;
  }
  /// For lists of arguments whose length is known only when running: binds ?position.
  void bind_text(int position, std::string_view value);
  void bind_integer(int position, std::int64_t value);

 private:
  enum class Kept { by_caller, by_copy };

  template <typename... Arguments>
  void bind_all([[maybe_unused]] Kept kept, const Arguments&... arguments) {
    [[maybe_unused]] int position = 0;
    (bind(++position, arguments, kept), ...);
  }
  void bind(int position, std::int64_t value, Kept kept);
  void bind(int position, int value, Kept kept) { bind(position, std::int64_t{value}, kept); }
  void bind(int position, bool value, Kept kept) {
    bind(position, std::int64_t{value ? 1 : 0}, kept);
  }
  void bind(int position, std::string_view value, Kept kept);
  void bind(int position, const std::string& value, Kept kept) {
    bind(position, std::string_view(value), kept);
  }
  void bind(int position, const char* value, Kept kept) {
    bind(position, std::string_view(value), kept);
  }
  void bind(int position, const Sha256& value, Kept kept);
  void bind(int position, std::nullopt_t, Kept kept);
  void bind(int position, Money value, Kept kept) { bind(position, value.fen(), kept); }
  void bind(int position, Instant value, Kept kept) { bind(position, value.ms(), kept); }
  void bind(int position, FiscalYear value, Kept kept) {
    bind(position, std::int64_t{value.value()}, kept);
  }
  void bind(int position, Date value, Kept) { bind(position, value.to_text(), Kept::by_copy); }
  template <typename Tag>
  void bind(int position, const Id<Tag>& value, Kept kept) {
    bind(position, std::string_view(value.text()), kept);
  }
  template <typename Tag>
  void bind(int position, Number<Tag> value, Kept kept) {
    bind(position, value.value(), kept);
  }
  template <typename T>
  void bind(int position, const std::optional<T>& value, Kept kept) {
    if (value) {
      bind(position, *value, kept);
    } else {
      bind(position, std::nullopt, kept);
    }
  }
  void check(int code);
  void finish();

  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement_;
};

}  // namespace budget
