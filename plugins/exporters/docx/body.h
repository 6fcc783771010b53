#pragma once

#include <string>

#include "page/page.h"

namespace budget::docx {

/// word/document.xml: a section for each part, real tables with merged cells, their header
/// repeated on every page, contents as links with page fields.
[[nodiscard]] std::string body_of(const page::Pages& pages);

}  // namespace budget::docx
