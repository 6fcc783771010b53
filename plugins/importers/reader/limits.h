#pragma once

#include <cstddef>

namespace budget::reader {

/// What one file may cost. Beyond any of these the file is refused with `too_large`.
struct ReadLimits {
  std::size_t file_bytes = 64U << 20U;       ///< the file as it comes
  std::size_t unpacked_bytes = 128U << 20U;  ///< all parts of a docx or xlsx together
  std::size_t cells = 500'000;               ///< of all tables
  std::size_t cell_bytes = 1U << 20U;        ///< one cell, or one line
  std::size_t row_cells = 4'096;             ///< of one row
  std::size_t xml_depth = 256;               ///< nested elements
  std::size_t findings = 20'000;  ///< more are counted, not kept; a last finding says how many
};

}  // namespace budget::reader
