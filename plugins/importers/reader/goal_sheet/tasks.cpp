#include "reader/goal_sheet/tasks.h"

#include <algorithm>
#include <optional>

#include "reader/disclosure/table_rows.h"
#include "reader/disclosure/table_shape.h"
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

/// A task may be called 其他资金: only what stands in the label's own column ends them.
bool ends_tasks(const Reading& reading, std::size_t at) {
  if (has_indicator_header(reading, at) || ends_sheet(reading, at) ||
      reading.row(at).shape == RowShape::prose)
    return true;
  const std::vector<Cell> cells = reading.plain_cells(at);
  return !cells.empty() && label_of(cells.front().compact).has_value();
}

/// The label, which may stand beside the header or, merged, beside a row below it.
std::optional<Cell> label_at(const Reading& reading, std::size_t at) {
  for (std::size_t next = at; next < reading.size() && (next == at || !ends_tasks(reading, next));
       ++next) {
    const std::vector<Cell> cells = reading.plain_cells(next);
    if (!cells.empty() && is_tasks_label(cells.front().compact)) return cells.front();
  }
  return std::nullopt;
}

}  // namespace

bool starts_tasks(const Reading& reading, std::size_t at) {
  if (reading.row(at).shape == RowShape::prose) return false;
  const std::vector<Cell> cells = reading.plain_cells(at);
  if (cells.size() < 3 || is_data_row(cells)) return false;
  const auto names = [&](std::string_view word) {
    return std::any_of(cells.begin() + 1, cells.end(),
                       [&](const Cell& cell) { return contains(cell.compact, word); });
  };
  if (is_tasks_label(cells.front().compact)) return names("任务") || names("金额") || names("内容");
  const bool is_named =
      cells.front().compact == "任务名称" || (cells.front().blank() && names("任务名称"));
  return is_named && (names("金额") || label_at(reading, at));
}

std::size_t read_tasks(Reading& reading, std::size_t at) {
  TableRows rows(reading, 0);
  const std::vector<Cell> header = beside_label(reading, at);
  const Cell label = label_at(reading, at).value_or(header.front());
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
