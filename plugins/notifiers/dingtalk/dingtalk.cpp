#include "dingtalk.h"

#include <array>

namespace budget::notifiers {
namespace {

constexpr std::size_t kLargestBody = 20'000;  // bytes, as the service documents
constexpr std::int64_t kLockedMs = 600'000;   // more than 20 in a minute: locked out for ten

using plugin::Outcome;
constexpr std::array kMeanings = {
    plugin::CodeMeaning{-1, Outcome::retry},                 // busy
    plugin::CodeMeaning{130101, Outcome::retry, kLockedMs},  // too fast
    plugin::CodeMeaning{410100, Outcome::retry, kLockedMs},  // too fast
    plugin::CodeMeaning{400013, Outcome::gone},              // the group is dissolved
    plugin::CodeMeaning{400102, Outcome::gone},              // the robot is switched off
    plugin::CodeMeaning{400101, Outcome::refused},           // unknown access_token
    plugin::CodeMeaning{300005, Outcome::refused},           // unknown token
    plugin::CodeMeaning{310000, Outcome::refused},           // keyword, signature or IP
};
constexpr std::array<std::string_view, 1> kCodes = {"errcode"};

std::string line_of(const plugin::Message& message) {
  return "**［" + message.title + "］**" + plugin::names_of(message.recipients) + "：" +
         message.text + "（通知 " + std::to_string(message.id) + "）";
}

}  // namespace

plugin::About Dingtalk::about() {
  return {.id = "cn.budgetd.notifiers.dingtalk",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "钉钉群机器人",
          .title_en = "DingTalk group robot",
          .options = {
              {.key = "access_token",
               .type = OptionType::secret,
               .help = "机器人 Webhook 地址中 access_token 的值"},
              {.key = "secret",
               .type = OptionType::secret,
               .fallback = "",
               .help = "机器人“加签”的密钥（SEC 开头）；未启用加签时留空"},
              {.key = "keyword",
               .type = OptionType::text,
               .fallback = "预算办理",
               .help = "标题文字；机器人设了自定义关键词时应包含它"},
              {.key = "mention",
               .type = OptionType::boolean,
               .fallback = true,
               .help = "是否按手机号 @ 收件人"},
              {.key = "url",
               .type = OptionType::text,
               .fallback = "https://oapi.dingtalk.com/robot/send",
               .help = "接口地址，专有钉钉可改"},
          }};
}

Result<void> Dingtalk::configure(const Json& config) {
  url_ = config["url"].text();
  access_token_ = config["access_token"].text();
  secret_ = config["secret"].text();
  keyword_ = config["keyword"].text();
  mentions_ = config["mention"].boolean(true);
  return {};
}

std::string Dingtalk::body_of(const plugin::TextPart& part) const {
  std::string text = "#### " + keyword_ + "\n\n" + part.text;
  Json mobiles = Json::array();
  for (const plugin::Recipient& person : part.people) {
    if (!mentions_ || person.mobile.empty()) continue;
    mobiles.push(person.mobile);
    text += (mobiles.items().size() == 1 ? "\n\n@" : " @") + person.mobile;
  }
  Json json = Json::object();
  json.set("msgtype", "markdown");
  json.set("markdown", Json::object().set("title", keyword_).set("text", text));
  json.set("at", Json::object().set("atMobiles", std::move(mobiles)).set("isAtAll", false));
  return json.to_text();
}

Result<std::vector<plugin::Request>> Dingtalk::build(const plugin::Batch& batch,
                                                     const plugin::Call&) const {
  std::vector<plugin::Request> requests;
  const std::string timestamp = std::to_string(batch.now_ms);
  const auto fits = [this](const plugin::TextPart& part) {
    return body_of(part).size() <= kLargestBody;
  };
  for (const plugin::TextPart& part : plugin::text_parts(batch, line_of, fits)) {
    plugin::Request request;
    request.kind = plugin::Request::Kind::http;
    request.messages = part.messages;
    request.url = url_ + "?access_token=" + access_token_;
    request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    request.body = body_of(part);
    if (!secret_.empty()) {
      request.url += "&timestamp=" + timestamp + "&sign=${sign}";
      request.signatures.push_back(
          {.name = "sign", .key = secret_, .text = timestamp + "\n" + secret_});
    }
    requests.push_back(std::move(request));
  }
  return requests;
}

plugin::Verdict Dingtalk::judge(const plugin::Answer& answer) const {
  return plugin::judge_by_code(answer, Notifier::judge(answer), kCodes, "errmsg", kMeanings);
}

}  // namespace budget::notifiers
