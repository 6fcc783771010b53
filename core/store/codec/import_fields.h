#pragma once

#include "model/document_import.h"
#include "store/codec/definition_fields.h"

namespace budget {

/// Without `document`, which has a table of its own.
template <>
struct Described<ImportedFile> {
  static constexpr auto kFields = std::tuple(
      field("name", &ImportedFile::name), field("sha256", &ImportedFile::bytes),
      field("importer", &ImportedFile::importer), field("kind", &ImportedFile::kind),
      field("projects", &ImportedFile::projects), field("tables", &ImportedFile::tables),
      field("characters", &ImportedFile::characters), field("accounted", &ImportedFile::accounted),
      field("findings", &ImportedFile::findings),
      field("document_sha256", &ImportedFile::document_hash));
};

template <>
struct Described<ImportAnswer> {
  static constexpr auto kFields = std::tuple(field("question", &ImportAnswer::question),
                                             field("answer", &ImportAnswer::answer));
};

template <>
struct Described<ImportCounts> {
  static constexpr auto kFields = std::tuple(
      field("added", &ImportCounts::added), field("changed", &ImportCounts::changed),
      field("unchanged", &ImportCounts::unchanged), field("dropped", &ImportCounts::dropped),
      field("left_out", &ImportCounts::left_out));
};

}  // namespace budget
