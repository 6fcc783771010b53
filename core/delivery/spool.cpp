#include "delivery/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace budget {
namespace {

constexpr std::size_t kLongestName = 200;

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Error failed(const std::filesystem::path& path) {
  return {ErrorCode::unavailable,
          "expected to write " + path.string() + ", but " + std::strerror(errno)};
}

bool is_plain(const std::string& name) {
  return !name.empty() && name.size() <= kLongestName && name.front() != '.' &&
         std::ranges::all_of(name, [](char c) {
           return c != '/' && static_cast<unsigned char>(c) >= ' ' && c != '\x7f';
         });
}

}  // namespace

Result<void> write_spool_file(const std::filesystem::path& folder, const std::string& name,
                              const std::string& content) {
  if (!is_plain(name)) {
    return Error{ErrorCode::invalid_input,
                 "expected a plain file name, but it is empty, too long or names a folder"};
  }
  const std::filesystem::path unfinished = folder / ("." + name + ".new");
  {
    const Descriptor file(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    if (file.number() < 0) return failed(unfinished);
    for (std::size_t done = 0; done < content.size();) {
      const ssize_t written = ::write(file.number(), content.data() + done, content.size() - done);
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return failed(unfinished);
      done += static_cast<std::size_t>(written);
    }
    if (::fsync(file.number()) != 0) return failed(unfinished);
  }
  if (::rename(unfinished.c_str(), (folder / name).c_str()) != 0) return failed(folder / name);
  const Descriptor directory(folder, O_RDONLY | O_DIRECTORY);
  if (directory.number() < 0 || ::fsync(directory.number()) != 0) return failed(folder);
  return {};
}

}  // namespace budget
