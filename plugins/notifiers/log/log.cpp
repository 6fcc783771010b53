#include "log.h"

namespace budget::notifiers {

plugin::About Log::about() {
  return {.id = "cn.budgetd.notifiers.log",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "日志通知",
          .title_en = "Notices in the log",
          .options = {{.key = "prefix",
                       .type = OptionType::text,
                       .fallback = "",
                       .help = "每行开头的文字，便于在日志中查找"}}};
}

Result<void> Log::configure(const Json& config) {
  prefix_ = config["prefix"].text();
  return {};
}

Result<std::vector<plugin::Request>> Log::build(const plugin::Batch& batch,
                                                const plugin::Call&) const {
  std::vector<plugin::Request> requests;
  for (const plugin::Message& message : batch.messages) {
    std::string names;
    for (const plugin::Recipient& person : message.recipients)
      names += (names.empty() ? "" : "、") + person.name;
    plugin::Request request;
    request.kind = plugin::Request::Kind::log;
    request.messages = {message.id};
    request.body = prefix_ + "［" + message.title + "］" + (names.empty() ? "（无人）" : names) +
                   "：" + message.text + "（通知 " + std::to_string(message.id) + "）";
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace budget::notifiers
