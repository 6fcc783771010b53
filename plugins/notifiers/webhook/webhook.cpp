#include "webhook.h"

namespace budget::notifiers {

plugin::About Webhook::about() {
  return {.id = "cn.budgetd.notifiers.webhook",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "Webhook 通知",
          .title_en = "Webhooks: CloudEvents, signed",
          .options = {
              {.key = "url", .type = OptionType::text, .help = "接收通知的 https 地址"},
              {.key = "secret",
               .type = OptionType::secret,
               .help = "签名密钥（Standard Webhooks）：base64，可带 whsec_ 前缀"},
              {.key = "source",
               .type = OptionType::text,
               .fallback = "budgetd",
               .help = "事件来源（CloudEvents 的 source），用于区分多套系统"},
          }};
}

Result<void> Webhook::configure(const Json& config) {
  url_ = config["url"].text();
  secret_ = config["secret"].text();
  source_ = config["source"].text();
  if (!url_.starts_with("https://") && !url_.starts_with("http://")) {
    return Error{ErrorCode::invalid_input,
                 "expected url to be an http(s) address, but it is \"" + url_ + "\""};
  }
  return {};
}

std::string Webhook::event_of(const plugin::Batch& batch, const plugin::Message& message,
                              const std::string& id) const {
  Json people = Json::array();
  for (const plugin::Recipient& person : message.recipients)
    people.push(Json::object().set("id", person.id).set("name", person.name));
  Json data = Json::object();
  data.set("notice", message.id).set("channel", batch.channel).set("topic", message.topic);
  data.set("urgent", message.is_urgent).set("title", message.title).set("text", message.text);
  if (!message.due_on.empty()) data.set("due_on", message.due_on);
  data.set("recipients", std::move(people));
  Json event = Json::object();
  event.set("specversion", "1.0").set("id", id).set("source", source_);
  event.set("type", "cn.budgetd.notice." + message.topic);
  event.set("datacontenttype", "application/json").set("data", std::move(data));
  return event.to_text();
}

Result<std::vector<plugin::Request>> Webhook::build(const plugin::Batch& batch,
                                                    const plugin::Call&) const {
  std::vector<plugin::Request> requests;
  const std::string timestamp = std::to_string(batch.now_ms / 1000);
  for (const plugin::Message& message : batch.messages) {
    const std::string id =
        batch.messages.size() == 1 ? batch.key : batch.key + "." + std::to_string(message.id);
    plugin::Request request;
    request.kind = plugin::Request::Kind::http;
    request.messages = {message.id};
    request.url = url_;
    request.body = event_of(batch, message, id);
    request.headers = {{"Content-Type", "application/cloudevents+json; charset=utf-8"},
                       {"webhook-id", id},
                       {"webhook-timestamp", timestamp},
                       {"webhook-signature", "v1,${signature}"}};
    plugin::Signature signature;
    signature.name = "signature";
    signature.key = secret_;
    signature.key_encoding = "base64";
    signature.text = id + "." + timestamp + "." + request.body;
    request.signatures.push_back(std::move(signature));
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace budget::notifiers
