#include "page/rows.h"

#include <algorithm>

#include <budget/date.h>
#include <budget/decimal.h>
#include <budget/money.h>
#include <budget/text.h>

#include "page/text.h"

namespace budget::page {
namespace {

struct Column {
  std::string title, type;
};

Result<Cell> cell_of(const Json& value, const Column& column) {
  Cell cell;
  const std::string& type = column.type;
  if (value.is_null()) return cell;
  if (type == "text" || type == "date") {
    cell.text = printable(value.text());
    return cell;
  }
  if (!value.is_integer()) {
    return Error{ErrorCode::invalid_input, "expected column " + column.title + " to hold " + type +
                                               ", but it holds " + shortened(value.to_text(), 60)};
  }
  const std::int64_t number = value.integer();
  if (type == "fen") {
    cell.text = Money::from_fen(number).to_yuan();
  } else if (type == "bp") {
    cell.text = print_fixed(number, 2, 2) + "%";
  } else if (type == "moment") {
    cell.text = Instant(number).to_text();
  } else {
    cell.text = std::to_string(number);
  }
  cell.is_number = (type == "fen" || type == "integer") && is_plain_number(cell.text);
  if (type == "fen" || type == "integer" || type == "bp") cell.align = Align::right;
  return cell;
}

Json calendar_columns() {
  Json columns = Json::array();
  const auto add = [&](const char* name, const char* title, const char* type) {
    columns.push(Json::object().set("name", name).set("title", title).set("type", type));
  };
  add("title", "事项", "text");
  add("start_on", "开始", "date");
  add("due_on", "截止", "date");
  add("text", "说明", "text");
  return columns;
}

std::string title_of(const Json& payload) {
  const std::string& title = payload["title"].text();
  return printable(title.empty() ? payload["what"].text() : title);
}

}  // namespace

Result<Pages> pages_of_rows(const Json& payload) {
  const bool is_calendar = payload["what"].text() == "calendar";
  const Json columns = is_calendar ? calendar_columns() : payload["columns"];
  if (columns.items().empty())
    return Error{ErrorCode::invalid_input, "expected a table to export, but it has no columns"};
  Block block;
  block.kind = BlockKind::table;
  Table& table = block.table;
  table.header_rows = 1;
  std::vector<Column> known;
  std::vector<Cell> header;
  for (const Json& column : columns.items()) {
    std::string title = printable(column["title"].text());
    if (title.empty()) title = printable(column["name"].text());
    if (column["type"].text() == "fen") title += "（元）";
    Cell cell;
    cell.text = title;
    cell.is_bold = true;
    cell.align = Align::centre;
    cell.column = header.size();
    header.push_back(std::move(cell));
    known.push_back({std::move(title), column["type"].text()});
    table.widths.push_back(std::max(6, width_of(known.back().title)));
  }
  table.rows.push_back(std::move(header));
  constexpr int kWidest = 40;
  for (const Json& row : payload[is_calendar ? "entries" : "rows"].items()) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (!is_calendar && row.items().size() != known.size()) {
        return Error{ErrorCode::invalid_input, "expected rows of " + std::to_string(known.size()) +
                                                   " values, but row " +
                                                   std::to_string(table.rows.size()) + " has " +
                                                   std::to_string(row.items().size())};
      }
      const Json& value = is_calendar ? row[columns.items()[i]["name"].text()] : row.items()[i];
      Cell cell = TRY(cell_of(value, known[i]));
      cell.column = i;
      table.widths[i] = std::max(table.widths[i], std::min(kWidest, width_of(cell.text)));
      cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(cells));
  }
  Pages pages;
  pages.name = payload["what"].text();
  pages.title = title_of(payload);
  Part part;
  constexpr std::size_t kNarrow = 6;
  part.name = pages.title;
  part.is_landscape = known.size() > kNarrow;
  Block heading;
  heading.kind = BlockKind::heading;
  heading.text = pages.title;
  part.blocks.push_back(std::move(heading));
  part.blocks.push_back(std::move(block));
  pages.parts.push_back(std::move(part));
  return pages;
}

}  // namespace budget::page
