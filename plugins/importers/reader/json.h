#pragma once

#include <string>

#include "reader/document.h"

namespace budget::reader {

/// The document as JSON, schema "budget.document/1": UTF-8, no blanks between, keys in a fixed
/// order, so that the same document gives the same bytes. Amounts are strings in 万元 and integers
/// in 分; numbers of indicators are decimal strings.
[[nodiscard]] std::string to_json(const ReadDocument& document);

}  // namespace budget::reader
