#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace budget::bench {

/// Keep-alive connections that each send their next request as soon as the last is answered.
struct Load {
  int port = 0;
  int clients = 1;
  double warm_up_s = 0.5;
  double seconds = 4.0;
  /// The n-th request (from 0) of a client, headers and body, as sent; made beforehand.
  std::function<std::string_view(int client, std::int64_t n)> request;
};

struct LoadResult {
  std::int64_t answers = 0;  ///< counted after the warm-up
  std::int64_t refused = 0;  ///< of them with a status other than 2xx
  double seconds = 0;
  double cpu_seconds = 0;     ///< of the thread that drives
  std::string first_refusal;  ///< what the first of them said

  [[nodiscard]] double per_second() const {
    return seconds > 0 ? static_cast<double>(answers) / seconds : 0;
  }
  /// What driving costs by itself.
  [[nodiscard]] double own_us_per_answer() const {
    return answers > 0 ? cpu_seconds * 1e6 / static_cast<double>(answers) : 0;
  }
};

/// Drives the load from one thread with epoll. Throws std::system_error when the server cannot be
/// reached or hangs up.
[[nodiscard]] LoadResult drive(const Load& load);

/// A POST with a JSON body over a keep-alive connection; token may be empty.
[[nodiscard]] std::string post(const std::string& path, const std::string& token,
                               const std::string& body);

}  // namespace budget::bench
