#include "data_package.h"

#include "descriptor.h"

namespace budget::data_package {
namespace {

constexpr const char* kDescriptor = "datapackage.json";

/// A plain table (projects, payments …) as a package's only resource.
Result<Json> wrapped(const Json& payload) {
  if (payload["what"].text() == "data_package") return payload["resources"];
  if (payload["columns"].items().empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected tables to export, but the payload has no columns"};
  }
  Json table = Json::object().set("name", payload["what"]).set("title", payload["title"]);
  table.set("columns", payload["columns"]).set("rows", payload["rows"]);
  return Json::array().push(std::move(table));
}

Json file_of(const std::string& name, const char* type, const Json& title) {
  return Json::object().set("name", name).set("media_type", type).set("title", title);
}

}  // namespace

plugin::About DataPackageExporter::about() {
  plugin::About about;
  about.id = "cn.budgetd.exporters.data_package";
  about.version = "1.0.0";
  about.vendor = "budgetd";
  about.title_zh = "数据包";
  about.title_en = "Data package";
  about.flags = BUDGET_FLAG_PURE | BUDGET_FLAG_THREAD_SAFE;
  return about;
}

Result<Json> DataPackageExporter::write(const Json& payload, const plugin::Call& call) const {
  const Json tables = TRY(wrapped(payload));
  Json resources = Json::array();
  Json files = Json::array();
  std::size_t rows = 0;
  for (const Json& table : tables.items()) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected to finish, but the export was cancelled"};
    const std::string csv = TRY(csv_of(table));
    const std::string name = table["name"].text() + ".csv";
    TRY(call.write_file(name, csv));
    files.push(file_of(name, "text/csv; charset=utf-8", table["title"]));
    resources.push(resource_of(table, csv.size()));
    rows += table["rows"].items().size();
  }
  TRY(call.write_file(kDescriptor, descriptor_text(payload, std::move(resources))));
  files.push(file_of(kDescriptor, "application/json", payload["title"]));
  Json result = Json::object().set("schema", "budget.export.files/1");
  return result.set("files", std::move(files)).set("rows", rows);
}

}  // namespace budget::data_package
