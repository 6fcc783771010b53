#pragma once

#include <filesystem>
#include <memory>

#include <budget/logger.h>
#include <budget/result.h>

namespace budget {

/// Writes log lines to a file or to standard error, each with its ISO 8601 time in front and
/// written out at once.
class LineLogger final : public Logger {
 public:
  /// An empty file name: standard error. Errors: invalid_input when the file cannot be opened for
  /// appending.
  [[nodiscard]] static Result<std::unique_ptr<LineLogger>> open(const std::filesystem::path& file,
                                                                LogLevel level);
  ~LineLogger() override;

  void write(LogLevel level, std::string_view event,
             std::initializer_list<LogField> fields) override;

  /// Lines below this level are left out from now on. [any]
  void set_level(LogLevel level);

  /// Goes on in a new file after the old one was moved away (log rotation); on an error the old one
  /// stays in use. [any]
  [[nodiscard]] Result<void> reopen();

 private:
  struct Sink;
  explicit LineLogger(std::unique_ptr<Sink> sink);
  std::unique_ptr<Sink> sink_;
};

}  // namespace budget
