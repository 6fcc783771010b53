#include "delivery/payload.h"

namespace budget {
namespace {

std::string harmless(std::string text) {
  for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 2))
    text.insert(at + 1, " ");
  return text;
}

Error wrong(const std::string& what) {
  return {ErrorCode::invalid_input,
          "expected the notifier to answer as docs/plugin-payloads.md "
          "says, but " +
              what};
}

Json recipients_of(const plugin::Message& message) {
  Json recipients = Json::array();
  for (const plugin::Recipient& person : message.recipients) {
    Json json = Json::object();
    json.set("id", harmless(person.id)).set("name", harmless(person.name));
    json.set("email", harmless(person.email)).set("mobile", harmless(person.mobile));
    recipients.push(std::move(json));
  }
  return recipients;
}

Result<plugin::Request::Kind> kind_of(const std::string& name) {
  using Kind = plugin::Request::Kind;
  for (const Kind kind : {Kind::http, Kind::smtp, Kind::file, Kind::log}) {
    if (name == plugin::name_of(kind)) return kind;
  }
  return wrong("the kind of a request is \"" + name + "\"");
}

plugin::Signature signature_from(const Json& json) {
  plugin::Signature signature;
  signature.name = json["name"].text();
  signature.algorithm = json["algorithm"].text();
  signature.key = json["key"].text();
  signature.text = json["text"].text();
  signature.encoding = json["encoding"].text();
  signature.key_encoding = json["key_encoding"].text();
  return signature;
}

Result<plugin::Request> request_from(const Json& json) {
  plugin::Request request;
  request.kind = TRY(kind_of(json["kind"].text()));
  for (const Json& id : json["messages"].items())
    request.messages.push_back(id.integer());
  request.url = json["url"].text();
  for (const Json& header : json["headers"].items())
    request.headers.emplace_back(header["name"].text(), header["value"].text());
  request.body = json["body"].text();
  for (const Json& signature : json["signatures"].items())
    request.signatures.push_back(signature_from(signature));
  request.server = json["server"].text();
  request.security = json["security"].text();
  request.user = json["user"].text();
  request.password = json["password"].text();
  request.authentication = json["authentication"].text();
  request.sender = json["sender"].text();
  for (const Json& address : json["to"].items())
    request.to.push_back(address.text());
  request.name = json["name"].text();
  return request;
}

}  // namespace

Json batch_to_json(const plugin::Batch& batch) {
  Json messages = Json::array();
  for (const plugin::Message& message : batch.messages) {
    Json json = Json::object();
    json.set("id", message.id).set("topic", message.topic).set("urgent", message.is_urgent);
    json.set("title", harmless(message.title)).set("text", harmless(message.text));
    json.set("due_on", message.due_on).set("recipients", recipients_of(message));
    messages.push(std::move(json));
  }
  Json json = Json::object();
  json.set("schema", BUDGET_NOTIFY_BUILD).set("key", batch.key).set("now_ms", batch.now_ms);
  json.set("attempt", batch.attempt).set("channel", batch.channel);
  json.set("messages", std::move(messages));
  return json;
}

Result<std::vector<plugin::Request>> requests_from(const Json& result) {
  if (result["schema"].text() != "budget.notify.requests/1")
    return wrong("its schema is \"" + result["schema"].text() + "\"");
  std::vector<plugin::Request> requests;
  for (const Json& json : result["requests"].items())
    requests.push_back(TRY(request_from(json)));
  return requests;
}

Json answer_to_json(const plugin::Answer& answer) {
  Json json = Json::object();
  json.set("schema", BUDGET_NOTIFY_JUDGE).set("status", answer.status).set("body", answer.body);
  return json.set("retry_after_ms", answer.retry_after_ms);
}

Result<plugin::Verdict> verdict_from(const Json& result) {
  using plugin::Outcome;
  for (const Outcome outcome :
       {Outcome::delivered, Outcome::retry, Outcome::refused, Outcome::gone}) {
    if (result["outcome"].text() == plugin::name_of(outcome))
      return plugin::Verdict{outcome, result["reason"].text(), result["retry_after_ms"].integer()};
  }
  return wrong("its verdict is \"" + result["outcome"].text() + "\"");
}

}  // namespace budget
