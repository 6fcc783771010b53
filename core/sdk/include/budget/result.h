#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace budget {

/// Why a call could not be done. The HTTP status of each code is listed in core/http/problem.cpp.
enum class ErrorCode {
  invalid_input,    ///< the request itself is wrong: a field, a format, a range
  unauthenticated,  ///< no valid token
  forbidden,        ///< `authorize` refused
  not_found,        ///< the named thing does not exist or is not open
  conflict,         ///< the thing exists but is not in the state the request expects
  blocked,          ///< a gate: its rules found something, or were not run
  too_large,        ///< beyond a stated limit
  unavailable,      ///< try again later: disk full, shutting down, queue full
  unsupported,      ///< a newer file, database or plugin than this program understands
  internal,         ///< a fault caught at one of the four named places
};

/// The stable lower-case name of a code, e.g. "invalid_input"; used in JSON and in logs.
[[nodiscard]] const char* name_of(ErrorCode code) noexcept;

/// One failed call. Message form: "expected to <do> <what>, but <why>"; hint: what to do about it.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string hint{};

  friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error. Never empty; reading the wrong side is a fault (std::bad_variant_access).
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}      // NOLINT
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return std::get<0>(content_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(content_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] Error& error() & { return std::get<1>(content_); }
  [[nodiscard]] const Error& error() const& { return std::get<1>(content_); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(content_)); }

 private:
  std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT

  [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {}

  [[nodiscard]] Error& error() & { return error_.value(); }
  [[nodiscard]] const Error& error() const& { return error_.value(); }
  [[nodiscard]] Error&& error() && { return std::move(error_).value(); }

 private:
  std::optional<Error> error_;
};

}  // namespace budget

/// The value of a Result, or an early return with its Error. One TRY per expression.
#define TRY(...)                             \
  (__extension__({                           \
    auto try_result_ = (__VA_ARGS__);        \
    if (!try_result_) {                      \
      return std::move(try_result_).error(); \
    }                                        \
    std::move(try_result_).value();          \
  }))
