#pragma once

#include <budget/logger.h>

#include "engine/ports.h"

namespace budget {

/// The channel "log": one line per notice in the daemon's log.
class LogChannel final : public NoticeChannel {
 public:
  explicit LogChannel(Logger& logger) : logger_(logger) {}
  [[nodiscard]] std::string name() const override { return "log"; }
  [[nodiscard]] Result<void> deliver(const Notice& notice) override;

 private:
  Logger& logger_;
};

}  // namespace budget
