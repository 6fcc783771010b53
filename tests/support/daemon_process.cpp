#include "support/daemon_process.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace budget::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto kDaemonPatience = 20s;

std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

fs::path program() {
  const char* folder = std::getenv("BUDGET_BIN_DIR");
  if (folder == nullptr) throw std::runtime_error("BUDGET_BIN_DIR is not set; run through ctest");
  return fs::path(folder) / "budgetd";
}

std::string with_tokens(const std::string& organisation) {
  static const std::regex kPerson("\\[\\[people\\]\\]\nid = \"(\\w+)\"\n");
  std::string result;
  std::size_t at = 0;
  for (std::sregex_iterator each(organisation.begin(), organisation.end(), kPerson), end;
       each != end; ++each) {
    const auto stop = static_cast<std::size_t>(each->position() + each->length());
    result += organisation.substr(at, stop - at) + "token_sha256 = \"" + token_sha256((*each)[1]) +
              "\"\n";
    at = stop;
  }
  return result + organisation.substr(at);
}

}  // namespace

std::string token_sha256(const std::string& person) {
  const std::string token = "token-" + person;
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) {
    constexpr std::string_view kHex = "0123456789abcdef";
    hex += kHex[byte >> 4U];
    hex += kHex[byte & 15U];
  }
  return hex;
}

DaemonFolder::DaemonFolder() {
  write("budgetd.toml", content("config/budgetd.toml"));
  write("organisation.toml", with_tokens(content("config/organisation.toml")));
  for (const char* folder : {"rulesets", "calendars", "scripts"})
    fs::copy(fs::path("config") / folder, path(folder), fs::copy_options::recursive);
  fs::copy("workflows", path("workflows"));
  set("database", "\"budgetd.db\"");
  set("port", "0");
  set("file", "\"budgetd.log\"");
  set("workflows", "\"workflows\"");
}

void DaemonFolder::set(const std::string& option, const std::string& value) {
  const std::string text = read("budgetd.toml");
  const std::regex line("(^|\n)" + option + " *=[^\n#]*");
  if (!std::regex_search(text, line))
    throw std::runtime_error("budgetd.toml has no option " + option);
  write("budgetd.toml", std::regex_replace(text, line, "$1" + option + " = " + value + " ",
                                           std::regex_constants::format_first_only));
}

void DaemonFolder::write(const std::string& file, const std::string& text) const {
  std::filesystem::create_directories(std::filesystem::path(path(file)).parent_path());
  std::ofstream(path(file), std::ios::binary) << text;
}

std::string DaemonFolder::read(const std::string& file) const {
  return content(path(file));
}

DaemonProcess::DaemonProcess(DaemonFolder& folder, Options options) : folder_(folder) {
  fs::remove(folder.path("port"));
  log_read_ = log().size();
  watch_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  inotify_add_watch(watch_, folder_.config().parent_path().c_str(),
                    IN_MODIFY | IN_CREATE | IN_MOVED_TO);
  const std::string binary = program().string();
  const std::string config = folder.config().string();
  const std::string port_file = folder.path("port").string();
  const std::string errors = folder.path("stderr").string();
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("expected to fork, but it failed");
  if (process_ > 0) {
    process_file_ = static_cast<int>(syscall(SYS_pidfd_open, process_, 0));
    return;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves no daemon behind
  const int file = open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  // Opened first: the other user may not get as far as the folder the program lies in.
  const int executable = open(binary.c_str(), O_PATH | O_CLOEXEC);
  if (options.user != 0 && (setgid(options.user) != 0 || setuid(options.user) != 0)) _exit(126);
  const std::array arguments{binary.c_str(), "--config",        config.c_str(),
                             "--port-file",  port_file.c_str(), static_cast<const char*>(nullptr)};
  fexecve(executable, const_cast<char* const*>(arguments.data()), environ);  // NOLINT: C's contract
  _exit(127);
}

DaemonProcess::~DaemonProcess() {
  if (!has_ended()) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(process_file_);
  close(watch_);
}

/// Wakes up when something is written in the folder or the process ends, and looks again.
bool DaemonProcess::becomes_true(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + kDaemonPatience;
  while (!condition()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    std::array<pollfd, 2> files{pollfd{watch_, POLLIN, 0}, pollfd{process_file_, POLLIN, 0}};
    poll(files.data(), has_ended() ? 1 : 2, static_cast<int>(left.count()));
    std::array<char, 4096> events{};
    while (read(watch_, events.data(), events.size()) > 0) {
    }
    if (has_ended()) return condition();
  }
  return true;
}

std::optional<int> DaemonProcess::has_ended() {
  int status = 0;
  if (!ended_ && waitpid(process_, &status, WNOHANG) == process_) {
    ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  return ended_;
}

void DaemonProcess::give_up(const std::string& waited_for) const {
  throw std::runtime_error("waited in vain for " + waited_for + "; the daemon says:\n" +
                           folder_.read("stderr") + log());
}

int DaemonProcess::port() {
  if (port_ != 0) return port_;
  const bool found =
      becomes_true([this] { return fs::exists(folder_.path("port")) || has_ended(); });
  if (!found || ended_) give_up("the daemon to be ready");
  port_ = std::stoi(folder_.read("port"));
  return port_;
}

HttpClient DaemonProcess::client(const std::string& person) {
  HttpClient client(port());
  if (!person.empty()) client.with_token("token-" + person);
  return client;
}

void DaemonProcess::signal(int number) const {
  kill(process_, number);
}

int DaemonProcess::wait() {
  if (!becomes_true([this] { return has_ended().has_value(); })) give_up("the daemon to end");
  return *ended_;
}

int DaemonProcess::stop() {
  (void)port();
  signal(SIGTERM);
  return wait();
}

void DaemonProcess::wait_for_log(const std::string& text) {
  std::size_t at = std::string::npos;
  const bool found =
      becomes_true([&] { return (at = log().find(text, log_read_)) != std::string::npos; });
  if (!found) give_up("the line " + text);
  log_read_ = at + text.size();
}

std::string DaemonProcess::log() const {
  return folder_.read("budgetd.log");
}

}  // namespace budget::test
