#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace budget {

enum class Method { get, head, post, put, patch, del, options, other };

[[nodiscard]] const char* name_of(Method method) noexcept;  ///< "GET", "DELETE"

/// What came in: the parts of a request the API reads, nothing else.
struct Request {
  Method method = Method::get;
  std::string path;   ///< as sent, percent-encoded
  std::string query;  ///< without the question mark
  std::string authorization;
  std::string content_type;
  std::string idempotency_key;
  std::string client;  ///< Budget-Client
  std::string body;

  void clear();  ///< keeps the memory for the next request of the connection
};

inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kProblemJson = "application/problem+json";
inline constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

inline constexpr std::string_view kCsv = "text/csv; charset=utf-8";
inline constexpr std::string_view kJsonLines = "application/jsonl";
inline constexpr std::string_view kCalendar = "text/calendar; charset=utf-8";
inline constexpr std::string_view kBytes = "application/octet-stream";

struct Response {
  int status = 200;
  std::string_view content_type = kJson;  ///< a constant, such as those above
  std::string body{};
  std::vector<std::pair<std::string_view, std::string>> headers{};  ///< names are constants
};

}  // namespace budget
