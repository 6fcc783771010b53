#pragma once

#include <budget/logger.h>

#include "daemon/outlet.h"

namespace budget {

/// The channel there is without any configuration: one line per notice in the daemon's log.
class LogOutlet final : public Outlet {
 public:
  explicit LogOutlet(Logger& logger) : logger_(logger) {}
  [[nodiscard]] Attempt deliver(const std::string& key, const Parcel& parcel) override;

 private:
  Logger& logger_;
};

}  // namespace budget
