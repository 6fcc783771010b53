#include "csv_pages.h"

#include <vector>

namespace budget::csv {
namespace {

constexpr const char* kLineEnd = "\r\n";

std::string safe(const std::string& text, const Format& format) {
  return format.guard_formulas ? guarded(text) : text;
}

void append_line(std::string& out, const std::vector<std::string>& cells, const Format& format) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += format.delimiter;
    append_cell(out, cells[i], format.delimiter);
  }
  out += kLineEnd;
}

void append_table(std::string& out, const page::Table& table, const Format& format) {
  for (const auto& row : table.rows) {
    std::vector<std::string> cells(table.widths.size());
    for (const page::Cell& cell : row)
      cells[cell.column] = cell.is_number ? cell.text : safe(cell.text, format);
    append_line(out, cells, format);
  }
}

}  // namespace

std::string csv_of(const page::Pages& pages, const Format& format) {
  std::string out;
  for (const page::Part& part : pages.parts) {
    for (const page::Block& block : part.blocks) {
      if (block.kind == page::BlockKind::table) {
        append_table(out, block.table, format);
      } else if (block.kind == page::BlockKind::contents) {
        for (const page::Entry& entry : block.entries)
          append_line(out, {safe(entry.text, format)}, format);
      } else if (block.kind == page::BlockKind::line) {
        append_line(out,
                    {safe(block.pieces[0], format), safe(block.pieces[1], format),
                     safe(block.pieces[2], format)},
                    format);
      } else {
        append_line(out, {safe(block.text, format)}, format);
      }
      out += kLineEnd;
    }
  }
  return out;
}

}  // namespace budget::csv
