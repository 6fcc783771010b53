#include <gtest/gtest.h>

#include "delivery/sender.h"
#include "plugins/notifiers/batch.h"
#include "smtp.h"
#include "support/server_script.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using notifiers::Smtp;
using plugin::Outcome;

/// A real SMTP server with STARTTLS and a login, and the notifier that writes to it.
class MailTest : public testing::Test {
 protected:
  MailTest() { test::make_certificate(folder_.path()); }

  static plugin::Batch letter() {
    plugin::Message first =
        test::message(7, "保定白沟新城党群工作部2026年度预算，请于3月31日前提交。");
    plugin::Message second = test::message(8, "项目“𠮷祥街改造”已超期两天，请尽快办理。");
    second.is_urgent = true;
    second.title = "已超期";
    return test::batch({second, first});
  }

  Json options(const test::ServerScript& server, const std::string& authentication) {
    return Json::object()
        .set("server", "localhost:" + std::to_string(server.port()))
        .set("security", "starttls")
        .set("user", "budget")
        .set("password", "${secret:password}")
        .set("authentication", authentication)
        .set("sender", "budget@example.gov.cn");
  }

  plugin::Verdict send(const Json& options, const plugin::Batch& batch,
                       const std::string& password = "geheim", bool trusts = true) {
    test::Configured<Smtp> smtp(options);
    Sender::Options way;
    way.post.timeout_s = 20;
    if (trusts) way.post.ca_file = folder_.path() / "cert.pem";
    const Sender sender(
        way, [password](const std::string&) { return Result<std::string>(password); }, logger_);
    plugin::Verdict verdict;
    const std::vector<plugin::Request> requests = smtp.build(batch).value();
    for (const plugin::Request& request : requests) {
      const plugin::Answer answer = sender.send(request).value();
      verdict = smtp.judge(answer.status, answer.body);
    }
    return verdict;
  }

  Json received(int number) {
    const auto lines = test::lines_of(folder_.path() / (std::to_string(number) + ".json"));
    return lines.empty() ? Json() : Json::parse(lines.at(0)).value();
  }

  test::TemporaryFolder folder_;  // NOLINT
  test::SilentLogger logger_;     // NOLINT
};

TEST_F(MailTest, AServerWithStarttlsAndLoginReceivesAReadableChineseMail) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  ASSERT_EQ(send(options(server, "login"), letter()).outcome, Outcome::delivered);
  const Json mail = received(1);
  EXPECT_TRUE(mail["tls"].boolean());
  EXPECT_EQ(mail["mechanism"].text(), "LOGIN");
  EXPECT_EQ(mail["to"].items().at(0).text(), "wang.fang@example.gov.cn");
  EXPECT_EQ(mail["headers"]["Subject"].text(), "【预算办理】2 条预算办理通知，其中：已超期");
  EXPECT_EQ(mail["headers"]["From"].text(), "预算管理 <budget@example.gov.cn>");
  EXPECT_EQ(mail["headers"]["To"].text(), "王芳 <wang.fang@example.gov.cn>");
  EXPECT_EQ(mail["headers"]["Date"].text(), "Fri, 21 Nov 2025 11:08:40 +0800");
  EXPECT_EQ(mail["headers"]["Auto-Submitted"].text(), "auto-generated");
  EXPECT_EQ(mail["headers"]["Message-ID"].text(),
            "<office.mail.wang_fang.7.wang_fang_@example.gov.cn>");
  EXPECT_EQ(mail["charset"].text(), "utf-8");
  EXPECT_NE(mail["text"].text().find("1. ［已超期］项目“𠮷祥街改造”已超期两天，请尽快办理。"),
            std::string::npos);
}

TEST_F(MailTest, ItsFormHasNothingAParserObjectsTo) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  plugin::Batch batch = letter();
  batch.messages.resize(1);
  ASSERT_EQ(send(options(server, "plain"), batch).outcome, Outcome::delivered);
  const Json mail = received(1);
  EXPECT_EQ(mail["mechanism"].text(), "PLAIN");
  EXPECT_TRUE(mail["defects"].items().empty());
  EXPECT_LE(mail["longest"].integer(), 78);  // RFC 5322 2.1.1
  EXPECT_FALSE(mail["bare"].boolean(true));
}

TEST_F(MailTest, AWrongPasswordIsRefused) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  EXPECT_EQ(send(options(server, "plain"), letter(), "wrong").outcome, Outcome::refused);
}

TEST_F(MailTest, AServerThatCannotAskForPasswordsNowIsTriedAgain) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  Json busy = options(server, "plain");
  busy.set("user", "busy");
  EXPECT_EQ(send(busy, letter()).outcome, Outcome::retry);
}

TEST_F(MailTest, NothingGoesToAServerWhoseCertificateNobodyVouchesFor) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  EXPECT_EQ(send(options(server, "plain"), letter(), "geheim", false).outcome, Outcome::retry);
  EXPECT_TRUE(received(1).is_null());
}

TEST_F(MailTest, NothingGoesToAServerOfAnotherName) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  Json wrong = options(server, "plain");
  wrong.set("server", "127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(send(wrong, letter()).outcome, Outcome::retry);
  EXPECT_TRUE(received(1).is_null());
}

TEST_F(MailTest, NothingGoesInTheOpenWhenTheServerHasNoStarttls) {
  const test::ServerScript server("mail_server.py", {folder_.path().string(), "plain"});
  EXPECT_EQ(send(options(server, "plain"), letter()).outcome, Outcome::retry);
  EXPECT_TRUE(received(1).is_null());
}

TEST_F(MailTest, AServerThatDiesAfterTheTextIsSentTheSameMailAgain) {
  const test::ServerScript server("mail_server.py", {folder_.path().string()});
  plugin::Batch lost = test::batch({test::message(7)});
  lost.messages[0].recipients[0].email = "lost@example.gov.cn";
  for (int attempt = 0; attempt < 2; ++attempt)
    EXPECT_EQ(send(options(server, "plain"), lost).outcome, Outcome::retry);
  ASSERT_FALSE(received(2).is_null());
  EXPECT_EQ(received(1)["headers"]["Message-ID"], received(2)["headers"]["Message-ID"])
      << "by which the reader's program knows that it is the same";
}

TEST_F(MailTest, AFullMailboxIsTriedAgainAndAnUnknownOneIsNot) {
  const test::ServerScript server("mail_server.py", {folder_.path().string(), "plain"});
  Json open = Json::object()
                  .set("server", "localhost:" + std::to_string(server.port()))
                  .set("security", "none")
                  .set("sender", "budget@example.gov.cn");
  plugin::Batch full = test::batch({test::message(7)});
  full.messages[0].recipients[0].email = "full@example.gov.cn";
  plugin::Batch unknown = test::batch({test::message(8)});
  unknown.messages[0].recipients[0].email = "unknown@example.gov.cn";
  EXPECT_EQ(send(open, full).outcome, Outcome::retry);
  EXPECT_EQ(send(open, unknown).outcome, Outcome::refused);
}

}  // namespace
}  // namespace budget
