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
  std::string answer{};      ///< what the service said; empty: nothing
};

[[nodiscard]] const char* name_of(Attempt::Outcome outcome) noexcept;

/// One channel's way out. Used from one thread.
class Outlet {
 public:
  Outlet() = default;
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;
  virtual ~Outlet() = default;

  /// [worker]
  [[nodiscard]] virtual Attempt deliver(const std::string& key, const Parcel& parcel) = 0;
  /// The key does not come again. [worker]
  virtual void forget(const std::string& /*key*/) {}
};

}  // namespace budget
