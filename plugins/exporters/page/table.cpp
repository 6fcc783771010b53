#include "page/table.h"

#include <algorithm>

#include "page/text.h"

namespace budget::page {
namespace {

constexpr std::size_t kMostColumns = 256;

Error wrong(std::size_t row, const std::string& what) {
  return {ErrorCode::invalid_input, "expected a table whose cells fill its grid, but row " +
                                        std::to_string(row + 1) + " " + what};
}

Cell cell_of(const Json& json) {
  Cell cell;
  if (!json.is_object()) {
    cell.text = printable(json.text());
    return cell;
  }
  cell.text = printable((json["number"].is_text() ? json["number"] : json["text"]).text());
  cell.is_number = json["number"].is_text() && is_plain_number(cell.text);
  cell.is_bold = json["bold"].boolean();
  const std::string& align = json["align"].text();
  cell.align = align == "centre"                    ? Align::centre
               : align == "right" || cell.is_number ? Align::right
                                                    : Align::left;
  cell.columns = static_cast<std::size_t>(std::max<std::int64_t>(1, json["columns"].integer(1)));
  cell.rows = static_cast<std::size_t>(std::max<std::int64_t>(1, json["rows"].integer(1)));
  if (!cell.is_number) return cell;
  cell.is_percent = json["percent"].boolean();
  if (cell.is_percent) cell.text += '%';
  for (const Json& spot : json["sum"].items()) {
    if (spot.items().size() != 2) continue;
    cell.sum.push_back({static_cast<std::size_t>(spot.items()[0].integer()),
                        static_cast<std::size_t>(spot.items()[1].integer())});
  }
  return cell;
}

}  // namespace

Result<Table> table_of(const Json& block) {
  Table table;
  for (const Json& width : block["widths"].items())
    table.widths.push_back(static_cast<int>(std::clamp<std::int64_t>(width.integer(1), 1, 10'000)));
  const std::size_t columns = table.widths.size();
  if (columns == 0 || columns > kMostColumns) {
    return Error{ErrorCode::invalid_input, "expected a table of 1 to 256 columns, but it has " +
                                               std::to_string(columns) + " widths"};
  }
  const Json::Array& rows = block["rows"].items();
  std::vector<std::size_t> covered(columns, 0);  // rows below that a cell above still covers
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<Cell> row;
    std::size_t column = 0;
    const auto skip_covered = [&] {
      while (column < columns && covered[column] > 0)
        --covered[column++];
    };
    for (const Json& json : rows[r].items()) {
      skip_covered();
      Cell cell = cell_of(json);
      cell.column = column;
      if (cell.columns > columns - std::min(column, columns) || cell.rows > rows.size() - r)
        return wrong(r, "has a cell that reaches beyond it");
      for (std::size_t i = 0; i < cell.columns; ++i, ++column) {
        if (covered[column] > 0) return wrong(r, "has a cell over another from above");
        covered[column] = cell.rows - 1;
      }
      row.push_back(std::move(cell));
    }
    skip_covered();
    if (column != columns) {
      return wrong(r, "ends after " + std::to_string(column) + " of " + std::to_string(columns) +
                          " columns");
    }
    table.rows.push_back(std::move(row));
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (const Cell& cell : table.rows[r])
      for (const Spot& spot : cell.sum)
        if (spot.row >= table.rows.size() || spot.column >= columns)
          return wrong(r, "sums a cell that is not there");
  table.header_rows =
      std::min(static_cast<std::size_t>(std::max<std::int64_t>(0, block["header_rows"].integer())),
               table.rows.size());
  return table;
}

}  // namespace budget::page
