#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace budget::test {

/// A server of tests/support/*.py in a process of its own, by Debian's Python. Ends with the
/// object.
class ServerScript {
 public:
  /// Waits until it has told its port.
  ServerScript(const std::string& script, const std::vector<std::string>& arguments);
  ServerScript(const ServerScript&) = delete;
  ServerScript& operator=(const ServerScript&) = delete;
  ~ServerScript();

  [[nodiscard]] int port() const { return port_; }

 private:
  pid_t process_ = 0;
  int port_ = 0;
};

/// cert.pem and key.pem for "localhost", signed by themselves, made by the openssl program.
void make_certificate(const std::filesystem::path& folder);

[[nodiscard]] std::vector<std::string> lines_of(const std::filesystem::path& file);

}  // namespace budget::test
