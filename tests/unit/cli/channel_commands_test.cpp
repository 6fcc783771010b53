#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "cli/program.h"
#include "unit/cli/asked.h"

namespace budget::cli {
namespace {

using testing::HasSubstr;

TEST(ChannelCommandTest, SaysWhatCameBackOfATest) {
  Asked command({{200, R"({"channel": "mail", "outcome": "refused", "answer": "550 no such user",
      "problem": "the mail server said 550: no such user", "wait_ms": 0, "event": 7})"}});
  EXPECT_EQ(command(ChannelTestOptions{"mail"}).value(), ExitCode::findings);
  EXPECT_EQ(command.client.requests.at(0).target, "/v1/channels/mail/tests");
  EXPECT_EQ(command.client.requests.at(0).body, "{}");
  EXPECT_EQ(command.screen.out.str(),
            "通道 mail：测试消息被拒绝\n对方应答：550 no such user\n"
            "原因：the mail server said 550: no such user\n");
}

TEST(ChannelCommandTest, ATestThatArrivedIsWell) {
  Asked command({{200, R"({"channel": "mail", "outcome": "delivered", "answer": "250 OK",
      "problem": null, "wait_ms": 0, "event": 7})"}});
  EXPECT_EQ(command(ChannelTestOptions{"mail"}).value(), ExitCode::ok);
  EXPECT_EQ(command.screen.out.str(), "通道 mail：测试消息已送达\n对方应答：250 OK\n");
}

TEST(ChannelCommandTest, DiscardsADeadLetterWithAReason) {
  Asked command({{200, R"({"letter": "3", "event": 91, "repeated": false})"}});
  ASSERT_TRUE(command(NoticeDiscardOptions{3, "已电话告知"}));
  EXPECT_EQ(command.client.requests.at(0).target, "/v1/dead-letters/3/acts");
  EXPECT_EQ(command.client.requests.at(0).body, R"({"act":"discard","reason":"已电话告知"})");
  EXPECT_THAT(command.screen.out.str(), HasSubstr("第 3 封通知已放弃"));
}

TEST(ChannelCommandTest, WantsAReasonForDiscarding) {
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_program({"notice", "discard", "3"}, out, err), ExitCode::usage);
  EXPECT_THAT(err.str(), HasSubstr("--reason"));
}

TEST(ChannelCommandTest, SendsADeadLetterAgain) {
  Asked command({{200, R"({"letter": "3", "event": 91, "repeated": false})"}});
  ASSERT_TRUE(command(NoticeRetryOptions{3}));
  EXPECT_EQ(command.client.requests.at(0).body, R"({"act":"retry"})");
}

TEST(ChannelCommandTest, ListsDeadLettersWithTheirReason) {
  Asked command({{200, R"({"items": [{"id": 3, "channel": "mail", "person": "li_qiang",
      "person_name": "李强", "notices": [7, 8], "texts": ["一", "二"], "problem": "550",
      "attempts": 1, "changed_at": "2026-03-02T09:00:00+08:00"}], "next": null})"}});
  ASSERT_TRUE(command(NoticeDeadOptions{}));
  EXPECT_THAT(command.screen.out.str(), HasSubstr("一（共 2 条）"));
  EXPECT_THAT(command.screen.out.str(), HasSubstr("李强"));
}

TEST(ChannelCommandTest, TheStatusNamesChannelsThatAreOff) {
  Asked command({{200, R"({"fiscal_year": null, "instances": 0, "overdue": 0, "projects": 0,
      "budget_fen": 0, "budget_wan": "0.00", "paid_fen": 0, "paid_wan": "0.00", "stages": [],
      "open_alerts": {"info": 0, "yellow": 0, "orange": 0, "red": 0}, "queued_notices": 2,
      "channels_off": [{"name": "robot", "problem": "410"}], "last_event": 3,
      "last_at": "2026-04-01T00:00:00+08:00"})"}});
  ASSERT_TRUE(command(StatusOptions{}));
  EXPECT_THAT(command.screen.out.str(), HasSubstr("robot（410）"));
}

}  // namespace
}  // namespace budget::cli
