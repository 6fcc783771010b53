#include "plugin_name.h"

using namespace budget;
using namespace budget::plugin;

About PluginName::about() {
  return {.id = "cn.example.exporters.plugin_name",
          .version = "0.1.0",
          .title_zh = "文本表",
          .title_en = "Text table",
          .options = {{.key = "separator", .fallback = "\t", .help = "列与列之间的分隔符。"}}};
}

Result<void> PluginName::configure(const Json& config) {
  separator_ = config["separator"].text();
  return {};
}

Result<Json> PluginName::write(const Json& payload, const Call& call) const {
  if (!payload["columns"].is_array()) {
    return Error{ErrorCode::unsupported,
                 "expected a table, but " + payload["what"].text() + " is none"};
  }
  const std::string name = payload["what"].text() + ".txt";
  const auto write_line = [&](const Json::Array& cells, std::string_view member) -> Result<void> {
    std::string line;
    for (const Json& cell : cells) {
      const Json& value = member.empty() ? cell : cell[member];
      line += line.empty() ? "" : separator_;
      line += value.is_integer() ? std::to_string(value.integer()) : value.text();
    }
    return call.write_file(name, line + "\n");
  };
  TRY(write_line(payload["columns"].items(), "title"));
  for (const Json& row : payload["rows"].items()) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected time to finish, but the host waits no more"};
    TRY(write_line(row.items(), ""));
  }
  Json file = Json::object();
  file.set("name", name).set("media_type", "text/plain; charset=utf-8");
  file.set("title", payload["title"].text());
  Json result = Json::object();
  result.set("schema", "budget.export.files/1").set("files", Json::array().push(std::move(file)));
  return result.set("rows", payload["rows"].items().size());
}
