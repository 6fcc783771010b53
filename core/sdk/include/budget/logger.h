#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace budget {

/// error: someone must act; warn: will become one; info: a change a clerk would ask about; debug:
/// the rest.
enum class LogLevel { debug, info, warn, error };

/// One name=value of a log line.
struct LogField {
  std::string_view name;
  std::string value;

  LogField(std::string_view field, std::string_view text) : name(field), value(text) {}
  LogField(std::string_view field, const char* text) : name(field), value(text) {}
  LogField(std::string_view field, const std::string& text) : name(field), value(text) {}
  LogField(std::string_view field, std::int64_t number)
      : name(field), value(std::to_string(number)) {}
  LogField(std::string_view field, int number) : name(field), value(std::to_string(number)) {}
  LogField(std::string_view field, std::size_t number)
      : name(field), value(std::to_string(number)) {}
};

/// Where the program says what it does. Implementations are thread-safe. Never a whole budget,
/// never a secret.
class Logger {
 public:
  Logger() = default;
  Logger(const Logger&) = delete;
  Logger& operator=(const Logger&) = delete;
  virtual ~Logger() = default;

  /// `event` is a fixed snake_case name, e.g. "act_performed". [any]
  virtual void write(LogLevel level, std::string_view event,
                     std::initializer_list<LogField> fields) = 0;
};

}  // namespace budget
