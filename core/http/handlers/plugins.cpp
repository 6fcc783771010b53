#include <algorithm>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/visibility.h"

namespace budget {
namespace {

std::vector<PluginStatus> all_plugins(const Desk& desk) {
  return desk.catalog == nullptr ? std::vector<PluginStatus>() : desk.catalog->status();
}

void write_texts(JsonWriter& json, const char* name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts)
    json.value(text);
  json.end_array();
}

/// All but the end of the object, behind which the options of a single one stand.
void begin_plugin(JsonWriter& json, const PluginStatus& plugin) {
  const PluginInfo& info = plugin.info;
  json.begin_object().field("name", info.name);
  json.field_or_null("id", info.id).field_or_null("version", info.version);
  json.field_or_null("hash", info.hash).field("stage", name_of(info.stage));
  json.field_or_null("problem", info.problem).field("is_held", plugin.is_held);
  json.key("room");
  if (plugin.room == PluginRoom::as_wished) {
    json.null();
  } else {
    json.value(name_of(plugin.room));
  }
  write_texts(json, "protections", plugin.protections);
  write_texts(json, "capabilities", info.capabilities);
  json.field_or_null("title_zh", plugin.title_zh).field_or_null("title_en", plugin.title_en);
  json.field_or_null("vendor", plugin.vendor).field_or_null("licence", plugin.licence);
  json.field("file", plugin.file).field("calls", plugin.calls);
  json.field("faults", plugin.faults).field("total_ms", plugin.total_ms);
}

PluginAct read_act(ObjectReader& reader) {
  const std::string word = reader.text("act");
  for (const PluginAct act : {PluginAct::enable, PluginAct::shadow, PluginAct::quarantine})
    if (word == name_of(act)) return act;
  if (!word.empty()) reader.complain("act", "expected one of enable, shadow, quarantine", word);
  return PluginAct::quarantine;
}

}  // namespace

Result<Response> get_plugins(const Call& call, Desk& desk) {
  TRY(may_see_plugins(call));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const PluginStatus& plugin : all_plugins(desk)) {
    begin_plugin(json, plugin);
    json.end_object();
  }
  json.end_array().key("next").null().end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_plugin(const Call& call, Desk& desk) {
  TRY(may_see_plugins(call));
  const std::vector<PluginStatus> all = all_plugins(desk);
  const std::string& name = call.path[0];
  const auto found = std::ranges::find_if(
      all, [&](const PluginStatus& plugin) { return plugin.info.name == name; });
  if (found == all.end()) {
    return Error{ErrorCode::not_found,
                 "expected a plugin of the configuration, but there is none named \"" + name + "\"",
                 "GET /v1/plugins lists them"};
  }
  JsonWriter json;
  begin_plugin(json, *found);
  json.key("options").raw(found->options.to_text()).end_object();
  return Response{.body = std::move(json).text()};
}

Result<Prepared> act_on_plugin(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  ActOnPlugin action;
  action.act = read_act(reader);
  action.reason = reader.optional_text("reason");
  reader.finish();
  action.name = call.path[0];
  return prepared(std::move(action), findings);
}

Response tell_plugin_act(const Call& call, const Outcome& outcome) {
  const auto* step = find_last_event<PluginStepped>(outcome);
  JsonWriter json;
  json.begin_object().field("plugin", call.path[0]);
  if (step == nullptr) {
    json.key("from").null().key("stage").null();
  } else {
    json.key("from");
    if (step->from) {
      json.value(name_of(*step->from));
    } else {
      json.null();
    }
    json.field("stage", name_of(step->to));
  }
  return told(std::move(json), outcome, 200);
}

}  // namespace budget
