#include "plugin_name.h"

using namespace budget;
using namespace budget::plugin;

About PluginName::about() {
  return {.id = "cn.example.importers.plugin_name",
          .version = "0.1.0",
          .title_zh = "逐行文本",
          .title_en = "Lines of text"};
}

Result<Json> PluginName::read(std::string_view file, const Json& payload, const Call& call) const {
  if (file.empty()) {
    return Error{ErrorCode::invalid_input, "expected the lines of a text file, but " +
                                               payload["file_name"].text() + " is empty"};
  }
  Json lines = Json::array();
  while (!file.empty()) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected time to finish, but the host waits no more"};
    const std::string_view line = file.substr(0, file.find('\n'));
    lines.push(line);
    file.remove_prefix(std::min(line.size() + 1, file.size()));
  }
  Json result = Json::object();
  result.set("schema", "cn.example.lines/1").set("lines", std::move(lines));
  return result.set("findings", Json::array());
}
