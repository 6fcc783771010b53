#include "smtp.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mail.h"
#include "plugins/notifiers/batch.h"

namespace budget {
namespace {

using notifiers::Smtp;
using plugin::Outcome;
using test::batch;
using test::Configured;
using test::message;

Json options() {
  return Json::object()
      .set("server", "mail.example.gov.cn:587")
      .set("sender", "budget@example.gov.cn");
}

std::string header_of(const std::string& mail, const std::string& name) {
  const std::size_t at = mail.find(name + ":");
  if (at == std::string::npos) return {};
  std::size_t end = mail.find("\r\n", at);
  while (end + 2 < mail.size() && mail[end + 2] == ' ')
    end = mail.find("\r\n", end + 2);
  return mail.substr(at, end - at);
}

TEST(SmtpTest, SendsEachPersonAMailOfTheirOwn) {
  Configured<Smtp> smtp(options());
  plugin::Message both = message(7);
  both.recipients.push_back({"li_qiang", "李强", "li.qiang@example.gov.cn", ""});
  const auto requests = smtp.build(batch({both})).value();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[1].to, std::vector<std::string>{"li.qiang@example.gov.cn"});
  EXPECT_NE(header_of(requests[0].body, "Message-ID"), header_of(requests[1].body, "Message-ID"));
}

TEST(SmtpTest, GivesTheSameLetterTheSameMessageId) {
  Configured<Smtp> smtp(options());
  plugin::Batch again = batch({message(7)});
  again.attempt = 3;
  again.now_ms += 120'000;
  EXPECT_EQ(header_of(smtp.build(batch({message(7)})).value().at(0).body, "Message-ID"),
            header_of(smtp.build(again).value().at(0).body, "Message-ID"));
}

TEST(SmtpTest, SaysWhoHasNoAddress) {
  Configured<Smtp> smtp(options());
  plugin::Message nobody = message(7);
  nobody.recipients[0].email.clear();
  const auto refused = smtp.build(batch({nobody}));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("wang_fang"), std::string::npos);
}

TEST(SmtpTest, NothingPeopleWriteEndsAHeader) {
  Configured<Smtp> smtp(options());
  plugin::Message evil = message(7, "预算\r\nBcc: everybody@example.com\r\n\r\n正文");
  evil.title = "轮到您\r\nX-Evil: 1";
  evil.recipients[0].name = "王芳\r\nCc: a@example.com";
  const std::string mail = smtp.build(batch({evil})).value().at(0).body;
  const std::string head = mail.substr(0, mail.find("\r\n\r\n"));
  EXPECT_EQ(head.find("\r\nBcc"), std::string::npos);
  EXPECT_EQ(head.find("\r\nX-Evil"), std::string::npos);
  EXPECT_EQ(head.find("\r\nCc"), std::string::npos);
}

TEST(SmtpTest, NoAddressWithSomethingOfAHeaderInItIsUsed) {
  Configured<Smtp> smtp(options());
  plugin::Message evil = message(7);
  evil.recipients[0].email = "a@example.com>\r\nRCPT TO:<b@example.com";
  EXPECT_FALSE(smtp.build(batch({evil})));
}

TEST(SmtpTest, TakesItsOwnServersCodes) {
  Configured<Smtp> smtp(options());
  EXPECT_EQ(smtp.judge(250).outcome, Outcome::delivered);
  EXPECT_EQ(smtp.judge(451, "greylisted").outcome, Outcome::retry);
  EXPECT_EQ(smtp.judge(550, "no such user").outcome, Outcome::refused);
  EXPECT_EQ(smtp.judge(0, "connection refused").outcome, Outcome::retry);
}

TEST(MailTest, NoEncodedWordIsTooLongOrEndsWithinACharacter) {
  std::string subject;
  for (int i = 0; i < 60; ++i)
    subject += i % 7 == 0 ? "a" : "预";
  const std::string header = notifiers::text_header("Subject", subject);
  std::size_t line_start = 0;
  for (std::size_t at = header.find("\r\n"); at != std::string::npos;
       at = header.find("\r\n", line_start)) {
    EXPECT_LE(at - line_start, 76U);
    line_start = at + 2;
  }
  // A word that ends within a character would need padding other than a whole character's.
  EXPECT_EQ(header.find("\xef\xbf\xbd"), std::string::npos);
}

TEST(MailTest, EncodesBase64AsTheStandardsExamplesSay) {  // RFC 4648, 10
  EXPECT_EQ(notifiers::base64(""), "");
  EXPECT_EQ(notifiers::base64("f"), "Zg==");
  EXPECT_EQ(notifiers::base64("fo"), "Zm8=");
  EXPECT_EQ(notifiers::base64("foo"), "Zm9v");
  EXPECT_EQ(notifiers::base64("foobar"), "Zm9vYmFy");
}

TEST(MailTest, WritesTheDateInTheOfficesTime) {
  EXPECT_EQ(notifiers::mail_date(1'763'694'520'000), "Fri, 21 Nov 2025 11:08:40 +0800");
}

}  // namespace
}  // namespace budget
