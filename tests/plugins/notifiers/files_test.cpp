#include <gtest/gtest.h>

#include "log.h"
#include "plugins/notifiers/batch.h"
#include "spool.h"
#include "webhook.h"

namespace budget {
namespace {

using test::batch;
using test::Configured;
using test::message;

TEST(LogTest, WritesALineForEachMessage) {
  Configured<notifiers::Log> log(Json::object().set("prefix", "通知 "));
  const auto requests = log.build(batch({message(7), message(8)})).value();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].body, "通知 ［轮到您办理］王芳：请于3月31日前提交预算。（通知 7）");
}

TEST(SpoolTest, NamesTheFileAfterTheKeySoThatTheSameLetterIsTheSameFile) {
  Configured<notifiers::Spool> spool;
  plugin::Batch again = batch({message(7)});
  again.attempt = 2;
  EXPECT_EQ(spool.build(batch({message(7)})).value().at(0).name,
            "notice-office.mail.wang_fang.7.json");
  EXPECT_EQ(spool.build(again).value().at(0).body,
            spool.build(batch({message(7)})).value().at(0).body);
}

TEST(SpoolTest, AKeyCannotLeaveTheFolder) {
  Configured<notifiers::Spool> spool;
  plugin::Batch evil = batch({message(7)});
  evil.key = "../../etc/passwd";
  EXPECT_EQ(spool.build(evil).value().at(0).name, "notice-.._.._etc_passwd.json");
}

TEST(WebhookTest, SendsOneCloudEventPerMessage) {
  Configured<notifiers::Webhook> webhook(
      Json::object().set("url", "https://example.gov.cn/hook").set("secret", "${secret:secret}"));
  const auto requests = webhook.build(batch({message(7), message(8)})).value();
  ASSERT_EQ(requests.size(), 2U);
  const Json event = Json::parse(requests[1].body).value();
  EXPECT_EQ(event["specversion"].text(), "1.0");
  EXPECT_EQ(event["id"].text(), "office.mail.wang_fang.7.8");
  EXPECT_EQ(event["type"].text(), "cn.budgetd.notice.your_turn");
  EXPECT_EQ(event["data"]["text"].text(), "请于3月31日前提交预算。");
}

TEST(WebhookTest, SignsIdMomentAndBody) {
  Configured<notifiers::Webhook> webhook(
      Json::object().set("url", "https://example.gov.cn/hook").set("secret", "${secret:secret}"));
  const plugin::Request request = webhook.build(batch({message(7)})).value().at(0);
  EXPECT_EQ(request.signatures.at(0).text, "office.mail.wang_fang.7.1763694520." + request.body);
  EXPECT_EQ(request.signatures.at(0).key_encoding, "base64");
}

}  // namespace
}  // namespace budget
