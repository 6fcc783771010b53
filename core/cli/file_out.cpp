#include "cli/file_out.h"

#include <boost/json/object.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <ostream>

#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// Writes beside the file first, so that whoever reads it never sees half of a new one.
Result<void> write_whole(const std::string& path, const std::string& bytes) {
  const std::string part = path + ".part";
  errno = 0;
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    if (file && std::rename(part.c_str(), path.c_str()) == 0) return {};
  }
  const int problem = errno;
  std::remove(part.c_str());
  return Error{ErrorCode::invalid_input,
               "expected to write " + path + ", but " + std::strerror(problem)};
}

}  // namespace

Result<ExitCode> deliver(const Terminal& terminal, const std::string& path,
                         const std::string& bytes) {
  if (path.empty()) {
    terminal.out << bytes;
    return ExitCode::ok;
  }
  if (const Result<void> written = write_whole(path, bytes); !written)
    return usage_error(terminal, written.error());
  if (terminal.is_json) {
    print_json(terminal, json::object{{"file", path}, {"bytes", bytes.size()}});
  } else {
    terminal.out << "已写入 " << path << '\n';
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
