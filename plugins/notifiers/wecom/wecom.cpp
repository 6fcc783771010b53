#include "wecom.h"

#include <array>

namespace budget::notifiers {
namespace {

// Bytes of the content, as the service documents.
constexpr std::size_t kLargestText = 2048;
constexpr std::size_t kLargestMarkdown = 4096;
constexpr std::int64_t kMinuteMs = 60'000;

using plugin::Outcome;
constexpr std::array kMeanings = {
    plugin::CodeMeaning{-1, Outcome::retry},                // busy
    plugin::CodeMeaning{45009, Outcome::retry, kMinuteMs},  // more than 20 in a minute
    plugin::CodeMeaning{45033, Outcome::retry, kMinuteMs},  // too many at once
    plugin::CodeMeaning{93000, Outcome::gone},              // the robot was removed
    plugin::CodeMeaning{40058, Outcome::refused},           // a wrong parameter
};
constexpr std::array<std::string_view, 1> kCodes = {"errcode"};

}  // namespace

plugin::About Wecom::about() {
  return {.id = "cn.budgetd.notifiers.wecom",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "企业微信群机器人",
          .title_en = "WeCom group robot",
          .options = {
              {.key = "key", .type = OptionType::secret, .help = "机器人 Webhook 地址中 key 的值"},
              {.key = "style",
               .type = OptionType::text,
               .fallback = "text",
               .help = "text：纯文本，可按手机号 @ 收件人；markdown：带格式，不能 @",
               .one_of = {"text", "markdown"}},
              {.key = "url",
               .type = OptionType::text,
               .fallback = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
               .help = "接口地址，私有部署可改"},
          }};
}

Result<void> Wecom::configure(const Json& config) {
  url_ = config["url"].text();
  key_ = config["key"].text();
  is_markdown_ = config["style"].text() == "markdown";
  return {};
}

std::string Wecom::content_of(const plugin::TextPart& part) const {
  return (is_markdown_ ? "**预算办理**\n" : "【预算办理】\n") + part.text;
}

Result<std::vector<plugin::Request>> Wecom::build(const plugin::Batch& batch,
                                                  const plugin::Call&) const {
  const auto line_of = [this](const plugin::Message& message) {
    const std::string title = "［" + message.title + "］";
    return (is_markdown_ ? "**" + title + "**" : title) + plugin::names_of(message.recipients) +
           "：" + message.text + "（通知 " + std::to_string(message.id) + "）";
  };
  const auto fits = [this](const plugin::TextPart& part) {
    return content_of(part).size() <= (is_markdown_ ? kLargestMarkdown : kLargestText);
  };
  std::vector<plugin::Request> requests;
  for (const plugin::TextPart& part : plugin::text_parts(batch, line_of, fits)) {
    Json content = Json::object();
    content.set("content", content_of(part));
    if (!is_markdown_) {
      Json mobiles = Json::array();
      for (const plugin::Recipient& person : part.people)
        if (!person.mobile.empty()) mobiles.push(person.mobile);
      content.set("mentioned_mobile_list", std::move(mobiles));
    }
    const char* type = is_markdown_ ? "markdown" : "text";
    plugin::Request request;
    request.kind = plugin::Request::Kind::http;
    request.messages = part.messages;
    request.url = url_ + "?key=" + key_;
    request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    request.body = Json::object().set("msgtype", type).set(type, std::move(content)).to_text();
    requests.push_back(std::move(request));
  }
  return requests;
}

plugin::Verdict Wecom::judge(const plugin::Answer& answer) const {
  return plugin::judge_by_code(answer, Notifier::judge(answer), kCodes, "errmsg", kMeanings);
}

}  // namespace budget::notifiers
