#pragma once

#include "engine/queries.h"
#include "store/database.h"

namespace budget {

/// The import, its files and their documents.
void write_import(Database& database, const DocumentsImported& event, const Envelope& envelope);

/// The text of this hash; empty when it is not there.
[[nodiscard]] std::string read_document_text(Database& database, const ContentHash& hash);

}  // namespace budget
