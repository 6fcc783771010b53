#include "daemon/service_manager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "support/temporary_folder.h"

namespace budget {
namespace {

/// What systemd would hear.
class Listener {
 public:
  explicit Listener(const std::string& path)
      : file_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(bind(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { close(file_); }

  [[nodiscard]] std::string next() const {
    std::array<char, 200> message{};
    const ssize_t length = recv(file_, message.data(), message.size(), MSG_DONTWAIT);
    return length < 0 ? "" : std::string(message.data(), static_cast<std::size_t>(length));
  }

 private:
  int file_;
};

TEST(ServiceManagerTest, TellsSystemdHowItIs) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "notify").string();
  const Listener listener(path);
  setenv("NOTIFY_SOCKET", path.c_str(), 1);
  setenv("WATCHDOG_USEC", "30000000", 1);
  const ServiceManager manager;
  unsetenv("NOTIFY_SOCKET");
  unsetenv("WATCHDOG_USEC");

  EXPECT_EQ(manager.watchdog_interval(), std::chrono::seconds(15));
  manager.ready();
  EXPECT_EQ(listener.next(), "READY=1");
  manager.reloading();
  EXPECT_EQ(listener.next().substr(0, 27), "RELOADING=1\nMONOTONIC_USEC=");
  manager.stopping();
  EXPECT_EQ(listener.next(), "STOPPING=1");
}

TEST(ServiceManagerTest, IsSilentWithoutSystemd) {
  unsetenv("NOTIFY_SOCKET");
  unsetenv("WATCHDOG_USEC");
  const ServiceManager manager;
  manager.ready();
  EXPECT_EQ(manager.watchdog_interval(), std::nullopt);
}

}  // namespace
}  // namespace budget
