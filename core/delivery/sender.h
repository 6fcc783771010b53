#pragma once

#include <budget/logger.h>

#include "delivery/curl_post.h"
#include "delivery/placeholders.h"

namespace budget {

/// Carries out what notifiers built, for one channel: fills in secrets and signatures, and sends.
/// [worker]
class Sender {
 public:
  struct Options {
    PostOptions post{};
    std::filesystem::path folder{};  ///< where files go; empty: nowhere
  };
  Sender(Options options, SecretSource secrets, Logger& logger)
      : options_(std::move(options)), secrets_(std::move(secrets)), logger_(logger) {}

  /// An answer of 2xx, of the server's own, or 0 when there was none. Errors: what can never be
  /// sent as it stands; unavailable when the disk refuses a file.
  [[nodiscard]] Result<plugin::Answer> send(const plugin::Request& request) const;

 private:
  Options options_;
  SecretSource secrets_;
  Logger& logger_;
};

}  // namespace budget
