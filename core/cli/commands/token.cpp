#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ostream>

#include <boost/json/object.hpp>

#include "cli/client/secret.h"
#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

constexpr std::size_t kTokenBytes = 32;

/// Writes a new file that only its owner can read. Errors: invalid_input when it exists or cannot
/// be made.
Result<void> write_secret(const std::string& path, const std::string& secret) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const std::string line = secret + "\n";
  const bool is_written =
      file >= 0 && write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const int problem = errno;
  if (file >= 0) {
    close(file);
  }
  if (!is_written) {
    return Error{ErrorCode::invalid_input,
                 "expected to write a new file " + path + ", but " + std::strerror(problem)};
  }
  return {};
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const TokenNewOptions& options) {
  const std::string token = random_hex(kTokenBytes);
  const std::string digest = sha256_hex(token);
  if (!options.to.empty()) {
    const Result<void> written = write_secret(options.to, token);
    if (!written) {
      return usage_error(terminal, written.error());
    }
  }
  if (terminal.is_json) {
    boost::json::object answer{{"token_sha256", digest}};
    if (options.to.empty()) {
      answer["token"] = token;
    }
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  if (options.to.empty()) {
    terminal.out << "token: " << token << '\n';
  }
  terminal.out << "token_sha256 = \"" << digest << "\"\n";
  remark(terminal,
         "令牌只显示这一次，交给本人保管；token_sha256 一行写入 organisation.toml 中该人员名下。");
  return ExitCode::ok;
}

}  // namespace budget::cli
