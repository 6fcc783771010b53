#include "plugin_host/inside_room.h"

#include <gmock/gmock.h>

#include "plugin_host/file_hash.h"
#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::HasSubstr;

class InsideRoomTest : public ::testing::Test {
 protected:
  InsideRoomTest() { make(std::chrono::milliseconds(20'000)); }
  void make(std::chrono::milliseconds grace) {
    RoomSetting setting;
    setting.name = "echo";
    setting.library = test::built_plugin("echo");
    setting.hash = sha256_of_file(setting.library).value();
    setting.id = "cn.budgetd.tests.echo";
    setting.grace = grace;
    room_ = std::make_unique<InsideRoom>(setting, std::make_shared<LibraryShelf>(""), log_);
  }
  void open() {
    ASSERT_TRUE(room_->load());
    ASSERT_TRUE(room_->configure(R"({"greeting":"hello"})"));
  }
  CallResult order(const std::string& order, std::int64_t budget_ms = 10'000) {
    return room_->call(test::check_call(R"({"order":")" + order + "\"}"), budget_ms);
  }

  test::KeptLog log_;
  std::unique_ptr<InsideRoom> room_;
};

TEST_F(InsideRoomTest, AnswersACall) {
  open();
  const CallResult result = room_->call(test::check_call(R"({"a":1})"), 1'000);
  EXPECT_EQ(result.status, BUDGET_OK);
  EXPECT_THAT(result.reply.result, HasSubstr(R"("payload":{"a":1})"));
  EXPECT_EQ(log_.count("plugin name=echo line=called for budget.rule.check/1"), 1U);
}

TEST_F(InsideRoomTest, TurnsAnExceptionIntoAFault) {
  open();
  const CallResult result = order("throw");
  EXPECT_TRUE(is_fault(result));
  EXPECT_THAT(result.error, HasSubstr("across the border: thrown on order"));
}

TEST_F(InsideRoomTest, PassesARefusalOn) {
  open();
  const CallResult result = order("refuse");
  EXPECT_EQ(result.status, BUDGET_INVALID_INPUT);
  EXPECT_EQ(result.error, "expected something else, but it is this");
}

TEST_F(InsideRoomTest, TellsThePluginWhenNobodyWaitsAnyMore) {
  open();
  const CallResult result = order("wait_until_cancelled", 20);
  EXPECT_EQ(result.status, BUDGET_CANCELLED);
  EXPECT_FALSE(is_fault(result));
  EXPECT_EQ(room_->call(test::check_call("{}"), 10'000).status, BUDGET_OK) << "and goes on";
}

TEST_F(InsideRoomTest, RefusesAHugeResultWithoutKeepingIt) {
  open();
  EXPECT_EQ(order("huge_result").status, BUDGET_TOO_LARGE);
}

TEST_F(InsideRoomTest, ThinsAFloodOfLines) {
  open();
  EXPECT_EQ(order("flood_log").status, BUDGET_OK);
  EXPECT_EQ(log_.count("line=line"), 50U);
  EXPECT_EQ(log_.count("99950 more lines were left out"), 1U);
}

TEST_F(InsideRoomTest, RefusesOptionsThePluginRefuses) {
  ASSERT_TRUE(room_->load());
  const Error error = room_->configure(R"({"greeting":"refuse"})").error();
  EXPECT_THAT(error.message, HasSubstr("expected a kinder greeting"));
}

// Last of all: its thread works on to the end of the process.
TEST_F(InsideRoomTest, GivesUpACallThatDoesNotStop) {
  make(std::chrono::milliseconds(100));
  open();
  const CallResult result = order("hang", 20);
  EXPECT_TRUE(is_fault(result));
  EXPECT_TRUE(result.is_lost);
  EXPECT_TRUE(room_->call(test::check_call("{}"), 1'000).is_lost);
}

}  // namespace
}  // namespace budget
