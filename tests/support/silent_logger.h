#pragma once

#include <budget/logger.h>

namespace budget::test {

/// Says nothing.
class SilentLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view, std::initializer_list<LogField>) override {}
};

}  // namespace budget::test
