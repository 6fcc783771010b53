#include "reader/reading.h"

#include "reader/text/characters.h"

namespace budget::reader {

std::vector<Cell> Reading::plain_cells(std::size_t at) const {
  std::vector<Cell> plain;
  plain.reserve(row(at).count);
  for (const Cell& cell : cells(at)) {
    if (!cell.filler) plain.push_back(cell);
  }
  return plain;
}

ReadText Reading::text_of_cell(std::size_t at, const Cell& cell) const {
  return {tidy(cell.text), std::string(cell.printed), source_of(at, cell)};
}

ReadText Reading::text_of_row(std::size_t at) const {
  ReadText text;
  for (const Cell& cell : cells(at)) {
    if (cell.blank()) continue;
    text.text += tidy(cell.text);
    if (!text.printed.empty()) text.printed += '\t';
    text.printed += cell.printed;
  }
  text.source = source_of(at);
  return text;
}

}  // namespace budget::reader
