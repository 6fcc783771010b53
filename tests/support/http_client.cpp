#include "support/http_client.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace budget::test {
namespace {

constexpr timeval kPatience{.tv_sec = 20, .tv_usec = 0};

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("http client: " + what);
}

int connected(int family, const sockaddr* address, socklen_t length) {
  const int file = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (file < 0) fail("no socket");
  setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  if (connect(file, address, length) == 0) return file;
  const int why = errno;
  close(file);
  fail(std::string("cannot connect: ") + std::strerror(why));
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return text;
}

HttpAnswer parse_head(const std::string& head) {
  HttpAnswer answer;
  answer.status = std::stoi(head.substr(head.find(' ') + 1));
  std::size_t at = head.find("\r\n") + 2;
  while (at < head.size()) {
    const std::size_t end = std::min(head.find("\r\n", at), head.size());
    const std::string line = head.substr(at, end - at);
    const std::size_t colon = line.find(": ");
    answer.fields[lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = end + 2;
  }
  return answer;
}

}  // namespace

std::string HttpAnswer::field(const std::string& name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

HttpClient::HttpClient(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socket_ = connected(AF_INET, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

HttpClient::HttpClient(const std::filesystem::path& unix_socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  unix_socket.native().copy(address.sun_path, sizeof address.sun_path - 1);
  socket_ = connected(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

HttpClient::HttpClient(HttpClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      received_(std::move(other.received_)),
      token_(std::move(other.token_)),
      more_fields_(std::move(other.more_fields_)) {}

HttpClient& HttpClient::operator=(HttpClient&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(received_, other.received_);
  std::swap(token_, other.token_);
  std::swap(more_fields_, other.more_fields_);
  return *this;
}

HttpClient::~HttpClient() {
  if (socket_ >= 0) close(socket_);
}

HttpClient& HttpClient::with_token(std::string token) {
  token_ = std::move(token);
  return *this;
}

HttpClient& HttpClient::with_field(const std::string& name, const std::string& value) {
  more_fields_ += name + ": " + value + "\r\n";
  return *this;
}

HttpAnswer HttpClient::ask(const std::string& method, const std::string& target,
                           const std::string& json) {
  std::string request =
      method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + std::exchange(more_fields_, "");
  if (!token_.empty()) request += "Authorization: Bearer " + token_ + "\r\n";
  if (method == "POST") request += "Content-Type: application/json\r\n";
  if (!json.empty()) request += "Content-Length: " + std::to_string(json.size()) + "\r\n";
  send(request + "\r\n" + json);
  auto answer = receive(method == "HEAD");
  if (!answer) fail("the connection was closed instead of an answer to " + method + " " + target);
  return *std::move(answer);
}

bool HttpClient::try_send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void HttpClient::send(std::string_view bytes) {
  if (!try_send(bytes)) fail(std::string("cannot send: ") + std::strerror(errno));
}

void HttpClient::half_close() {
  shutdown(socket_, SHUT_WR);
}

/// False at the end of the stream.
bool HttpClient::fill() {
  std::array<char, 16384> buffer{};
  const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    fail("waited 20 s for bytes that did not come");
  if (count <= 0) return false;
  received_.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<HttpAnswer> HttpClient::receive(bool to_head) {
  std::size_t end = received_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill()) return std::nullopt;
    end = received_.find("\r\n\r\n");
  }
  HttpAnswer answer = parse_head(received_.substr(0, end));
  received_.erase(0, end + 4);
  if (to_head || answer.status == 100) return answer;
  const std::size_t length = std::stoul(answer.fields.at("content-length"));
  while (received_.size() < length) {
    if (!fill()) fail("the connection was closed within an answer");
  }
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

bool HttpClient::is_closed_by_server() {
  return received_.empty() && !fill();
}

}  // namespace budget::test
