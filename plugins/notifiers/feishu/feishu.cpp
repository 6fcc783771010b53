#include "feishu.h"

#include <array>

namespace budget::notifiers {
namespace {

constexpr std::size_t kLargestBody = 20 * 1024;  // bytes, as the service documents
constexpr std::size_t kSignature = 44;           // base64 of an HMAC, in the place of "${sign}"
constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60'000;

using plugin::Outcome;
constexpr std::array kMeanings = {
    plugin::CodeMeaning{9499, Outcome::retry, kSecondMs},   // too many requests
    plugin::CodeMeaning{11232, Outcome::retry, kMinuteMs},  // rate limited
    plugin::CodeMeaning{11233, Outcome::retry, kMinuteMs},  // rate limited
    plugin::CodeMeaning{19007, Outcome::gone},              // the robot was removed
    plugin::CodeMeaning{19001, Outcome::refused},           // unknown token
    plugin::CodeMeaning{19021, Outcome::refused},           // signature
    plugin::CodeMeaning{19022, Outcome::refused},           // IP
    plugin::CodeMeaning{19024, Outcome::refused},           // keyword
};
constexpr std::array<std::string_view, 2> kCodes = {"code", "StatusCode"};

std::string line_of(const plugin::Message& message) {
  return "［" + message.title + "］" + plugin::names_of(message.recipients) + "：" + message.text +
         "（通知 " + std::to_string(message.id) + "）";
}

}  // namespace

plugin::About Feishu::about() {
  return {.id = "cn.budgetd.notifiers.feishu",
          .version = "1.0.0",
          .vendor = "budgetd",
          .title_zh = "飞书群机器人",
          .title_en = "Feishu group robot",
          .options = {
              {.key = "hook",
               .type = OptionType::secret,
               .help = "机器人 Webhook 地址中 /hook/ 后面的部分"},
              {.key = "secret",
               .type = OptionType::secret,
               .fallback = "",
               .help = "机器人“签名校验”的密钥；未启用时留空"},
              {.key = "title",
               .type = OptionType::text,
               .fallback = "预算办理",
               .help = "标题文字；机器人设了自定义关键词时应包含它"},
              {.key = "url",
               .type = OptionType::text,
               .fallback = "https://open.feishu.cn/open-apis/bot/v2/hook",
               .help = "接口地址，私有部署可改"},
          }};
}

Result<void> Feishu::configure(const Json& config) {
  url_ = config["url"].text();
  hook_ = config["hook"].text();
  secret_ = config["secret"].text();
  title_ = config["title"].text();
  return {};
}

std::string Feishu::body_of(const plugin::TextPart& part, const std::string& timestamp) const {
  Json json = Json::object();
  if (!secret_.empty()) json.set("timestamp", timestamp).set("sign", "${sign}");
  Json line = Json::array();
  line.push(Json::object().set("tag", "text").set("text", part.text));
  Json lines = Json::array();
  lines.push(std::move(line));
  Json post = Json::object().set("title", title_).set("content", std::move(lines));
  json.set("msg_type", "post");
  json.set("content", Json::object().set("post", Json::object().set("zh_cn", std::move(post))));
  return json.to_text();
}

Result<std::vector<plugin::Request>> Feishu::build(const plugin::Batch& batch,
                                                   const plugin::Call&) const {
  const std::string timestamp = std::to_string(batch.now_ms / 1000);
  const auto fits = [&](const plugin::TextPart& part) {
    return body_of(part, timestamp).size() + kSignature <= kLargestBody;
  };
  std::vector<plugin::Request> requests;
  for (const plugin::TextPart& part : plugin::text_parts(batch, line_of, fits)) {
    plugin::Request request;
    request.kind = plugin::Request::Kind::http;
    request.messages = part.messages;
    request.url = url_ + "/" + hook_;
    request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    request.body = body_of(part, timestamp);
    if (!secret_.empty()) {
      request.signatures.push_back({.name = "sign", .key = timestamp + "\n" + secret_, .text = ""});
    }
    requests.push_back(std::move(request));
  }
  return requests;
}

plugin::Verdict Feishu::judge(const plugin::Answer& answer) const {
  return plugin::judge_by_code(answer, Notifier::judge(answer), kCodes, "msg", kMeanings);
}

}  // namespace budget::notifiers
