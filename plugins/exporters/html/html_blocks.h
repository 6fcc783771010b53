#pragma once

#include <string>

#include "page/page.h"

namespace budget::html {

/// Everything before the first part: the style sheet is part of the file.
[[nodiscard]] std::string head(const std::string& title, const std::string& font);

void append(std::string& out, const page::Block& block);

}  // namespace budget::html
