#pragma once

#include <vector>

#include "document.h"
#include "templates.h"

namespace budget::disclosure {

/// A number of the narrative with its unit, and the words that lead to it.
struct Figure {
  std::string label;     ///< since the last mark or number
  std::int64_t fen = 0;  ///< money
  bool is_percent = false;
  std::int64_t units = 0;  ///< of a percentage, in 10^-decimals
  int decimals = 0;
  bool is_change = false;  ///< more or less than the year before
  bool is_decrease = false;
  std::size_t sentence = 0;  ///< counted within the paragraph
  int line = 0;
  std::string printed;
};

/// The figures of a paragraph, in order. "words" are the lists change and decrease.
[[nodiscard]] std::vector<Figure> read_figures(const Paragraph& paragraph,
                                               const Templates& templates);

}  // namespace budget::disclosure
