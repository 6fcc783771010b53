#include <gtest/gtest.h>

#include <set>

#include "dingtalk.h"
#include "feishu.h"
#include "plugins/notifiers/batch.h"
#include "wecom.h"

namespace budget {
namespace {

using notifiers::Dingtalk;
using notifiers::Feishu;
using notifiers::Wecom;
using plugin::Outcome;
using test::batch;
using test::Configured;
using test::message;

Json dingtalk_options() {
  return Json::object()
      .set("access_token", "${secret:access_token}")
      .set("secret", "${secret:secret}");
}
Json feishu_options() {
  return Json::object().set("hook", "${secret:hook}").set("secret", "${secret:secret}");
}
Json wecom_options() {
  return Json::object().set("key", "${secret:key}");
}

/// Thirty thousand bytes of Chinese, no character the same as its neighbours.
std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 30'000; ++i)
    text += "第" + std::to_string(i) + "项预算\"待补\"";
  return text;
}

/// The texts of all requests, one behind the other.
std::string joined(const std::vector<plugin::Request>& requests,
                   const std::function<std::string(const Json&)>& text_of) {
  std::string all;
  for (const plugin::Request& request : requests)
    all += text_of(Json::parse(request.body).value());
  return all;
}

TEST(DingtalkTest, SignsTheMomentWithTheSecretInTheQuery) {
  Configured<Dingtalk> dingtalk(dingtalk_options());
  const plugin::Request request = dingtalk.build(batch({message(7)})).value().at(0);
  EXPECT_EQ(request.url,
            "https://oapi.dingtalk.com/robot/send?access_token=${secret:access_token}"
            "&timestamp=1763694520000&sign=${sign}");
  ASSERT_EQ(request.signatures.size(), 1U);
  EXPECT_EQ(request.signatures[0].key, "${secret:secret}");
  EXPECT_EQ(request.signatures[0].text, "1763694520000\n${secret:secret}");
}

TEST(DingtalkTest, MentionsPeopleByMobileInTheTextAndInTheList) {
  Configured<Dingtalk> dingtalk(dingtalk_options());
  const Json body = Json::parse(dingtalk.build(batch({message(7)})).value().at(0).body).value();
  EXPECT_EQ(body["at"]["atMobiles"].items().at(0).text(), "13800000001");
  EXPECT_NE(body["markdown"]["text"].text().find("@13800000001"), std::string::npos);
}

TEST(DingtalkTest, KeepsEveryBodyWithinTwentyThousandBytes) {
  Configured<Dingtalk> dingtalk(dingtalk_options());
  const auto requests = dingtalk.build(batch({message(7, long_text())})).value();
  EXPECT_GT(requests.size(), 1U);
  for (const plugin::Request& request : requests)
    EXPECT_LE(request.body.size(), 20'000U);
}

TEST(DingtalkTest, TakesOnlyCodeZeroForSuccess) {
  Configured<Dingtalk> dingtalk(dingtalk_options());
  EXPECT_EQ(dingtalk.judge(200, R"({"errcode":0,"errmsg":"ok"})").outcome, Outcome::delivered);
  EXPECT_EQ(dingtalk.judge(200, R"({"errcode":310000,"errmsg":"sign not match"})").outcome,
            Outcome::refused);
  EXPECT_EQ(dingtalk.judge(200, "<html>proxy</html>").outcome, Outcome::retry);
  EXPECT_EQ(dingtalk.judge(200, R"({"errcode":400102,"errmsg":"stopped"})").outcome, Outcome::gone);
  EXPECT_EQ(dingtalk.judge(0, "timed out").outcome, Outcome::retry);
}

TEST(DingtalkTest, WaitsTenMinutesWhenItWasTooFast) {
  Configured<Dingtalk> dingtalk(dingtalk_options());
  const plugin::Verdict verdict =
      dingtalk.judge(200, R"({"errcode":130101,"errmsg":"send too fast"})");
  EXPECT_EQ(verdict.outcome, Outcome::retry);
  EXPECT_EQ(verdict.retry_after_ms, 600'000);
}

TEST(WecomTest, KeepsTextWithinTwoThousandAndFortyEightBytesAndLosesNothing) {
  Configured<Wecom> wecom(wecom_options());
  const std::string text = long_text();
  const auto requests = wecom.build(batch({message(7, text)})).value();
  const auto content = [](const Json& body) { return body["text"]["content"].text(); };
  std::string all;
  for (const plugin::Request& request : requests) {
    const std::string piece = content(Json::parse(request.body).value());
    EXPECT_LE(piece.size(), 2048U);
    all += piece.substr(piece.find('\n') + 1);
  }
  EXPECT_NE(all.find(text), std::string::npos);
}

TEST(WecomTest, PutsShortMessagesInOneText) {
  Configured<Wecom> wecom(wecom_options());
  const auto requests = wecom.build(batch({message(7), message(8), message(9)})).value();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0].messages, (std::vector<std::int64_t>{7, 8, 9}));
}

TEST(WecomTest, MentionsByMobileInTextOnly) {
  Configured<Wecom> text(wecom_options());
  Configured<Wecom> markdown(wecom_options().set("style", "markdown"));
  const Json with = Json::parse(text.build(batch({message(7)})).value().at(0).body).value();
  const Json without = Json::parse(markdown.build(batch({message(7)})).value().at(0).body).value();
  EXPECT_EQ(with["text"]["mentioned_mobile_list"].items().size(), 1U);
  EXPECT_EQ(without["markdown"].find("mentioned_mobile_list"), nullptr);
}

TEST(WecomTest, JudgesByTheCodeInTheBody) {
  Configured<Wecom> wecom(wecom_options());
  EXPECT_EQ(wecom.judge(200, R"({"errcode":0,"errmsg":"ok"})").outcome, Outcome::delivered);
  EXPECT_EQ(wecom.judge(200, R"({"errcode":45009,"errmsg":"freq"})").retry_after_ms, 60'000);
  EXPECT_EQ(wecom.judge(200, R"({"errcode":93000,"errmsg":"removed"})").outcome, Outcome::gone);
  EXPECT_EQ(wecom.judge(410).outcome, Outcome::gone);
}

TEST(FeishuTest, SignsNothingWithMomentAndSecretAsTheKeyInTheBody) {
  Configured<Feishu> feishu(feishu_options());
  const plugin::Request request = feishu.build(batch({message(7)})).value().at(0);
  const Json body = Json::parse(request.body).value();
  EXPECT_EQ(request.url, "https://open.feishu.cn/open-apis/bot/v2/hook/${secret:hook}");
  EXPECT_EQ(body["timestamp"].text(), "1763694520");
  EXPECT_EQ(body["sign"].text(), "${sign}");
  EXPECT_EQ(request.signatures.at(0).key, "1763694520\n${secret:secret}");
  EXPECT_EQ(request.signatures.at(0).text, "");
}

TEST(FeishuTest, KeepsEveryBodyWithinTwentyKilobytesAndLosesNothing) {
  Configured<Feishu> feishu(feishu_options());
  const std::string text = long_text();
  const auto requests = feishu.build(batch({message(7, text)})).value();
  for (const plugin::Request& request : requests)
    EXPECT_LE(request.body.size() + 44, 20U * 1024U);
  EXPECT_NE(joined(requests,
                   [](const Json& body) {
                     return body["content"]["post"]["zh_cn"]["content"]
                         .items()
                         .at(0)
                         .items()
                         .at(0)["text"]
                         .text();
                   })
                .find(text),
            std::string::npos);
}

TEST(FeishuTest, KnowsBothFormsOfItsAnswer) {
  Configured<Feishu> feishu(feishu_options());
  EXPECT_EQ(feishu.judge(200, R"({"code":0,"msg":"success"})").outcome, Outcome::delivered);
  EXPECT_EQ(feishu.judge(200, R"({"StatusCode":0,"StatusMessage":"success"})").outcome,
            Outcome::delivered);
  EXPECT_EQ(feishu.judge(200, R"({"code":19021,"msg":"sign match fail"})").outcome,
            Outcome::refused);
  EXPECT_EQ(feishu.judge(200, R"({"code":9499,"msg":"too many"})").outcome, Outcome::retry);
}

TEST(RobotsTest, NobodyCanHaveASecretFilledIntoAMessage) {
  Configured<Feishu> feishu(feishu_options());
  const auto request = feishu.build(batch({message(7, "退回：${secret:secret}")})).value().at(0);
  EXPECT_EQ(request.body.find("${secret"), std::string::npos);
}

}  // namespace
}  // namespace budget
