#pragma once

#include <cstdint>
#include <string>

#include "cli/terminal.h"

namespace budget::cli {

/// A bar on standard error that overwrites itself; nothing at all when no person is watching.
class Progress {
 public:
  /// `total` 0: unknown, only the count is shown.
  Progress(const Terminal& terminal, std::string label, std::int64_t total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { finish(); }

  void advance_to(std::int64_t done);
  /// Removes the bar, so that what follows starts on an empty line.
  void finish();

 private:
  const Terminal& terminal_;
  std::string label_;
  std::int64_t total_;
  std::string shown_;
};

/// "导入付款  [#######-------------]  37 %  1,850/5,000"
[[nodiscard]] std::string progress_line(const std::string& label, std::int64_t done,
                                        std::int64_t total);

/// 1234567 as "1,234,567".
[[nodiscard]] std::string grouped(std::int64_t number);

}  // namespace budget::cli
