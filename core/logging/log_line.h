#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <budget/logger.h>

namespace budget {

/// `info act_performed instance=7 reason="two words"`: everything of a line but its time.
///
/// A value is quoted when it is empty or holds a blank, a quote, `=`, a backslash or a control
/// character; inside quotes these are escaped, so that a line stays a line and cannot imitate
/// another field.
[[nodiscard]] std::string log_line(LogLevel level, std::string_view event,
                                   std::initializer_list<LogField> fields);

/// "debug", "info", "warn" or "error".
[[nodiscard]] const char* name_of(LogLevel level) noexcept;
[[nodiscard]] std::optional<LogLevel> log_level_named(std::string_view name);

}  // namespace budget
