#include "reader/goal_sheet/sheet_bounds.h"

#include "reader/goal_sheet/indicator_columns.h"
#include "reader/text/characters.h"

namespace budget::reader {

std::optional<Label> first_label(const Reading& reading, std::size_t at) {
  for (const Cell& cell : reading.cells(at)) {
    if (!cell.blank()) return label_of(cell.compact);
  }
  return std::nullopt;
}

bool is_upper_label(std::optional<Label> label) {
  return label == Label::code || label == Label::funds_group || label == Label::goals;
}

bool has_indicator_header(const Reading& reading, std::size_t at) {
  std::size_t begin = 0;
  if (indicator_columns(reading.plain_cells(at), begin)) return true;
  const Cell* only = only_cell(reading.grid, reading.row(at));
  return only != nullptr && columns_without_tabs(only->text).has_value();
}

bool ends_sheet(const Reading& reading, std::size_t at) {
  switch (reading.meaning(at)) {
    case Meaning::sheet_title:
    case Meaning::table_title:
    case Meaning::part:
    case Meaning::section:
    case Meaning::narrative_title:
    case Meaning::overall_goal:
    case Meaning::part_goals:
    case Meaning::safeguards:
    case Meaning::project_goals:
    case Meaning::department_goals:
    case Meaning::contents_title:
      return true;
    default:
      return false;
  }
}

std::size_t first_column_printed_alone(const Reading& reading, std::size_t at) {
  if (reading.row(at).shape != RowShape::cell_lines) return kNone;
  const std::span<const Cell> cells = reading.cells(at);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (names_first_level(cells[i].compact)) return i;
  }
  return kNone;
}

}  // namespace budget::reader
