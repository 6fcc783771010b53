#pragma once

// The JSON of notifier plugins; included by notifier.hpp.

namespace budget::plugin {

[[nodiscard]] inline Message message_of(const Json& json) {
  Message message;
  message.id = json["id"].integer();
  message.topic = json["topic"].text();
  message.is_urgent = json["urgent"].boolean();
  message.title = json["title"].text();
  message.text = json["text"].text();
  message.due_on = json["due_on"].text();
  for (const Json& person : json["recipients"].items()) {
    message.recipients.push_back({person["id"].text(), person["name"].text(),
                                  person["email"].text(), person["mobile"].text()});
  }
  return message;
}

inline Result<Batch> Batch::from(const Json& payload) {
  if (payload["schema"].text() != BUDGET_NOTIFY_BUILD) {
    return Error{ErrorCode::unsupported, "expected a payload of " BUDGET_NOTIFY_BUILD
                                         ", but it is '" +
                                             shortened(payload["schema"].text(), 60) + "'"};
  }
  Batch batch;
  batch.key = payload["key"].text();
  batch.now_ms = payload["now_ms"].integer();
  batch.attempt = static_cast<int>(payload["attempt"].integer(1));
  batch.channel = payload["channel"].text();
  for (const Json& message : payload["messages"].items())
    batch.messages.push_back(message_of(message));
  return batch;
}

[[nodiscard]] inline const char* name_of(Request::Kind kind) noexcept {
  switch (kind) {
    case Request::Kind::http:
      return "http";
    case Request::Kind::smtp:
      return "smtp";
    case Request::Kind::file:
      return "file";
    case Request::Kind::log:
      return "log";
  }
  return "log";
}

[[nodiscard]] inline const char* name_of(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::delivered:
      return "delivered";
    case Outcome::retry:
      return "retry";
    case Outcome::refused:
      return "refused";
    case Outcome::gone:
      return "gone";
  }
  return "refused";
}

[[nodiscard]] inline Json signature_to_json(const Signature& signature) {
  Json json = Json::object();
  json.set("name", signature.name).set("algorithm", signature.algorithm);
  json.set("key", signature.key).set("text", signature.text);
  json.set("encoding", signature.encoding).set("key_encoding", signature.key_encoding);
  return json;
}

[[nodiscard]] inline Json request_to_json(const Request& request) {
  Json json = Json::object();
  json.set("kind", name_of(request.kind));
  Json ids = Json::array();
  for (const std::int64_t id : request.messages)
    ids.push(id);
  json.set("messages", std::move(ids));
  const auto set = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) json.set(name, text);
  };
  set("url", request.url);
  if (!request.headers.empty()) {
    Json headers = Json::array();
    for (const auto& [name, value] : request.headers)
      headers.push(Json::object().set("name", name).set("value", value));
    json.set("headers", std::move(headers));
  }
  set("server", request.server);
  set("security", request.security);
  set("user", request.user);
  set("password", request.password);
  set("authentication", request.authentication);
  set("sender", request.sender);
  if (!request.to.empty()) {
    Json to = Json::array();
    for (const std::string& address : request.to)
      to.push(address);
    json.set("to", std::move(to));
  }
  set("name", request.name);
  json.set("body", request.body);
  if (!request.signatures.empty()) {
    Json signatures = Json::array();
    for (const Signature& signature : request.signatures)
      signatures.push(signature_to_json(signature));
    json.set("signatures", std::move(signatures));
  }
  return json;
}

inline Verdict Notifier::judge(const Answer& answer) const {
  const std::string reason = answer.status == 0
                                 ? "no answer: " + answer.body
                                 : "the server answered " + std::to_string(answer.status);
  if (answer.status >= 200 && answer.status < 300) return {Outcome::delivered};
  if (answer.status == 410) return {Outcome::gone, reason};
  const bool again = answer.status == 0 || answer.status == 408 || answer.status == 425 ||
                     answer.status == 429 || answer.status >= 500;
  return {again ? Outcome::retry : Outcome::refused, reason, answer.retry_after_ms};
}

inline Result<Json> Notifier::run(std::string_view capability, const Call& call) {
  if (capability == BUDGET_NOTIFY_BUILD) {
    const Batch batch = TRY(Batch::from(call.payload()));
    Json requests = Json::array();
    for (const Request& request : TRY(build(batch, call)))
      requests.push(request_to_json(request));
    Json json = Json::object();
    return json.set("schema", "budget.notify.requests/1").set("requests", std::move(requests));
  }
  const Json& payload = call.payload();
  const Verdict verdict = judge({static_cast<int>(payload["status"].integer()),
                                 payload["body"].text(), payload["retry_after_ms"].integer()});
  Json json = Json::object();
  json.set("schema", "budget.notify.verdict/1").set("outcome", name_of(verdict.outcome));
  json.set("reason", verdict.reason).set("retry_after_ms", verdict.retry_after_ms);
  return json;
}

}  // namespace budget::plugin
