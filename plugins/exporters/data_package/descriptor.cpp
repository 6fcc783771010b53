#include "descriptor.h"

#include <budget/decimal.h>
#include <budget/money.h>
#include <budget/text.h>

#include "page/text.h"

namespace budget::data_package {
namespace {

constexpr const char* kLineEnd = "\r\n";

const char* schema_type(const std::string& type) {
  if (type == "integer") return "integer";
  if (type == "decimal" || type == "fen" || type == "bp") return "number";
  return type == "date" ? "date" : "string";
}

void append_cell(std::string& out, std::string_view text) {
  const bool is_quoted = text.find_first_of("\",\r\n") != std::string_view::npos ||
                         text.starts_with(' ') || text.ends_with(' ');
  if (!is_quoted) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

Result<std::string> cell_text(const Json& value, const std::string& type,
                              const std::string& column) {
  if (value.is_null()) return std::string();
  if (value.is_integer()) {
    if (type == "fen") return Money::from_fen(value.integer()).to_yuan();
    if (type == "bp") return print_fixed(value.integer(), 4, 4);
    return std::to_string(value.integer());
  }
  const std::string& text = value.text();
  const bool is_number = type == "decimal" || type == "integer" || type == "fen" || type == "bp";
  if (!is_number || text.empty()) return text;
  if (page::is_plain_number(text)) return text;
  return Error{ErrorCode::invalid_input, "expected column " + column + " to hold " + type +
                                             ", but it holds " + shortened(text, 60)};
}

void append_indented(std::string& out, const Json& value, std::size_t depth) {
  const std::string pad(2 * (depth + 1), ' ');
  const auto close = [&](char c) {
    out += '\n';
    out.append(2 * depth, ' ');
    out += c;
  };
  if (value.is_object() && !value.members().empty()) {
    out += "{";
    bool is_first = true;
    for (const auto& [name, member] : value.members()) {
      out += is_first ? "\n" : ",\n";
      is_first = false;
      out += pad;
      append_json_text(out, name);
      out += ": ";
      append_indented(out, member, depth + 1);
    }
    close('}');
  } else if (value.is_array() && !value.items().empty()) {
    out += "[";
    bool is_first = true;
    for (const Json& item : value.items()) {
      out += is_first ? "\n" : ",\n";
      is_first = false;
      out += pad;
      append_indented(out, item, depth + 1);
    }
    close(']');
  } else {
    out += value.to_text();
  }
}

}  // namespace

Json resource_of(const Json& table, std::size_t bytes) {
  Json fields = Json::array();
  for (const Json& column : table["columns"].items()) {
    Json field = Json::object().set("name", column["name"]).set("title", column["title"]);
    fields.push(field.set("type", schema_type(column["type"].text())));
  }
  Json resource = Json::object().set("name", table["name"]).set("title", table["title"]);
  if (!table["description"].text().empty()) resource.set("description", table["description"]);
  resource.set("path", table["name"].text() + ".csv").set("profile", "tabular-data-resource");
  resource.set("format", "csv").set("mediatype", "text/csv").set("encoding", "utf-8");
  resource.set("bytes", bytes);
  resource.set("dialect", Json::object()
                              .set("delimiter", ",")
                              .set("doubleQuote", true)
                              .set("lineTerminator", kLineEnd));
  Json schema = Json::object().set("fields", std::move(fields));
  return resource.set("schema", schema.set("missingValues", Json::array().push("")));
}

std::string descriptor_text(const Json& payload, Json resources) {
  Json descriptor = Json::object().set("profile", "tabular-data-package");
  std::string name;
  for (const char c : payload["name"].text()) {
    const bool is_allowed =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (is_allowed) name += c;
  }
  descriptor.set("name", name.empty() ? "budget" : name).set("title", payload["title"]);
  for (const auto& [member, value] : payload["descriptor"].members())
    descriptor.set(member, value);
  descriptor.set("resources", std::move(resources));
  std::string text;
  append_indented(text, descriptor, 0);
  return text + "\n";
}

Result<std::string> csv_of(const Json& table) {
  const Json::Array& columns = table["columns"].items();
  std::string out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, columns[i]["name"].text());
  }
  out += kLineEnd;
  const Json::Array& rows = table["rows"].items();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Json::Array& cells = rows[r].items();
    if (cells.size() != columns.size()) {
      return Error{ErrorCode::invalid_input, "expected rows of " + std::to_string(columns.size()) +
                                                 " values, but row " + std::to_string(r + 1) +
                                                 " of " + table["name"].text() + " has " +
                                                 std::to_string(cells.size())};
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      append_cell(out,
                  TRY(cell_text(cells[i], columns[i]["type"].text(), columns[i]["name"].text())));
    }
    out += kLineEnd;
  }
  return out;
}

}  // namespace budget::data_package
