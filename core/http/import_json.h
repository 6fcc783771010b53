#pragma once

#include "engine/documents/plan.h"
#include "http/json_writer.h"

namespace budget {

/// A file of an import: read, not yet kept.
struct ReadImportFile {
  ImportedFile file;
  Json document;
  bool is_known = false;        ///< the same bytes, read by the same importer, count already
  bool is_from_before = false;  ///< some import of the year brought the same bytes
};

// How imports are written as JSON; the fields are told in docs/http-api.md. Private to core/http.

/// Without the end of the object.
void begin_preview(JsonWriter& json, const ImportTarget& target,
                   const std::vector<ReadImportFile>& files, const ImportPlan& plan);
void write(JsonWriter& json, const ImportRow& row);
void write(JsonWriter& json, const ImportCounts& counts);
/// What is still to be answered, one finding for each item.
[[nodiscard]] std::vector<Finding> open_questions(const ImportPlan& plan);

}  // namespace budget
