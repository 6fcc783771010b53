#include "reader/grid/grid.h"

#include <utility>

#include "reader/text/characters.h"
#include "reader/text/markup.h"

namespace budget::reader {

Cell Grid::make_cell(std::string_view printed, int line, int column) {
  Cell cell;
  cell.printed = trimmed(printed);
  cell.text = cell.printed;
  if (may_have_markup(cell.text)) {
    Markup found;
    const std::string clean = without_markup(cell.text, found);
    if (found.any()) cell.text = trimmed(arena.keep(clean));
  }
  cell.compact = cell.text;
  if (has_blank(cell.text)) cell.compact = arena.keep(without_blanks(cell.text));
  if (has_wide_digits(cell.compact)) cell.compact = arena.keep(with_narrow_digits(cell.compact));
  cell.line = line;
  cell.column = column;
  return cell;
}

void Grid::keep_source(std::string text) {
  // On the heap even when short, where a move leaves it.
  constexpr std::size_t kBeyondShortStrings = 64;
  text.reserve(kBeyondShortStrings);
  source = std::move(text);
}

Error beyond_limit(const std::string& what, std::size_t limit) {
  return {ErrorCode::too_large,
          "expected to read a file with at most " + std::to_string(limit) + " " + what +
              ", but it has more",
          "split the file, or raise the limit"};
}

const Cell* only_cell(const Grid& grid, const Row& row) {
  const std::span<const Cell> cells = grid.cells_of(row);
  if (cells.empty() || cells.front().blank()) return nullptr;
  for (const Cell& cell : cells.subspan(1)) {
    if (!cell.blank()) return nullptr;
  }
  return &cells.front();
}

std::string text_of(const Grid& grid, const Row& row) {
  std::string text;
  for (const Cell& cell : grid.cells_of(row)) {
    if (cell.blank()) continue;
    if (!text.empty()) text += ' ';
    text += cell.text;
  }
  return text;
}

std::string address_of(const Grid& grid, const Row& row, const Cell& cell) {
  if (row.sheet == 0 || cell.column == 0) return {};
  std::string letters;
  for (int rest = cell.column; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  std::string address = letters + std::to_string(cell.line);
  const auto sheet = static_cast<std::size_t>(row.sheet - 1);
  return sheet < grid.sheets.size() ? grid.sheets[sheet] + "!" + address : address;
}

}  // namespace budget::reader
