#include "smtp.h"

#include <algorithm>
#include <map>

#include <budget/date.h>

#include "mail.h"

namespace budget::notifiers {
namespace {

/// Whatever a key holds, as the left side of a Message-ID.
std::string dot_atom(const std::string& key) {
  std::string out;
  for (const char c : key) {
    const bool is_atom = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                         (c == '.' && !out.empty() && out.back() != '.');
    out += is_atom ? c : '_';
  }
  return out + "_";  // never empty, never a dot at the end
}

std::string subject_of(const std::vector<const plugin::Message*>& messages) {
  const plugin::Message& first = *messages.front();
  if (messages.size() == 1) return first.title + "：" + first.text;
  return std::to_string(messages.size()) + " 条预算办理通知，其中：" + first.title;
}

std::string text_of(const plugin::Recipient& person,
                    const std::vector<const plugin::Message*>& messages, const std::string& key) {
  std::string text = person.name + "，您好：\n\n";
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const plugin::Message& message = *messages[i];
    if (messages.size() > 1) text += std::to_string(i + 1) + ". ";
    text += "［" + message.title + "］" + message.text + "\n";
    const Result<Date> due = Date::parse(message.due_on);
    if (due) text += "   截止日：" + due->to_chinese() + "\n";
    text += "   （通知 " + std::to_string(message.id) + "）\n\n";
  }
  return text + "本邮件由预算管理系统自动发出，请勿直接回复。\n编号：" + key + "\n";
}

}  // namespace

plugin::About Smtp::about() {
  return {
      .id = "cn.budgetd.notifiers.smtp",
      .version = "1.0.0",
      .vendor = "budgetd",
      .title_zh = "电子邮件通知",
      .title_en = "Notices by mail",
      .options = {
          {.key = "server",
           .type = OptionType::text,
           .help = "邮件服务器和端口，例如 mail.example.gov.cn:587"},
          {.key = "security",
           .type = OptionType::text,
           .fallback = "starttls",
           .help = "加密方式：starttls（587 端口常用）、tls（465 端口常用）、none（仅限本机）",
           .one_of = {"starttls", "tls", "none"}},
          {.key = "user", .type = OptionType::text, .fallback = "", .help = "登录名；不登录时留空"},
          {.key = "password",
           .type = OptionType::secret,
           .fallback = "",
           .help = "登录密码或授权码；不登录时留空"},
          {.key = "authentication",
           .type = OptionType::text,
           .fallback = "plain",
           .help = "登录方式，由邮件服务器决定",
           .one_of = {"plain", "login"}},
          {.key = "sender", .type = OptionType::text, .help = "发件人邮箱地址"},
          {.key = "sender_name",
           .type = OptionType::text,
           .fallback = "预算管理",
           .help = "发件人显示的名称"},
          {.key = "subject_prefix",
           .type = OptionType::text,
           .fallback = "【预算办理】",
           .help = "每封邮件主题开头的文字"},
      }};
}

Result<void> Smtp::configure(const Json& config) {
  server_ = config["server"].text();
  security_ = config["security"].text();
  user_ = config["user"].text();
  password_ = config["password"].text();
  authentication_ = config["authentication"].text();
  sender_ = config["sender"].text();
  sender_name_ = config["sender_name"].text();
  subject_prefix_ = config["subject_prefix"].text();
  if (!is_address(sender_)) {
    return Error{ErrorCode::invalid_input,
                 "expected sender to be one mail address, but it is \"" + sender_ + "\""};
  }
  if (user_.empty() != password_.empty()) {
    return Error{ErrorCode::invalid_input,
                 "expected both user and password or none of them, but there is only one"};
  }
  return {};
}

std::string Smtp::mail_to(const plugin::Recipient& person,
                          const std::vector<const plugin::Message*>& messages,
                          const plugin::Batch& batch) const {
  constexpr std::size_t kLongestSubject = 240;  // bytes: some 80 characters
  std::string subject = subject_prefix_ + subject_of(messages);
  if (subject.size() > kLongestSubject) {
    std::size_t size = kLongestSubject;
    while ((static_cast<unsigned char>(subject[size]) & 0xC0U) == 0x80U)
      --size;
    subject = subject.substr(0, size) + "…";
  }
  const std::string key = batch.key + "." + person.id;
  std::string mail = "Date: " + mail_date(batch.now_ms) + "\r\n";
  mail += address_header("From", sender_name_, sender_);
  mail += address_header("To", person.name, person.email);
  mail += text_header("Subject", subject);
  mail += "Message-ID: <" + dot_atom(key) + sender_.substr(sender_.find('@')) + ">\r\n";
  mail += "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n";
  mail += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
  mail += "Content-Transfer-Encoding: base64\r\n";
  if (std::ranges::any_of(messages, &plugin::Message::is_urgent)) mail += "Importance: high\r\n";
  return mail + "\r\n" + encoded_body(text_of(person, messages, batch.key));
}

Result<std::vector<plugin::Request>> Smtp::build(const plugin::Batch& batch,
                                                 const plugin::Call&) const {
  std::vector<plugin::Recipient> people;
  std::map<std::string, std::vector<const plugin::Message*>> messages_of;
  for (const plugin::Message& message : batch.messages) {
    bool is_reached = false;
    std::string names;
    for (const plugin::Recipient& person : message.recipients) {
      names += (names.empty() ? "" : ", ") + person.id;
      if (!is_address(person.email)) continue;
      is_reached = true;
      if (std::ranges::count(people, person.id, &plugin::Recipient::id) == 0)
        people.push_back(person);
      messages_of[person.id].push_back(&message);
    }
    if (is_reached) continue;
    return Error{ErrorCode::invalid_input,
                 "expected to mail notice " + std::to_string(message.id) + " to " +
                     (names.empty() ? "somebody" : names) + ", but no mail address is known",
                 "give the person an email in organisation.toml"};
  }
  std::vector<plugin::Request> requests;
  for (const plugin::Recipient& person : people) {
    const std::vector<const plugin::Message*>& messages = messages_of.at(person.id);
    plugin::Request request;
    request.kind = plugin::Request::Kind::smtp;
    for (const plugin::Message* message : messages)
      request.messages.push_back(message->id);
    request.server = server_;
    request.security = security_;
    request.user = user_;
    request.password = password_;
    if (!user_.empty()) request.authentication = authentication_;
    request.sender = sender_;
    request.to = {person.email};
    request.body = mail_to(person, messages, batch);
    requests.push_back(std::move(request));
  }
  return requests;
}

plugin::Verdict Smtp::judge(const plugin::Answer& answer) const {
  if (answer.status >= 200 && answer.status < 300) return {plugin::Outcome::delivered};
  if (answer.status == 0) return {plugin::Outcome::retry, "no answer: " + answer.body};
  const std::string reason = "the mail server said " + std::to_string(answer.status) +
                             (answer.body.empty() ? "" : ": " + answer.body);
  return {answer.status < 500 ? plugin::Outcome::retry : plugin::Outcome::refused, reason,
          answer.retry_after_ms};
}

}  // namespace budget::notifiers
