#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/result.h>

#include "engine/queries.h"

namespace budget {

/// Counts what the daemon does. All functions [any].
class Metrics {
 public:
  /// `routes`: "GET /v1/me" and so on; requests that fit none are counted under "none".
  Metrics(std::vector<std::string> routes, std::string version);

  static constexpr std::size_t kNoRoute = static_cast<std::size_t>(-1);
  void count_request(std::size_t route, int status);
  void count_command(const Result<void>& result);

  /// Prometheus text format 0.0.4. `status`: empty when the database cannot be read now, which
  /// leaves out what it tells. `more` is appended: what other parts of the daemon count.
  [[nodiscard]] std::string text(const std::optional<StatusRow>& status,
                                 std::size_t commands_waiting, std::string_view more) const;

  [[nodiscard]] const std::string& version() const { return version_; }

 private:
  static constexpr std::array kStatuses{200, 201, 400, 401, 403, 404, 405, 408,
                                        409, 413, 415, 422, 431, 500, 501, 503};
  using ByStatus = std::array<std::atomic<std::uint64_t>, kStatuses.size()>;

  std::vector<std::string> routes_;
  std::string version_;
  std::vector<ByStatus> requests_;  ///< the last one: no route
  std::atomic<std::uint64_t> accepted_{0};
  std::array<std::atomic<std::uint64_t>, 10> refused_{};  ///< by ErrorCode
  std::chrono::steady_clock::time_point started_;
};

}  // namespace budget
