#include <algorithm>

#include "reader/grid/text_rows.h"

namespace budget::reader {
namespace {

/// The sign that parts the cells, told by what stands outside quotes.
char delimiter_of(std::string_view text) {
  constexpr std::size_t kLook = 64U * 1024U;
  std::size_t commas = 0;
  std::size_t semicolons = 0;
  std::size_t tabs = 0;
  bool quoted = false;
  for (const char c : text.substr(0, kLook)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    commas += c == ',' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
    tabs += c == '\t' ? 1 : 0;
  }
  if (tabs > commas && tabs > semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

}  // namespace

Result<Grid> rows_of_csv(std::string text, const ReadLimits& limits) {
  Grid grid;
  grid.keep_source(std::move(text));
  const std::string_view all = grid.source;
  const char mark = delimiter_of(all);
  int line = 1;
  std::string field;
  Row row;
  bool gap = false;
  const auto begin_row = [&] {
    row = Row{};
    row.first = static_cast<std::uint32_t>(grid.cells.size());
    row.line = line;
    row.after_gap = gap;
    gap = false;
  };
  const auto end_row = [&] {
    row.count = static_cast<std::uint32_t>(grid.cells.size()) - row.first;
    row.last_line = line;
    std::size_t filled = 0;
    for (const Cell& cell : grid.cells_of(row))
      filled += cell.blank() ? 0 : 1;
    row.shape = row.count == 1 ? RowShape::prose : RowShape::cells;
    if (filled == 0) {
      gap = true;
    } else {
      grid.rows.push_back(row);
    }
  };
  begin_row();
  std::size_t at = 0;
  while (at <= all.size()) {
    field.clear();
    const int field_line = line;
    std::string_view printed;
    if (at < all.size() && all[at] == '"') {
      ++at;
      while (at < all.size()) {
        if (all[at] == '"') {
          if (at + 1 < all.size() && all[at + 1] == '"') {
            field.push_back('"');
            at += 2;
            continue;
          }
          ++at;
          break;
        }
        if (all[at] == '\n') ++line;
        field.push_back(all[at++]);
        if (field.size() > limits.cell_bytes)
          return beyond_limit("bytes in a cell", limits.cell_bytes);
      }
    }
    const std::size_t plain = at;
    while (at < all.size() && all[at] != mark && all[at] != '\n' && all[at] != '\r')
      ++at;
    if (field.empty()) {
      printed = all.substr(plain, at - plain);
    } else {
      field += all.substr(plain, at - plain);
      printed = grid.arena.keep(field);
    }
    if (printed.size() > limits.cell_bytes)
      return beyond_limit("bytes in a cell", limits.cell_bytes);
    grid.cells.push_back(grid.make_cell(printed, field_line));
    if (grid.cells.size() > limits.cells) return beyond_limit("cells", limits.cells);
    if (at < all.size() && all[at] == mark) {
      ++at;
      continue;
    }
    end_row();
    if (at >= all.size()) break;
    at += all[at] == '\r' && at + 1 < all.size() && all[at + 1] == '\n' ? 2 : 1;
    ++line;
    begin_row();
    if (at >= all.size()) break;
  }
  grid.lines = line;
  return grid;
}

}  // namespace budget::reader
