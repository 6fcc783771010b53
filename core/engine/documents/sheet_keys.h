#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/documents/named_document.h"

namespace budget {

/// What a goal sheet says, as short hashes that are kept with answers: the same for ever.
struct SheetPrint {
  std::string whole;  ///< of all it says; its place and number are not of it
  std::string unit;   ///< of one part, "-" where nothing is printed; so are the next three
  std::string budget;
  std::string purpose;
  std::string goals;

  [[nodiscard]] std::string to_text() const;  ///< "9cb94771.0a14f27b.-.b1f3c0d2.77aa01fe"
  [[nodiscard]] static std::optional<SheetPrint> parse(std::string_view text);
};

/// Whether one sheet is likely the other after a small edit: the unit is the same, at most one of
/// budget, purpose and goals has changed, and another of them is printed.
[[nodiscard]] bool is_edit_of(const SheetPrint& now, const SheetPrint& before);

/// What a goal sheet is called in questions and in what is kept of their answers.
struct SheetKey {
  std::string name;  ///< its code where one is printed, else its name
  SheetPrint print;
  bool is_alone = true;  ///< no sheet of the documents has the name and says other things

  /// In questions: the name, with what the sheet contains where that is needed.
  [[nodiscard]] std::string shown() const;
  /// What an answer is kept under: always with what the sheet contains.
  [[nodiscard]] std::string kept() const;
};

/// The keys of the goal sheets of documents, in their order.
///
/// An answer that is kept holds for a sheet of the same name and content; for one that was edited,
/// only while all that was ever answered about sheets of the name agrees and this import has one of
/// them. A code, name or budget holds for an edited sheet only where `is_edit_of` says so: else it
/// is asked again, because a wrong one would overwrite another project.
[[nodiscard]] std::vector<SheetKey> sheet_keys(std::span<const NamedDocument> documents);

}  // namespace budget
