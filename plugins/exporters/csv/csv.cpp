#include "csv.h"

#include "csv_pages.h"
#include "page/page.h"

namespace budget::csv {
namespace {

constexpr std::size_t kPiece = 64U << 10U;
constexpr std::size_t kRowsBetweenLooks = 1'000;
constexpr const char* kRowEnd = "\r\n";

std::vector<Column> columns_of(const Json& payload) {
  std::vector<Column> columns;
  for (const Json& column : payload["columns"].items())
    columns.push_back({column["name"].text(), column["title"].text(), column["type"].text()});
  return columns;
}

/// The calendar's entries as rows of a table.
const std::vector<Column>& calendar_columns() {
  static const std::vector<Column> columns{
      {"kind", "类型", "text"},   {"title", "事项", "text"}, {"start_on", "开始", "date"},
      {"due_on", "截止", "date"}, {"text", "说明", "text"},  {"categories", "类别", "text"},
      {"uid", "唯一标识", "text"}};
  return columns;
}

Json row_of(const Json& entry) {
  Json row = Json::array();
  for (const Column& column : calendar_columns()) {
    if (column.name == "kind") {
      row.push(entry["kind"].text() == "todo" ? "待办" : "日程");
    } else if (column.name == "categories") {
      std::string joined;
      for (const Json& category : entry["categories"].items())
        joined += (joined.empty() ? "" : "、") + category.text();
      row.push(joined);
    } else {
      row.push(entry[column.name].text());
    }
  }
  return row;
}

}  // namespace

plugin::About CsvExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.csv";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "CSV 表格";
  about.title_en = "CSV tables";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {
      {.key = "delimiter",
       .type = OptionType::text,
       .fallback = "comma",
       .help = "分隔符：comma 逗号，semicolon 分号，tab 制表符。",
       .one_of = {"comma", "semicolon", "tab"}},
      {.key = "byte_order_mark",
       .type = OptionType::boolean,
       .fallback = true,
       .help = "文件开头写 UTF-8 标记；没有它，Excel 打开中文会是乱码。"},
      {.key = "header",
       .type = OptionType::text,
       .fallback = "titles",
       .help = "第一行：titles 中文列名，names 英文列名，none 不写。",
       .one_of = {"titles", "names", "none"}},
      {.key = "money_unit",
       .type = OptionType::text,
       .fallback = "yuan",
       .help = "金额单位：yuan 元（两位小数），wan 万元（至少两位小数，不舍入）。",
       .one_of = {"yuan", "wan"}},
      {.key = "guard_formulas",
       .type = OptionType::boolean,
       .fallback = true,
       .help = "以 = + - @ 开头的文字前加一个撇号，防止表格软件当作公式执行。"},
  };
  return about;
}

Result<void> CsvExporter::configure(const Json& config) {
  const std::string& delimiter = config["delimiter"].text();
  format_.delimiter = delimiter == "semicolon" ? ';' : delimiter == "tab" ? '\t' : ',';
  format_.guard_formulas = config["guard_formulas"].boolean();
  format_.money =
      config["money_unit"].text() == "wan" ? Format::MoneyUnit::wan : Format::MoneyUnit::yuan;
  has_byte_order_mark_ = config["byte_order_mark"].boolean();
  header_ = config["header"].text();
  return {};
}

Result<Json> CsvExporter::write(const Json& payload, const plugin::Call& call) const {
  if (payload["what"].text() == "pages") return write_pages(payload, call);
  const bool is_calendar = payload["what"].text() == "calendar";
  const std::vector<Column> columns = is_calendar ? calendar_columns() : columns_of(payload);
  const Json::Array& rows = payload[is_calendar ? "entries" : "rows"].items();
  if (columns.empty())
    return Error{ErrorCode::invalid_input, "expected a table to export, but it has no columns"};
  const std::string name = payload["what"].text() + ".csv";
  std::string piece = has_byte_order_mark_ ? "\xEF\xBB\xBF" : "";
  piece += header_of(columns);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at % kRowsBetweenLooks == 0 && call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
    const Json made = is_calendar ? row_of(rows[at]) : Json();
    const Json::Array& cells = is_calendar ? made.items() : rows[at].items();
    if (cells.size() != columns.size()) {
      return Error{ErrorCode::invalid_input, "expected rows of " + std::to_string(columns.size()) +
                                                 " values, but row " + std::to_string(at + 1) +
                                                 " has " + std::to_string(cells.size())};
    }
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (column > 0) piece += format_.delimiter;
      const std::string text = TRY(cell_text(cells[column], columns[column], format_));
      append_cell(piece, text, format_.delimiter);
    }
    piece += kRowEnd;
    if (piece.size() >= kPiece) {
      TRY(call.write_file(name, piece));
      piece.clear();
    }
  }
  TRY(call.write_file(name, piece));
  Json file = Json::object();
  file.set("name", name).set("media_type", "text/csv; charset=utf-8");
  file.set("title", payload["title"].text());
  Json result = Json::object();
  result.set("schema", "budget.export.files/1").set("files", Json::array().push(std::move(file)));
  return result.set("rows", rows.size());
}

Result<Json> CsvExporter::write_pages(const Json& payload, const plugin::Call& call) const {
  const page::Pages pages = TRY(page::pages_of(payload));
  const std::string name = pages.name + ".csv";
  TRY(call.write_file(name, (has_byte_order_mark_ ? "\xEF\xBB\xBF" : "") + csv_of(pages, format_)));
  return page::written(name, "text/csv; charset=utf-8", pages);
}

std::string CsvExporter::header_of(const std::vector<Column>& columns) const {
  if (header_ == "none") return {};
  std::string line;
  for (const Column& column : columns) {
    if (!line.empty()) line += format_.delimiter;
    const bool is_titled = header_ == "titles" && !column.title.empty();
    std::string text = is_titled ? column.title : column.name;
    if (is_titled && column.type == "fen")
      text += format_.money == Format::MoneyUnit::wan ? "（万元）" : "（元）";
    append_cell(line, text, format_.delimiter);
  }
  return line + kRowEnd;
}

}  // namespace budget::csv
