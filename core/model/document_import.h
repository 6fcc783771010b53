#pragma once

#include <string>
#include <vector>

#include <budget/ids.h>

#include "model/gate.h"

namespace budget {

using ImportId = Number<struct ImportTag>;

/// A file a department handed in, as an importer read it.
struct ImportedFile {
  std::string name;
  ContentHash bytes;   ///< SHA-256 of the file
  PluginPin importer;  ///< who read it: another version may read another thing
  std::string kind;    ///< "performance_text", "budget_disclosure", "other"
  int projects = 0;
  int tables = 0;
  std::int64_t characters = 0;
  std::int64_t accounted = 0;  ///< of these the importer could say what they are
  std::int64_t findings = 0;   ///< of the importer; they stand in the document
  ContentHash document_hash;   ///< SHA-256 of `document`
  std::string document{};      ///< budget.document/1. A table keeps it; the log has its hash only
  friend bool operator==(const ImportedFile&, const ImportedFile&) = default;
};

/// What somebody answered to a question the files could not.
struct ImportAnswer {
  std::string question;  ///< "plan_unit", or "plan_unit[13060526P00002810078Y]" for one of them
  std::string answer;
  friend bool operator==(const ImportAnswer&, const ImportAnswer&) = default;
};

/// How many projects an import met, by what became of them.
struct ImportCounts {
  int added = 0;
  int changed = 0;
  int unchanged = 0;
  int dropped = 0;
  int left_out = 0;  ///< sheets that stay in the document and make no project
  friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

}  // namespace budget
