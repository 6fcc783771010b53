#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <budget/decimal.h>
#include <budget/money.h>

#include "cli/commands.h"
#include "cli/render.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

Cell stage_cell(const json::value& plugin) {
  const std::string stage = text_at(plugin, "stage");
  if (stage == "active") return {"运行", Style::green};
  if (stage == "shadow") return {"试运行", Style::yellow};
  if (stage == "quarantined") return {"已停用", Style::red};
  // Not looked at, as in safe mode, or on its way when the daemon answered.
  if (stage == "discovered") return {"没有启动", Style::yellow};
  if (stage == "verified" || stage == "loaded" || stage == "configured")
    return {"正在启动", Style::yellow};
  return {stage, Style::yellow};
}

std::string room_text(const json::value& plugin) {
  const std::string room = text_at(plugin, "room");
  if (room == "inside") return "进程内";
  return room == "isolated" ? "独立进程" : "未定";
}

std::string type_text(const std::string& type) {
  if (type == "text") return "文本";
  if (type == "integer") return "整数";
  if (type == "boolean") return "true 或 false";
  if (type == "text_list") return "文本列表";
  if (type == "share") return "百分比，如 \"12.5%\"";
  if (type == "money") return "万元，如 \"120.50\"";
  if (type == "secret") return "密钥，\"env:名称\" 或 \"file:路径\"";
  if (type == "file") return "文件路径";
  return type == "folder" ? "文件夹路径" : type;
}

/// A bound as it would be written: the schema keeps shares in basis points and money in 分.
std::string bound_text(const json::value& option, const char* bound) {
  if (at(option, bound).is_null()) return {};
  const std::string type = text_at(option, "type");
  const std::int64_t number = number_at(option, bound);
  if (type == "money") return Money::from_fen(number).to_wan();
  return type == "share" ? print_fixed(number, 2, 0) + "%" : std::to_string(number);
}

/// "整数，1 至 60，单位秒；默认 10"
std::string value_text(const json::value& option) {
  std::string text = type_text(text_at(option, "type"));
  if (const auto& words = array_at(option, "one_of"); !words.empty()) text += "：" + joined(words);
  const std::string low = bound_text(option, "low");
  const std::string high = bound_text(option, "high");
  if (!low.empty() && !high.empty()) text += "，" + low + " 至 " + high;
  if (!low.empty() && high.empty()) text += "，不小于 " + low;
  if (low.empty() && !high.empty()) text += "，不大于 " + high;
  if (const std::string unit = text_at(option, "unit"); !unit.empty()) text += "，单位" + unit;
  const json::value& fallback = at(option, "default");
  return text + (fallback.is_null() ? "；必填" : "；默认 " + json::serialize(fallback));
}

void print_options(const Terminal& terminal, const json::array& options) {
  if (options.empty()) {
    terminal.out << "\n没有选项。\n";
    return;
  }
  terminal.out << "\n选项：\n";
  for (const json::value& option : options) {
    terminal.out << "  " << styled(terminal, printable(text_at(option, "key")), Style::bold) << "  "
                 << printable(text_at(option, "help")) << "\n      "
                 << printable(value_text(option)) << '\n';
    if (const json::value& value = at(option, "value"); !value.is_null())
      terminal.out << "      现为 " << printable(json::serialize(value)) << '\n';
  }
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const PluginListOptions&) {
  const json::value answer = TRY(api.get("/v1/plugins"));
  const json::array& plugins = array_at(answer, "items");
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", plugins}});
    return ExitCode::ok;
  }
  Table table({{"名称"}, {"状态"}, {"版本"}, {"运行于"}, {"标题"}, {"原因", Align::left, true}});
  for (const json::value& plugin : plugins) {
    table.add({text_at(plugin, "name"), stage_cell(plugin), text_at(plugin, "version"),
               room_text(plugin), text_at(plugin, "title_zh"), text_at(plugin, "problem")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const PluginShowOptions& options) {
  const json::value plugin = TRY(api.get("/v1/plugins/" + options.name));
  if (terminal.is_json) {
    print_json(terminal, plugin);
    return ExitCode::ok;
  }
  Sheet sheet;
  sheet.add("名称", text_at(plugin, "name"));
  sheet.add("标题", text_at(plugin, "title_zh"));
  sheet.add("状态", stage_cell(plugin));
  sheet.add("原因", text_at(plugin, "problem"));
  sheet.add("编号", text_at(plugin, "id"));
  sheet.add("版本", text_at(plugin, "version"));
  sheet.add("出品", text_at(plugin, "vendor"));
  sheet.add("许可", text_at(plugin, "licence"));
  sheet.add("文件", text_at(plugin, "file"));
  sheet.add("指纹", text_at(plugin, "hash"));
  sheet.add("能力", joined(array_at(plugin, "capabilities")));
  sheet.add("运行于", room_text(plugin));
  sheet.add("防护", joined(array_at(plugin, "protections")));
  sheet.add("调用",
            text_at(plugin, "calls") + " 次，其中故障 " + text_at(plugin, "faults") + " 次");
  sheet.print(terminal);
  print_options(terminal, array_at(plugin, "options"));
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const PluginActOptions& options) {
  json::object body{{"act", options.act}};
  if (!options.reason.empty()) body["reason"] = options.reason;
  const json::value plugin = TRY(api.post("/v1/plugins/" + options.name + "/acts", body));
  if (terminal.is_json) {
    print_json(terminal, plugin);
    return ExitCode::ok;
  }
  terminal.out << options.name << "：";
  if (options.act == "quarantine") terminal.out << "已停用，不再调用。\n";
  if (options.act == "shadow") terminal.out << "转为试运行，结果不作数。\n";
  if (options.act == "enable") terminal.out << "已启用。\n";
  return ExitCode::ok;
}

}  // namespace budget::cli
