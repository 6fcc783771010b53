#pragma once

#include <string>
#include <string_view>

#include <budget/result.h>

#include "cli/options.h"

namespace budget::cli {

enum class Method { get, post, del };

struct Request {
  Method method = Method::get;
  std::string target{};  ///< "/v1/instances?year=2026", already percent-encoded
  std::string body{};    ///< JSON; empty: none
  std::string key{};  ///< idempotency key; with one, a request whose answer was lost is sent again
};

struct Response {
  int status = 0;
  std::string body;
};

/// The way to the daemon. Errors: unavailable when nobody answers; everything else is a Response.
class Client {
 public:
  Client() = default;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  virtual ~Client() = default;
  [[nodiscard]] virtual Result<Response> send(const Request& request) = 0;
};

/// The access token from the file or from $BUDGETCTL_TOKEN; empty when neither is given.
/// Errors: invalid_input when the file cannot be read, is empty, or is readable by others.
[[nodiscard]] Result<std::string> read_token(const std::string& file);

/// Text as one part of a path or a query.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace budget::cli
