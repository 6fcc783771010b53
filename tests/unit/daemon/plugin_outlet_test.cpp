#include "daemon/plugin_outlet.h"

#include <gtest/gtest.h>

#include "engine/rehearsal/virtual_clock.h"
#include "support/small_office.h"

namespace budget {
namespace {

/// A notifier with as many requests as a test wants, which judges by the answer's body.
class TestCatalog final : public PluginCatalog {
 public:
  [[nodiscard]] std::vector<PluginInfo> plugins() const override { return {}; }
  [[nodiscard]] Result<PluginReply> call(const std::string&, const PluginCall& call) override {
    const Json payload = Json::parse(call.payload).value();
    if (call.capability == BUDGET_NOTIFY_BUILD) return PluginReply{built(payload), {}};
    if (std::exchange(cannot_judge, false))
      return Error{ErrorCode::unavailable, "expected an answer, but the plugin crashed"};
    Json verdict = Json::object();
    verdict.set("schema", "budget.notify.verdict/1").set("outcome", payload["body"].text());
    return PluginReply{verdict.set("reason", reason).to_text(), {}};
  }

  int requests = 1;
  std::vector<std::string> addresses;  ///< of each request; empty: to the group
  bool leaves_out = false;
  bool cannot_judge = false;
  std::string reason = "said so";

 private:
  [[nodiscard]] std::string built(const Json& payload) const {
    Json ids = Json::array();
    if (!leaves_out) {
      for (const Json& message : payload["messages"].items())
        ids.push(message["id"]);
    }
    Json list = Json::array();
    for (int i = 0; i < requests; ++i) {
      list.push(Json::object()
                    .set("kind", "http")
                    .set("messages", ids)
                    .set("to", addresses.empty()
                                   ? Json::array()
                                   : Json::array().push(addresses.at(static_cast<std::size_t>(i))))
                    .set("url", "https://example.gov.cn/" + std::to_string(i))
                    .set("body", payload["messages"].items().at(0)["recipients"].to_text()));
    }
    Json json = Json::object();
    return json.set("schema", "budget.notify.requests/1").set("requests", list).to_text();
  }
};

class PluginOutletTest : public testing::Test {
 protected:
  PluginOutletTest() : clock_(Instant(0)) {}

  PluginOutlet outlet(Throttle throttle = {0, 0}) {
    return {"mail",
            "office_mail",
            throttle,
            {.catalog = catalog_,
             .clock = clock_,
             .people = people_,
             .steady_ms = [this] { return now_ms_; },
             .send = [this](const plugin::Request& request) -> Result<plugin::Answer> {
               sent_.push_back(request.url);
               body_ = request.body;
               const std::string answer = answers_.empty() ? "delivered" : answers_.front();
               if (!answers_.empty()) answers_.erase(answers_.begin());
               return plugin::Answer{200, answer, 0};
             }}};
  }
  static Parcel parcel() {
    WaitingNotice waiting;
    waiting.notice.id = NoticeId(7);
    waiting.notice.recipients = {PersonId("wang_fang"), PersonId("li_qiang")};
    return {{}, PersonId("wang_fang"), {waiting}, 0, {}};
  }

  TestCatalog catalog_;               // NOLINT
  VirtualClock clock_;                // NOLINT
  AddressBook people_;                // NOLINT
  std::int64_t now_ms_ = 0;           // NOLINT
  std::vector<std::string> answers_;  // NOLINT
  std::vector<std::string> sent_;     // NOLINT
  std::string body_;                  // NOLINT
};

TEST_F(PluginOutletTest, OfALetterInPartsOnlyThoseGoAgainThatDidNotArrive) {
  catalog_.requests = 3;
  answers_ = {"delivered", "retry"};
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::retry);
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::delivered);
  EXPECT_EQ(sent_,
            (std::vector<std::string>{"https://example.gov.cn/0", "https://example.gov.cn/1",
                                      "https://example.gov.cn/1", "https://example.gov.cn/2"}));
}

TEST_F(PluginOutletTest, AnAddressThatIsRefusedKeepsNobodyElseFromTheirs) {
  catalog_.requests = 3;
  catalog_.addresses = {"a@x.cn", "b@x.cn", "c@x.cn"};
  answers_ = {"delivered", "refused", "delivered"};
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::refused);
  EXPECT_EQ(sent_.size(), 3U);
}

TEST_F(PluginOutletTest, ADeadLetterThatIsTriedAgainGoesToThoseOnlyWhoHaveNotGotIt) {
  catalog_.requests = 2;
  catalog_.addresses = {"a@x.cn", "b@x.cn"};
  answers_ = {"delivered", "refused"};
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::refused);
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::delivered);
  EXPECT_EQ(sent_.size(), 3U);
  EXPECT_EQ(sent_.back(), "https://example.gov.cn/1");
}

TEST_F(PluginOutletTest, WhoHasGotALetterIsKnownWhenItGoesToFewerPeople) {
  catalog_.requests = 3;
  catalog_.addresses = {"gone@x.cn", "b@x.cn", "c@x.cn"};
  answers_ = {"retry", "delivered", "retry"};
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::retry);
  catalog_.requests = 2;
  catalog_.addresses = {"b@x.cn", "c@x.cn"};
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::delivered);
  EXPECT_EQ(sent_.size(), 4U);
}

TEST_F(PluginOutletTest, SaysWhatTheServiceSaid) {
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).answer, "200 delivered");
}

TEST_F(PluginOutletTest, KeepsNoReasonOfAnyLength) {
  catalog_.reason = std::string(1U << 20U, 'x');
  answers_ = {"refused"};
  PluginOutlet mail = outlet();
  EXPECT_LT(mail.deliver("k", parcel()).problem.size(), 2'000U);
}

TEST_F(PluginOutletTest, AnAnswerNobodyCouldJudgeIsJudgedLaterAndNotAskedForAgain) {
  catalog_.cannot_judge = true;
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::retry);
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::delivered);
  EXPECT_EQ(sent_.size(), 1U);
}

TEST_F(PluginOutletTest, KeepsToTheQuotaWithoutFailing) {
  PluginOutlet robot = outlet(Throttle(0, 2));
  EXPECT_EQ(robot.deliver("a", parcel()).outcome, Attempt::Outcome::delivered);
  EXPECT_EQ(robot.deliver("b", parcel()).outcome, Attempt::Outcome::delivered);
  const Attempt third = robot.deliver("c", parcel());
  EXPECT_EQ(third.outcome, Attempt::Outcome::busy);
  EXPECT_EQ(third.wait_ms, 60'000);
  now_ms_ = 60'000;
  EXPECT_EQ(robot.deliver("c", parcel()).outcome, Attempt::Outcome::delivered);
}

TEST_F(PluginOutletTest, APluginThatLeavesOutAMessageIsRefused) {
  catalog_.leaves_out = true;
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::refused);
  EXPECT_TRUE(sent_.empty());
}

TEST_F(PluginOutletTest, ALetterToOnePersonNamesNobodyElse) {
  PluginOutlet mail = outlet();
  ASSERT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::delivered);
  EXPECT_NE(body_.find("wang_fang"), std::string::npos);
  EXPECT_EQ(body_.find("li_qiang"), std::string::npos);
}

TEST_F(PluginOutletTest, TellsWhenAChannelIsGone) {
  answers_ = {"gone"};
  PluginOutlet mail = outlet();
  EXPECT_EQ(mail.deliver("k", parcel()).outcome, Attempt::Outcome::gone);
}

}  // namespace
}  // namespace budget
