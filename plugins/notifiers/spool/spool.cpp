#include "spool.h"

namespace budget::notifiers {
namespace {

Json to_json(const plugin::Message& message) {
  Json people = Json::array();
  for (const plugin::Recipient& person : message.recipients) {
    people.push(Json::object()
                    .set("id", person.id)
                    .set("name", person.name)
                    .set("email", person.email)
                    .set("mobile", person.mobile));
  }
  Json json = Json::object();
  json.set("id", message.id).set("topic", message.topic).set("urgent", message.is_urgent);
  json.set("title", message.title).set("text", message.text).set("due_on", message.due_on);
  return json.set("recipients", std::move(people));
}

std::string json_of(const plugin::Batch& batch) {
  Json messages = Json::array();
  for (const plugin::Message& message : batch.messages)
    messages.push(to_json(message));
  Json json = Json::object();
  json.set("schema", "budget.spool.letter/1").set("key", batch.key).set("channel", batch.channel);
  return json.set("messages", std::move(messages)).to_text() + "\n";
}

std::string text_of(const plugin::Batch& batch) {
  std::string text;
  for (const plugin::Message& message : batch.messages) {
    std::string names;
    for (const plugin::Recipient& person : message.recipients)
      names += (names.empty() ? "" : "、") + person.name;
    text += "［" + message.title + "］" + names + "\n" + message.text + "\n\n";
  }
  return text + "编号：" + batch.key + "\n";
}

/// A key is made of names and numbers; whatever else it may hold must not become a path.
std::string file_name(const std::string& key, const char* ending) {
  constexpr std::size_t kLongest = 185;  // more than a key of the longest names, less than a name
  std::string name = "notice-";
  for (const char c : key.substr(0, kLongest)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    name += is_plain ? c : '_';
  }
  return name + ending;
}

}  // namespace

plugin::About Spool::about() {
  return {.id = "cn.budgetd.notifiers.spool",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "文件通知",
          .title_en = "Notices as files",
          .options = {{.key = "format",
                       .type = OptionType::text,
                       .fallback = "json",
                       .help = "文件内容：json 供程序读取，text 供人阅读",
                       .one_of = {"json", "text"}}}};
}

Result<void> Spool::configure(const Json& config) {
  is_json_ = config["format"].text() != "text";
  return {};
}

Result<std::vector<plugin::Request>> Spool::build(const plugin::Batch& batch,
                                                  const plugin::Call&) const {
  plugin::Request request;
  request.kind = plugin::Request::Kind::file;
  for (const plugin::Message& message : batch.messages)
    request.messages.push_back(message.id);
  request.name = file_name(batch.key, is_json_ ? ".json" : ".txt");
  request.body = is_json_ ? json_of(batch) : text_of(batch);
  return std::vector{std::move(request)};
}

}  // namespace budget::notifiers
