#pragma once

#include "reader/document.h"
#include "reader/json_writer.h"

namespace budget::reader {

/// Parts of budget.document/1, each as one JSON value.
void write(JsonWriter& json, const Source& source);
void write(JsonWriter& json, const ReadText& text);  ///< null when there is none
void write(JsonWriter& json, const ReadProject& project);

}  // namespace budget::reader
