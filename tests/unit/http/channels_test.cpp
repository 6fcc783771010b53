#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "http/handlers/handlers.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"
#include "support/scripted_year.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

using testing::HasSubstr;

/// The handlers of channels and dead letters over the scripted year, which leaves one letter dead
/// and the channel "log" turned off.
class ChannelHandlersTest : public testing::Test {
 protected:
  ChannelHandlersTest() {
    StoreOptions quick;
    quick.durability = Durability::none;
    const std::string path = (folder_.path() / "budgetd.db").string();
    store_ = SqliteEventStore::open(path, quick).value();
    State state;
    EXPECT_TRUE(test::write(*store_, state, test::scripted_year()));
    queries_ = SqliteQueries::open(path).value();
    account_->id = PersonId("system_admin");
    account_->reads_all = true;
  }

  Call call(const std::string& name, const std::string& body = "{}") {
    Call call;
    call.path = PathParameters{name};
    call.request.body = body;
    call.account = account_;
    return call;
  }
  Desk desk() {
    return {.queries = *queries_,
            .metrics = metrics_,
            .more_metrics = more_metrics_,
            .send_test = &send_test_,
            .test_in_hand = &in_hand_};
  }
  /// What the request is refused with; empty: it is not.
  static std::string refusal(const Result<Prepared>& made) {
    if (!made) return made.error().message;
    const auto* response = std::get_if<Response>(&*made);
    return response == nullptr ? "" : response->body;
  }
  std::string tested(bool repeated = false) {
    Desk desk = this->desk();
    return tell_tested(call("smtp"), desk, Outcome{EventSeq(7), repeated, {}, {}}).body;
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<SqliteEventStore> store_;
  std::unique_ptr<SqliteQueries> queries_;
  std::shared_ptr<Account> account_ = std::make_shared<Account>();
  Metrics metrics_{{}, "1"};
  std::function<std::string()> more_metrics_ = [] { return std::string(); };
  int sent_ = 0;
  SendTest send_test_ = [this](const std::string&, const PersonId&,
                               EventSeq) -> Result<ChannelAnswer> {
    ++sent_;
    return ChannelAnswer{"refused", "550 no", "the mail server said 550", 0};
  };
  std::atomic<bool> in_hand_ = false;
};

TEST_F(ChannelHandlersTest, ALetterIsTriedAgainOrDiscarded) {
  Desk desk = this->desk();
  const auto retried = act_on_letter(call("3", R"({"act":"retry"})"), desk).value();
  EXPECT_EQ(std::get<RetryDeadLetter>(std::get<Action>(retried)).letter, LetterId(3));
  const auto discarded =
      act_on_letter(call("3", R"({"act":"discard","reason":"已电话告知"})"), desk).value();
  EXPECT_EQ(std::get<DiscardDeadLetter>(std::get<Action>(discarded)).reason, "已电话告知");
}

TEST_F(ChannelHandlersTest, WhatIsWrongWithAnActIsSaid) {
  Desk desk = this->desk();
  EXPECT_THAT(refusal(act_on_letter(call("3", R"({"act":"discard"})"), desk)), HasSubstr("reason"));
  EXPECT_THAT(refusal(act_on_letter(call("3", R"({"act":"burn"})"), desk)),
              HasSubstr("one of retry, discard"));
  EXPECT_THAT(refusal(act_on_letter(call("3", R"({"act":"retry","reason":"x"})"), desk)),
              HasSubstr("reason"));
  EXPECT_NE(refusal(act_on_letter(call("three", R"({"act":"retry"})"), desk)), "");
  EXPECT_NE(refusal(act_on_channel(call("mail", R"({"act":"close"})"), desk)), "");
}

TEST_F(ChannelHandlersTest, DeadLettersAndChannelsAreForThoseWhoReadAll) {
  Desk desk = this->desk();
  EXPECT_THAT(get_dead_letters(call(""), desk)->body, HasSubstr("连接被拒绝"));
  EXPECT_THAT(get_channels(call(""), desk)->body, HasSubstr(R"("name":"smtp","state":"on")"));
  account_->reads_all = false;
  EXPECT_EQ(get_dead_letters(call(""), desk).error().code, ErrorCode::forbidden);
  EXPECT_EQ(get_channels(call(""), desk).error().code, ErrorCode::forbidden);
}

TEST_F(ChannelHandlersTest, TheStatusNamesChannelsThatAreOff) {
  Desk desk = this->desk();
  EXPECT_THAT(get_status(call(""), desk)->body,
              HasSubstr(R"("channels_off":[{"name":"log","problem":"不再提供"}])"));
  account_->reads_all = false;
  account_->read_departments = {DepartmentId("130605-203")};
  EXPECT_THAT(get_status(call(""), desk)->body, HasSubstr(R"("channels_off":null)"));
}

TEST_F(ChannelHandlersTest, ATestTellsWhatCameBack) {
  EXPECT_THAT(tested(), HasSubstr(R"("outcome":"refused","answer":"550 no")"));
  EXPECT_FALSE(in_hand_);
}

TEST_F(ChannelHandlersTest, ARepeatedRequestSendsNoSecondTest) {
  EXPECT_THAT(tested(true), HasSubstr(R"("outcome":null)"));
  EXPECT_EQ(sent_, 0);
}

TEST_F(ChannelHandlersTest, OneTestIsOnItsWayAtATime) {
  in_hand_ = true;
  EXPECT_THAT(tested(), HasSubstr("another one is on its way"));
  EXPECT_EQ(sent_, 0);
  EXPECT_TRUE(in_hand_) << "it is still the other one's";
}

TEST_F(ChannelHandlersTest, WithoutChannelsNothingIsTested) {
  Desk desk = this->desk();
  desk.send_test = nullptr;
  EXPECT_EQ(test_channel(call("mail"), desk).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace budget
