#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "support/http_client.h"
#include "support/temporary_folder.h"

namespace budget::test {

/// A folder with a configuration of its own: the shipped organisation, workflow, rules,
/// scripts and calendars; a database, a log and a port file; every person's token is "token-<id>".
class DaemonFolder {
 public:
  DaemonFolder();

  /// Replaces "name = value" lines in budgetd.toml: {"idle_timeout_s", "1"}. An option not in the
  /// file is a mistake.
  void set(const std::string& option, const std::string& value);
  void write(const std::string& file, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& file) const;
  [[nodiscard]] std::filesystem::path path(const std::string& file) const {
    return folder_.path() / file;
  }
  [[nodiscard]] std::filesystem::path config() const { return path("budgetd.toml"); }

 private:
  TemporaryFolder folder_;
};

/// The real budgetd. Ends with the object, by force if need be.
///
/// Everything that waits gives up after 20 s with std::runtime_error that quotes the log.
class DaemonProcess {
 public:
  struct Options {
    unsigned user = 0;  ///< run as this user id; 0: as the test itself
  };

  /// Starts it; does not wait.
  explicit DaemonProcess(DaemonFolder& folder) : DaemonProcess(folder, Options()) {}
  DaemonProcess(DaemonFolder& folder, Options options);
  DaemonProcess(const DaemonProcess&) = delete;
  DaemonProcess& operator=(const DaemonProcess&) = delete;
  ~DaemonProcess();

  /// Waits until it is ready, and gives its port.
  int port();
  HttpClient client(const std::string& person);

  void signal(int number) const;
  /// Waits for its end; the exit code, or 128 + the signal that ended it.
  int wait();
  int stop();
  /// Waits for a line in the log that holds this text, behind what an earlier call found.
  void wait_for_log(const std::string& text);
  [[nodiscard]] std::string log() const;
  [[nodiscard]] int id() const { return process_; }

 private:
  [[noreturn]] void give_up(const std::string& waited_for) const;
  [[nodiscard]] bool becomes_true(const std::function<bool()>& condition);
  std::optional<int> has_ended();

  DaemonFolder& folder_;
  int process_ = -1;
  int process_file_ = -1;
  int watch_ = -1;
  std::optional<int> ended_;
  int port_ = 0;
  std::size_t log_read_ = 0;
};

/// The SHA-256 that organisation.toml keeps of "token-<person>".
[[nodiscard]] std::string token_sha256(const std::string& person);

}  // namespace budget::test
