#include "reader/goal_sheet/tasks.h"

#include "reader/disclosure/table_rows.h"
#include "reader/goal_sheet/sheet_bounds.h"
#include "reader/text/characters.h"

namespace budget::reader {
namespace {

bool is_tasks_label(std::string_view compact) {
  const std::string_view word = label_core(compact);
  return word.ends_with("主要任务") || word.ends_with("重点任务") || word.ends_with("工作任务");
}

/// The row without its first column, where the label is merged over all its tasks.
std::vector<Cell> beside_label(const Reading& reading, std::size_t at) {
  std::vector<Cell> cells = reading.plain_cells(at);
  if (!cells.empty() && (cells.front().blank() || is_tasks_label(cells.front().compact)))
    cells.erase(cells.begin());
  return cells;
}

bool ends_tasks(const Reading& reading, std::size_t at) {
  return first_label(reading, at).has_value() || has_indicator_header(reading, at) ||
         ends_sheet(reading, at) || reading.row(at).shape == RowShape::prose;
}

}  // namespace

bool starts_tasks(const Reading& reading, std::size_t at) {
  if (reading.row(at).shape == RowShape::prose) return false;
  const std::vector<Cell> cells = reading.plain_cells(at);
  return cells.size() > 2 && is_tasks_label(cells.front().compact) &&
         contains(cells[1].compact, "任务");
}

std::size_t read_tasks(Reading& reading, std::size_t at) {
  TableRows rows(reading, 0);
  const Cell label = reading.plain_cells(at).front();
  rows.table().title = reading.text_of_cell(at, label);
  rows.table().source = reading.source_of(at);
  std::size_t next = at;
  do {
    rows.read(next, beside_label(reading, next));
    ++next;
  } while (next < reading.size() && !ends_tasks(reading, next));
  rows.finish();
  return next;
}

}  // namespace budget::reader
