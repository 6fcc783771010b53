#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/documents/named_document.h"

namespace budget {

/// What the goal sheets of documents are called in questions, in their order: their code, else
/// their name. Sheets of one name also say what they contain, so that an answer that is kept never
/// goes to another sheet because one was put in or taken out before it.
[[nodiscard]] std::vector<std::string> sheet_keys(std::span<const NamedDocument> documents);

}  // namespace budget
