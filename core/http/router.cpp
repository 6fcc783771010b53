#include "http/router.h"

#include <algorithm>
#include <span>

#include <budget/text.h>

namespace budget {
namespace {

constexpr std::size_t kMostSegments = 8;

/// "/v1/instances/7" in three parts, without allocation. Empty when it does not start with a slash
/// or has too many.
std::size_t split(std::string_view path, std::array<std::string_view, kMostSegments>& parts) {
  std::size_t count = 0;
  while (!path.empty()) {
    if (path.front() != '/' || count == kMostSegments) return 0;
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    parts[count++] = path.substr(0, end);
    path.remove_prefix(end);
  }
  return count;
}

bool fits(std::span<const std::string> pattern, std::span<const std::string_view> parts) {
  if (pattern.size() != parts.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (pattern[i].empty() ? parts[i].empty() : pattern[i] != parts[i]) return false;
  }
  return true;
}

std::optional<PathParameters> parameters_of(std::span<const std::string> pattern,
                                            std::span<const std::string_view> parts) {
  PathParameters parameters;
  std::size_t count = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!pattern[i].empty()) continue;
    auto decoded = percent_decoded(parts[i], PlusMeans::plus);
    if (!decoded) return std::nullopt;
    parameters[count++] = *std::move(decoded);
  }
  return parameters;
}

bool serves(Method route, Method asked) {
  return route == asked || (route == Method::get && asked == Method::head);
}

void add_method(std::string& allow, Method method) {
  if (!allow.empty()) allow += ", ";
  allow += name_of(method);
  if (method == Method::get) allow += ", HEAD";
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::size_t Router::add(Method method, std::string_view pattern) {
  std::array<std::string_view, kMostSegments> parts;
  const std::size_t count = split(pattern, parts);
  Route route{.method = method, .segments = {}};
  for (const std::string_view part : std::span(parts).first(count)) {
    route.segments.emplace_back(part.starts_with('{') ? std::string_view() : part);
  }
  routes_.push_back(std::move(route));
  return routes_.size() - 1;
}

std::variant<RouteMatch, NoRoute> Router::find(Method method, std::string_view path) const {
  std::array<std::string_view, kMostSegments> parts;
  const std::span<const std::string_view> given = std::span(parts).first(split(path, parts));
  NoRoute none;
  if (given.empty()) return none;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!fits(routes_[i].segments, given)) continue;
    if (!serves(routes_[i].method, method)) {
      add_method(none.allow, routes_[i].method);
      continue;
    }
    if (auto parameters = parameters_of(routes_[i].segments, given))
      return RouteMatch{i, *std::move(parameters)};
  }
  return none;
}

std::optional<std::string> percent_decoded(std::string_view text, PlusMeans plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus == PlusMeans::blank) c = ' ';
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
    decoded += c;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

}  // namespace budget
