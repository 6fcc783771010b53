#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace budget {

/// Tells systemd how the service is (sd_notify over $NOTIFY_SOCKET); silent when nobody listens.
class ServiceManager {
 public:
  ServiceManager();

  void ready() const { tell("READY=1"); }
  void reloading() const;
  void stopping() const { tell("STOPPING=1"); }
  void alive() const { tell("WATCHDOG=1"); }

  /// How often alive() is wanted: half of what the watchdog allows; nothing when there is none.
  [[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_interval() const {
    return interval_;
  }

 private:
  void tell(std::string_view message) const;

  std::string socket_;
  std::optional<std::chrono::milliseconds> interval_;
};

}  // namespace budget
