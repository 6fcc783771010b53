#pragma once

#include <string>
#include <utility>
#include <vector>

#include <budget/result.h>

namespace budget::docx {

struct Fonts {
  std::string title, text, table;
};

/// Names and texts of a package's parts, in the order they are packed.
using Parts = std::vector<std::pair<std::string, std::string>>;

/// All but the document itself: types, relations, styles, footer, properties.
[[nodiscard]] Parts fixed_parts(const std::string& title, const Fonts& fonts);

/// The zip archive of the parts. No time of making goes into it: equal parts give equal bytes.
/// Errors: internal when the archive cannot be made.
[[nodiscard]] Result<std::string> packed(const Parts& parts);

}  // namespace budget::docx
