// P10 of the targets: one call of 4 kB in the isolated room, held against a round trip of 4 kB over
// a pair of sockets between two processes, measured in turns in the same run.
//
//   isolated_bench [rounds]     BUDGET_BIN_DIR names the folder of budget-plugin-host

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "plugin_host/plugin_registry.h"
#include "support/silent_logger.h"

namespace budget::bench {
namespace {

constexpr std::size_t kBytes = 4096;
constexpr int kCalls = 20'000;

/// A process that sends back whatever it gets, 4 kB at a time.
class BareEcho {
 public:
  BareEcho() : bytes_(kBytes, 'x') {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends_) != 0) std::abort();
    child_ = fork();
    if (child_ == 0) serve(ends_[1]);
    close(ends_[1]);
  }
  BareEcho(const BareEcho&) = delete;
  BareEcho& operator=(const BareEcho&) = delete;
  ~BareEcho() {
    close(ends_[0]);
    waitpid(child_, nullptr, 0);
  }
  void once() {
    if (write(ends_[0], bytes_.data(), kBytes) != static_cast<ssize_t>(kBytes)) std::abort();
    read_whole(ends_[0], bytes_);
  }

 private:
  static bool read_whole(int descriptor, std::string& bytes) {
    for (std::size_t have = 0; have < kBytes;) {
      const ssize_t size = read(descriptor, bytes.data() + have, kBytes - have);
      if (size <= 0) return false;
      have += static_cast<std::size_t>(size);
    }
    return true;
  }
  [[noreturn]] void serve(int descriptor) {
    close(ends_[0]);
    while (read_whole(descriptor, bytes_))
      if (write(descriptor, bytes_.data(), kBytes) < 0) break;
    _exit(0);
  }

  std::string bytes_;
  int ends_[2] = {-1, -1};
  pid_t child_ = 0;
};

template <typename Work>
double microseconds_each(Work work) {
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < kCalls; ++i)
    work();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
  return took.count() / kCalls;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

int run(int rounds) {
  const char* bin = std::getenv("BUDGET_BIN_DIR");
  if (bin == nullptr) {
    std::fputs("expected BUDGET_BIN_DIR, the folder of budget-plugin-host\n", stderr);
    return 2;
  }
  BareEcho bare;
  test::SilentLogger logger;
  PluginEntry entry;
  entry.name = "mirror";
  entry.file = std::filesystem::path(bin).parent_path().string() + "/test_plugins/mirror.so";
  entry.room = PluginRoom::isolated;
  PluginRegistry::Options options;
  options.places.room_program = std::filesystem::path(bin) / "budget-plugin-host";
  PluginRegistry registry({entry}, {}, options, logger);
  PluginCall call;
  call.capability = BUDGET_RULE_CHECK;
  call.payload = "{\"x\":\"" + std::string(kBytes - 8, 'x') + "\"}";
  std::vector<double> limits;
  std::vector<double> figures;
  for (int i = 0; i < rounds; ++i) {
    limits.push_back(microseconds_each([&] { bare.once(); }));
    figures.push_back(microseconds_each([&] {
      if (!registry.call("mirror", call)) std::abort();
    }));
  }
  const double limit = median(limits);
  const double figure = median(figures);
  std::printf("P10 isolated call of 4 kB: %.1f us; bare round trip: %.1f us; ratio %.2f (<= 3)\n",
              figure, limit, figure / limit);
  return 0;
}

}  // namespace
}  // namespace budget::bench

int main(int count, char** words) {
  return budget::bench::run(count > 1 ? std::max(1, std::atoi(words[1])) : 5);
}
