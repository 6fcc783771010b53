#include "json_lines.h"

namespace budget::json_lines {
namespace {

constexpr std::size_t kPiece = 64U << 10U;
constexpr std::size_t kRowsBetweenLooks = 1'000;

/// A row's values under the names of its columns.
Result<Json> object_of(const Json::Array& values, const Json::Array& columns, std::size_t at) {
  if (values.size() != columns.size()) {
    return Error{ErrorCode::invalid_input, "expected rows of " + std::to_string(columns.size()) +
                                               " values, but row " + std::to_string(at + 1) +
                                               " has " + std::to_string(values.size())};
  }
  Json::Object object;
  for (std::size_t column = 0; column < columns.size(); ++column)
    object.emplace_back(columns[column]["name"].text(), values[column]);
  return Json(std::move(object));
}

}  // namespace

plugin::About JsonLinesExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.json_lines";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "JSON 行";
  about.title_en = "JSON lines";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  about.options = {{.key = "head",
                    .type = OptionType::boolean,
                    .fallback = false,
                    .help = "第一行写表的名称和各列的类型，其后每行一条记录。"}};
  return about;
}

Result<void> JsonLinesExporter::configure(const Json& config) {
  has_head_ = config["head"].boolean();
  return {};
}

Result<Json> JsonLinesExporter::write(const Json& payload, const plugin::Call& call) const {
  const bool is_calendar = payload["what"].text() == "calendar";
  const Json::Array& columns = payload["columns"].items();
  const Json::Array& rows = payload[is_calendar ? "entries" : "rows"].items();
  if (!is_calendar && columns.empty())
    return Error{ErrorCode::invalid_input, "expected a table to export, but it has no columns"};
  const std::string name = payload["what"].text() + ".jsonl";
  std::string piece;
  if (has_head_) {
    Json head = Json::object();
    head.set("what", payload["what"]).set("title", payload["title"]);
    if (!is_calendar) head.set("columns", payload["columns"]);
    piece = head.to_text() + "\n";
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at % kRowsBetweenLooks == 0 && call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
    if (is_calendar) {
      piece += rows[at].to_text() + "\n";
    } else {
      piece += TRY(object_of(rows[at].items(), columns, at)).to_text() + "\n";
    }
    if (piece.size() >= kPiece) {
      TRY(call.write_file(name, piece));
      piece.clear();
    }
  }
  TRY(call.write_file(name, piece));
  Json file = Json::object();
  file.set("name", name).set("media_type", "application/jsonl");
  file.set("title", payload["title"].text());
  Json result = Json::object();
  result.set("schema", "budget.export.files/1").set("files", Json::array().push(std::move(file)));
  return result.set("rows", rows.size());
}

}  // namespace budget::json_lines
