#pragma once

#include <array>
#include <string>
#include <vector>

#include <budget/json.h>

#include "page/table.h"

namespace budget::page {

enum class BlockKind { heading, paragraph, line, table, contents };
enum class Style { body, title, subtitle, centre, right, note };

/// A line of a table of contents; `target` is a heading's id.
struct Entry {
  std::string text;
  std::string target;
  int level = 1;
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 1;  ///< of a heading, 1 to 4
  Style style = Style::body;
  bool begins_page = false;
  std::string id;                     ///< what contents point at
  std::string text;                   ///< of a heading or paragraph
  std::array<std::string, 3> pieces;  ///< of a line: left, centre, right
  Table table;
  std::vector<Entry> entries;  ///< of contents
};

/// Pages of one direction; a sheet in a workbook.
struct Part {
  std::string name;
  bool is_landscape = false;
  std::vector<Block> blocks;
};

struct Pages {
  std::string name;  ///< of the file, without its ending
  std::string title;
  std::vector<Part> parts;
};

/// The pages of a budget.export.write/1 payload: as described ("pages"), or made of the rows of a
/// table or calendar. Errors: invalid_input with part, block and row.
[[nodiscard]] Result<Pages> pages_of(const Json& payload);

/// The result of an exporter that wrote one file.
[[nodiscard]] Json written(const std::string& name, const char* media_type, const Pages& pages);

}  // namespace budget::page
