#pragma once

#include <budget/plugin/notifier.hpp>

#include "daemon/parcel.h"

namespace budget {

/// What became of one attempt. `busy`: not tried, the quota is used up.
struct Attempt {
  enum class Outcome { delivered, retry, refused, gone, busy };
  Outcome outcome = Outcome::delivered;
  std::string problem{};
  std::int64_t wait_ms = 0;  ///< retry: as the service asked; busy: until there is room
};

/// One channel's way out. Used from one thread.
class Outlet {
 public:
  Outlet() = default;
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;
  virtual ~Outlet() = default;

  /// [worker]
  [[nodiscard]] virtual Attempt deliver(const std::string& key, const Parcel& parcel) = 0;
};

}  // namespace budget
