#include "plugin_room/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace budget::room {
namespace {

// Debian 12's headers know revision 1; what came later is spelled out from the kernel's contract.
constexpr std::uint64_t kRefer = 1ULL << 13U;        // revision 2
constexpr std::uint64_t kTruncate = 1ULL << 14U;     // revision 3
constexpr std::uint64_t kBindTcp = 1ULL << 0U;       // revision 4
constexpr std::uint64_t kConnectTcp = 1ULL << 1U;    // revision 4
constexpr std::uint64_t kIoctlDevice = 1ULL << 15U;  // revision 5
constexpr std::uint64_t kAllOfRevision1 = (1ULL << 13U) - 1;

struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;
};

const char* const kReadable[] = {"/lib",
                                 "/usr/lib",
                                 "/lib64",
                                 "/usr/lib64",
                                 "/usr/local/lib",
                                 "/usr/share/zoneinfo",
                                 "/etc/localtime",
                                 "/etc/ld.so.cache",
                                 "/etc/fonts",
                                 "/usr/share/fonts",
                                 "/usr/local/share/fonts",
                                 "/usr/share/fontconfig",
                                 "/var/cache/fontconfig"};
const char* const kReadableWithNetwork[] = {"/etc/resolv.conf",   "/etc/hosts",
                                            "/etc/nsswitch.conf", "/etc/gai.conf",
                                            "/etc/ssl",           "/usr/share/ca-certificates"};

void allow_reading_of(int ruleset, int opened) {
  landlock_path_beneath_attr rule{};
  rule.parent_fd = opened;
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;  // of a file, not of a folder
    (void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
}

void allow_reading(int ruleset, const char* path) {
  const int opened = open(path, O_PATH | O_CLOEXEC);  // NOLINT
  if (opened < 0) return;                             // what is not there needs no permission
  allow_reading_of(ruleset, opened);
  close(opened);
}

/// Whether it is what a dynamic linker reads: a regular file that begins as an ELF file does.
bool is_library(int file) {
  struct stat found {};
  char magic[4] = {};
  return fstat(file, &found) == 0 && S_ISREG(found.st_mode) &&
         pread(file, magic, sizeof magic, 0) == sizeof magic &&
         std::string_view(magic, sizeof magic) ==
             "\x7F"
             "ELF";
}

/// The library, and those it may have brought along. Not their folder: it may be the office's own,
/// with the database and the secrets in it. Nor what a name or a link beside it leads to: who
/// packed the plugin chose them.
void allow_libraries_beside(int ruleset, const std::filesystem::path& library) {
  allow_reading(ruleset, library.c_str());
  std::error_code problem;
  const std::filesystem::path folder = canonical(library.parent_path(), problem);
  std::filesystem::directory_iterator file(folder, problem);
  for (; !problem && file != std::filesystem::directory_iterator(); file.increment(problem)) {
    if (file->path().filename().string().find(".so") == std::string::npos) continue;
    std::error_code dangling;
    const std::filesystem::path real = canonical(file->path(), dangling);
    if (dangling || real.parent_path() != folder) continue;
    const int opened =
        open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);  // NOLINT
    if (opened < 0) continue;
    if (is_library(opened)) allow_reading_of(ruleset, opened);
    close(opened);
  }
}

}  // namespace

std::string enter_landlock(const ConfinementOrder& order) {
  const long revision =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (revision < 1) return std::string("no landlock (") + strerror(errno) + ")";
  RulesetAttributes attributes{.handled_access_fs = kAllOfRevision1, .handled_access_net = 0};
  if (revision >= 2) attributes.handled_access_fs |= kRefer;
  if (revision >= 3) attributes.handled_access_fs |= kTruncate;
  if (revision >= 5) attributes.handled_access_fs |= kIoctlDevice;
  if (revision >= 4 && !order.network) attributes.handled_access_net = kBindTcp | kConnectTcp;
  const std::size_t size = revision >= 4 ? sizeof(attributes) : sizeof(std::uint64_t);
  const long ruleset = syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
  if (ruleset < 0) return std::string("no landlock (") + strerror(errno) + ")";
  const int descriptor = static_cast<int>(ruleset);
  for (const char* path : kReadable)
    allow_reading(descriptor, path);
  allow_libraries_beside(descriptor, order.library);
  if (order.network)
    for (const char* path : kReadableWithNetwork)
      allow_reading(descriptor, path);
  const bool is_in_force = syscall(SYS_landlock_restrict_self, descriptor, 0) == 0;
  const std::string why = is_in_force ? "" : strerror(errno);
  close(descriptor);
  return is_in_force ? "landlock" : "no landlock (" + why + ")";
}

}  // namespace budget::room
