#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace budget::test {

/// One answer off the wire. Field names in lower case.
struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> fields;
  std::string body;

  [[nodiscard]] std::string field(const std::string& name) const;
};

/// A blocking connection that can also be rude: send bytes as they are, half-close, stay silent.
///
/// Everything that waits gives up after 20 s with std::runtime_error.
class HttpClient {
 public:
  explicit HttpClient(int port);
  explicit HttpClient(const std::filesystem::path& unix_socket);
  HttpClient(HttpClient&& other) noexcept;
  HttpClient& operator=(HttpClient&& other) noexcept;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  /// From now on requests carry "Authorization: Bearer <token>".
  HttpClient& with_token(std::string token);
  /// The next request carries this field too.
  HttpClient& with_field(const std::string& name, const std::string& value);

  HttpAnswer get(const std::string& target) { return ask("GET", target, ""); }
  HttpAnswer post(const std::string& target, const std::string& json) {
    return ask("POST", target, json);
  }
  HttpAnswer del(const std::string& target) { return ask("DELETE", target, ""); }
  HttpAnswer ask(const std::string& method, const std::string& target, const std::string& json);

  void send(std::string_view bytes);
  /// Like send; false when the other side has closed.
  bool try_send(std::string_view bytes);
  void half_close();
  /// The next answer; nothing when the connection was closed instead. `to_head`: an answer without
  /// its body.
  std::optional<HttpAnswer> receive(bool to_head = false);
  /// Waits until the other side has closed; false when it sends more instead.
  bool is_closed_by_server();

 private:
  bool fill();

  int socket_ = -1;
  std::string received_;
  std::string token_;
  std::string more_fields_;
};

}  // namespace budget::test
