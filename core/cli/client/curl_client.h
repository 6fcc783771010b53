#pragma once

#include <memory>
#include <string>

#include "cli/client/client.h"

namespace budget::cli {

/// The daemon over HTTP by libcurl: one connection, kept between requests.
class CurlClient final : public Client {
 public:
  /// Errors: invalid_input for an address that is not http(s), or when a token would cross the
  /// network in the open.
  [[nodiscard]] static Result<std::unique_ptr<Client>> open(const GlobalOptions& options,
                                                            std::string token);
  ~CurlClient() override;

  [[nodiscard]] Result<Response> send(const Request& request) override;

 private:
  struct Connection;
  explicit CurlClient(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace budget::cli
