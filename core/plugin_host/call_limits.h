#pragma once

#include <cstddef>

namespace budget {

/// What one call may bring in and out, in both rooms alike. Beyond it the call is refused; nothing
/// is cut off.
struct CallLimits {
  std::size_t payload_bytes = 64UL * 1024 * 1024;     ///< JSON in
  std::size_t attachment_bytes = 64UL * 1024 * 1024;  ///< a file in
  std::size_t result_bytes = 32UL * 1024 * 1024;      ///< JSON out
  std::size_t file_bytes = 128UL * 1024 * 1024;       ///< all files out together
  std::size_t files = 64;
  std::size_t file_name_bytes = 255;
  std::size_t error_bytes = 4096;
  std::size_t log_line_bytes = 4096;
  std::size_t log_lines = 50;  ///< of one call; the others are counted
};

}  // namespace budget
