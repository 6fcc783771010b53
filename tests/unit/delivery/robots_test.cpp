#include <gtest/gtest.h>

#include "delivery/sender.h"
#include "dingtalk.h"
#include "feishu.h"
#include "plugins/notifiers/batch.h"
#include "support/server_script.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"
#include "webhook.h"
#include "wecom.h"

namespace budget {
namespace {

using plugin::Outcome;

/// A server that plays the services, and checks their signatures by means of its own.
class RobotServerTest : public testing::Test {
 protected:
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + "/" + path;
  }

  static Result<std::string> secret(const std::string& key) {
    if (key == "access_token") return std::string("token+/=");
    if (key == "ding") return std::string("SECsecret");
    if (key == "fei") return std::string("fei-secret");
    if (key == "key") return std::string("the-key");
    if (key == "hook") return std::string("0000-1111");
    return std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }

  template <typename Notifier>
  plugin::Verdict send(const Json& options, const plugin::Batch& batch, int timeout_s = 10) {
    test::Configured<Notifier> notifier(options);
    Sender::Options way;
    way.post.timeout_s = timeout_s;
    const Sender sender(way, secret, logger_);
    plugin::Verdict verdict;
    const std::vector<plugin::Request> requests = notifier.build(batch).value();
    for (const plugin::Request& request : requests) {
      const plugin::Answer answer = sender.send(request).value();
      verdict = notifier.judge(answer.status, answer.body);
      waited_ms_ = answer.retry_after_ms;
      if (verdict.outcome != Outcome::delivered) break;
    }
    return verdict;
  }

  Json dingtalk(const std::string& path = "dingtalk") const {
    return Json::object()
        .set("url", url(path))
        .set("access_token", "${secret:access_token}")
        .set("secret", "${secret:ding}");
  }
  Json webhook(const std::string& path) const {
    return Json::object().set("url", url(path)).set("secret", "${secret:webhook}");
  }
  [[nodiscard]] std::size_t received() const {
    return test::lines_of(folder_.path() / "requests.jsonl").size();
  }

  test::TemporaryFolder folder_;                                             // NOLINT
  test::SilentLogger logger_;                                                // NOLINT
  test::ServerScript server_{"robot_server.py", {folder_.path().string()}};  // NOLINT
  std::int64_t waited_ms_ = 0;                                               // NOLINT
};

const plugin::Batch kBatch = test::batch({test::message(7)});

TEST_F(RobotServerTest, DingtalkAcceptsTheSignature) {
  EXPECT_EQ(send<notifiers::Dingtalk>(dingtalk(), kBatch).outcome, Outcome::delivered);
}

TEST_F(RobotServerTest, DingtalkRefusesAnotherSecret) {
  EXPECT_EQ(send<notifiers::Dingtalk>(dingtalk().set("secret", "${secret:fei}"), kBatch).outcome,
            Outcome::refused);
}

TEST_F(RobotServerTest, FeishuAcceptsTheSignature) {
  const Json options = Json::object()
                           .set("url", url("feishu"))
                           .set("hook", "${secret:hook}")
                           .set("secret", "${secret:fei}");
  EXPECT_EQ(send<notifiers::Feishu>(options, kBatch).outcome, Outcome::delivered);
}

TEST_F(RobotServerTest, WecomTakesALongTextInPieces) {
  const Json options = Json::object().set("url", url("wecom")).set("key", "${secret:key}");
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += "预算项目";
  EXPECT_EQ(send<notifiers::Wecom>(options, test::batch({test::message(7, text)})).outcome,
            Outcome::delivered);
  EXPECT_GT(received(), 2U);
}

TEST_F(RobotServerTest, AWebhookVerifiesTheSignature) {
  EXPECT_EQ(send<notifiers::Webhook>(webhook("webhook"), kBatch).outcome, Outcome::delivered);
}

TEST_F(RobotServerTest, BeyondTheQuotaTheServiceSaysWait) {
  plugin::Verdict verdict;
  for (int i = 0; i < 21; ++i)
    verdict = send<notifiers::Dingtalk>(dingtalk(), kBatch);
  EXPECT_EQ(verdict.outcome, Outcome::retry);
  EXPECT_EQ(verdict.retry_after_ms, 600'000);
}

TEST_F(RobotServerTest, AnAnswerThatIsNotTheServicesIsTriedAgain) {
  EXPECT_EQ(send<notifiers::Dingtalk>(dingtalk("broken"), kBatch).outcome, Outcome::retry);
  EXPECT_EQ(send<notifiers::Dingtalk>(dingtalk("silent"), kBatch).outcome, Outcome::retry);
}

TEST_F(RobotServerTest, AnEndlessAnswerIsGivenUpInTime) {
  EXPECT_EQ(send<notifiers::Dingtalk>(dingtalk("slow"), kBatch, 1).outcome, Outcome::retry);
}

TEST_F(RobotServerTest, WhatWasAcceptedIsNotSentAgainBecauseItsAnswerHasNoEnd) {
  for (const char* way : {"slow", "huge", "cut_off"})
    EXPECT_EQ(send<notifiers::Webhook>(webhook(way), kBatch, 1).outcome, Outcome::delivered) << way;
}

TEST_F(RobotServerTest, ASecretTheServiceSendsBackIsNotShown) {
  const Sender sender({}, secret, logger_);
  plugin::Request request;
  request.url = url("echo") + "?token=${secret:access_token}";
  EXPECT_EQ(sender.send(request)->body, "/echo?token=***");
}

TEST_F(RobotServerTest, FourHundredAndTenIsGone) {
  EXPECT_EQ(send<notifiers::Webhook>(webhook("gone"), kBatch).outcome, Outcome::gone);
}

TEST_F(RobotServerTest, TheServersRetryAfterIsHandedOn) {
  EXPECT_EQ(send<notifiers::Webhook>(webhook("busy"), kBatch).outcome, Outcome::retry);
  EXPECT_EQ(waited_ms_, 7'000);
}

TEST_F(RobotServerTest, RedirectsAreNotFollowed) {
  EXPECT_EQ(send<notifiers::Webhook>(webhook("redirect"), kBatch).outcome, Outcome::refused);
  EXPECT_EQ(received(), 1U);
}

TEST_F(RobotServerTest, NothingButHttpIsSpoken) {
  const Sender sender({}, secret, logger_);
  for (const char* address : {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x",
                              "http://example.gov.cn/x", "http://127.example.gov.cn/x",
                              "http://127.0.0.1.example.gov.cn/"}) {
    plugin::Request request;
    request.url = address;
    EXPECT_EQ(sender.send(request)->status, 400) << address;
  }
}

}  // namespace
}  // namespace budget
