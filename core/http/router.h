#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <budget/result.h>

#include "http/message.h"

namespace budget {

inline constexpr std::size_t kMostParameters = 2;

/// The parts of a path that stand for {names}, percent-decoded, in the pattern's order.
using PathParameters = std::array<std::string, kMostParameters>;

struct RouteMatch {
  std::size_t route = 0;  ///< as add() numbered it
  PathParameters parameters;
};

struct NoRoute {
  std::string allow;  ///< methods the path knows ("GET, HEAD, POST"); empty: no such path
};

/// Finds a route by method and path. HEAD goes where GET goes.
class Router {
 public:
  /// Pattern: "/v1/instances/{id}/acts". Numbers count from 0 in the order of adding.
  std::size_t add(Method method, std::string_view pattern);

  [[nodiscard]] std::variant<RouteMatch, NoRoute> find(Method method, std::string_view path) const;

 private:
  struct Route {
    Method method;
    std::vector<std::string> segments;  ///< empty text: a parameter
  };
  std::vector<Route> routes_;
};

/// A plus sign is a blank in queries only.
enum class PlusMeans { plus, blank };

/// Percent-encoding undone. Nothing when it is malformed, or the result is not UTF-8 or holds a
/// control character.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, PlusMeans plus);

}  // namespace budget
