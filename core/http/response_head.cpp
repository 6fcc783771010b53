#include "http/response_head.h"

#include <array>
#include <charconv>

namespace budget {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

void append(std::string& head, std::size_t number) {
  std::array<char, 24> digits{};
  head.append(digits.data(),
              std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void append(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  for (const char c : value)
    head += c == '\r' || c == '\n' ? ' ' : c;  // a value never becomes a field of its own
  head += "\r\n";
}

}  // namespace

void write_head(std::string& head, const Response& response, Connection connection) {
  head = "HTTP/1.1 ";
  append(head, static_cast<std::size_t>(response.status));
  head += ' ';
  head += reason_of(response.status);
  head += "\r\nContent-Type: ";
  head += response.content_type;
  head += "\r\nContent-Length: ";
  append(head, response.body.size());
  head += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
  for (const auto& [name, value] : response.headers)
    append(head, name, value);
  if (connection == Connection::close) head += "Connection: close\r\n";
  if (connection == Connection::keep_alive) head += "Connection: keep-alive\r\n";
  head += "\r\n";
}

}  // namespace budget
