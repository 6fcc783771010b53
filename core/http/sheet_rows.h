#pragma once

#include "engine/queries.h"
#include "engine/reporting/bulletin.h"
#include "engine/reporting/evaluation_pages.h"
#include "http/json_writer.h"

namespace budget {

// Sheets, bulletins and letters as JSON; the fields are told in docs/http-api.md.

void write(JsonWriter& json, const SheetTaskRow& row);
void write(JsonWriter& json, const SheetRow& row);
void write(JsonWriter& json, const EvaluationSummary& summary);
void write(JsonWriter& json, const Bulletin& bulletin);
void write(JsonWriter& json, const AlertLetterRow& row);

/// "6", or "evaluation".
[[nodiscard]] std::string month_text(int month);

}  // namespace budget
