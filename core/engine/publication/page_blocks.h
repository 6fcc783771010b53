#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <budget/json.h>

#include "engine/documents/named_document.h"

namespace budget {

/// Blocks of a "pages" payload (docs/plugin-payloads.md).
[[nodiscard]] Json heading_block(int level, const std::string& text, const std::string& id = {});
[[nodiscard]] Json paragraph_block(const std::string& text, const char* style = "body");
[[nodiscard]] Json line_block(const std::string& left, const std::string& centre,
                              const std::string& right);
[[nodiscard]] Json text_cell(const std::string& text, int columns = 1, int rows = 1,
                             const char* align = "left", bool is_bold = false);
[[nodiscard]] Json table_block(const std::vector<int>& widths, std::size_t header_rows, Json rows);
[[nodiscard]] Json part_of(const std::string& name, bool is_landscape, Json blocks);

/// The header of columns named "group/column": a group once over its columns, a column without one
/// over both rows.
void push_header(Json& rows, const std::vector<std::string>& columns);
[[nodiscard]] std::size_t header_rows_of(const std::vector<std::string>& columns);

/// Words for comparing: without blanks, brackets and marks in one form.
[[nodiscard]] std::string folded(std::string_view text);
/// "10544.51" in millionths; nothing when the text is no number as a table prints it.
[[nodiscard]] std::optional<std::int64_t> amount_in(std::string_view text);
[[nodiscard]] bool starts_numbered(std::string_view text);  ///< 一、… 二十一、…

}  // namespace budget
