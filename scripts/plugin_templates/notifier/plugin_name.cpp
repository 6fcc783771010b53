#include "plugin_name.h"

using namespace budget;
using namespace budget::plugin;

About PluginName::about() {
  return {.id = "cn.example.notifiers.plugin_name",
          .version = "0.1.0",
          .title_zh = "消息推送",
          .title_en = "Message push",
          .options = {{.key = "url", .help = "接收消息的网址。"},
                      {.key = "token", .type = OptionType::secret, .help = "访问令牌。"}}};
}

Result<void> PluginName::configure(const Json& config) {
  url_ = config["url"].text();
  token_ = config["token"].text();
  if (!url_.starts_with("https://") && !url_.starts_with("http://")) {
    return Error{ErrorCode::invalid_input, "expected url to begin with https://, but it does not"};
  }
  return {};
}

Result<std::vector<Request>> PluginName::build(const Batch& batch, const Call& call) const {
  std::vector<Request> requests;
  for (const Message& message : batch.messages) {
    if (call.is_cancelled())
      return Error{ErrorCode::unavailable, "expected time to finish, but the host waits no more"};
    Json body = Json::object();
    body.set("title", message.title).set("text", message.text);
    Request request;
    request.messages = {message.id};
    request.url = url_;
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + token_}};
    request.body = body.to_text();
    requests.push_back(std::move(request));
  }
  return requests;
}
