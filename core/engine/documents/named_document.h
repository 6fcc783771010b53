#pragma once

#include <string>

#include <budget/ids.h>
#include <budget/json.h>

namespace budget {

/// A budget.document/1 and the file it was read from.
struct NamedDocument {
  std::string name;  ///< of the file
  Json document;
};

/// The text of a value that says where it stands ({"text", "at"}), or of a plain one.
[[nodiscard]] const std::string& words_of(const Json& value);

/// The region whose code most project codes of a document begin with; empty where none has one.
[[nodiscard]] RegionCode region_in(const Json& document);

}  // namespace budget
