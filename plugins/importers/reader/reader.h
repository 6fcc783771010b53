#pragma once

#include <string>
#include <string_view>

#include <budget/result.h>

#include "reader/document.h"
#include "reader/limits.h"

namespace budget::reader {

/// Reads a goal-sheet text or a budget disclosure: .txt and .csv in UTF-8, UTF-16 or GB18030,
/// .docx and .xlsx. What the file is, is told by its bytes; the name only tells .csv from .txt.
///
/// Nothing is corrected: values are as printed, with their places, and each defect is a finding.
/// Pure: the same bytes give the same document. Bounded by `limits`.
/// Errors: invalid_input for a broken or unreadable file, too_large beyond a limit, unsupported
/// for PDF, .doc, .xls and other kinds. Thread: [any].
[[nodiscard]] Result<ReadDocument> read_document(std::string_view bytes, std::string file_name,
                                                 const ReadLimits& limits = {});

}  // namespace budget::reader
