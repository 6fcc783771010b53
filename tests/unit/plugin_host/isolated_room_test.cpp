#include "plugin_host/isolated_room.h"

#include <gmock/gmock.h>

#include <thread>

#include "plugin_host/file_hash.h"
#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class IsolatedRoomTest : public ::testing::Test {
 protected:
  IsolatedRoomTest() {
    setting_.name = "echo";
    setting_.library = test::built_plugin("echo");
    setting_.hash = sha256_of_file(setting_.library).value();
    setting_.id = "cn.budgetd.tests.echo";
    setting_.grace = std::chrono::milliseconds(20'000);
  }
  Result<void> open() {
    room_ =
        std::make_unique<IsolatedRoom>(setting_, test::PluginFolder().places().room_program, log_);
    const auto loaded = room_->load();
    if (!loaded) return loaded.error();
    return room_->configure(R"({"greeting":")" + greeting_ + "\"}");
  }
  CallResult order(const std::string& order, std::int64_t budget_ms = 20'000) {
    return room_->call(test::check_call(R"({"order":")" + order + "\"}"), budget_ms);
  }
  bool is_well() { return order("").status == BUDGET_OK; }
  bool has(const std::string& protection) {
    const auto words = room_->protections();
    return std::find(words.begin(), words.end(), protection) != words.end();
  }

  RoomSetting setting_;
  std::string greeting_ = "hello";
  test::KeptLog log_;
  std::unique_ptr<IsolatedRoom> room_;
};

TEST_F(IsolatedRoomTest, AnswersACall) {
  ASSERT_TRUE(open());
  const CallResult result = room_->call(test::check_call(R"({"a":1})"), 10'000);
  EXPECT_EQ(result.status, BUDGET_OK) << result.error;
  EXPECT_THAT(result.reply.result, HasSubstr(R"("payload":{"a":1})"));
  EXPECT_EQ(log_.count("plugin name=echo line=called for budget.rule.check/1"), 1U);
}

TEST_F(IsolatedRoomTest, CostsACrashOneCallAndNothingElse) {
  ASSERT_TRUE(open());
  for (const char* way : {"crash", "abort", "exit"}) {
    const CallResult result = order(way);
    EXPECT_TRUE(is_fault(result)) << way;
    EXPECT_THAT(result.error, HasSubstr("process ended")) << way;
    EXPECT_TRUE(is_well()) << "started again after " << way;
  }
  EXPECT_EQ(log_.count("plugin_restarted"), 3U);
}

TEST_F(IsolatedRoomTest, EndsAPluginThatHangs) {
  setting_.grace = std::chrono::milliseconds(100);
  ASSERT_TRUE(open());
  const auto begun = std::chrono::steady_clock::now();
  const CallResult result = order("hang", 50);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
  EXPECT_THAT(result.error, HasSubstr("hangs; its process was ended"));
  EXPECT_FALSE(result.is_lost) << "nothing is left of it";
  EXPECT_TRUE(is_well());
}

TEST_F(IsolatedRoomTest, EndsAProcessThatDoesNotStir) {
  setting_.silence = std::chrono::milliseconds(2'000);
  ASSERT_TRUE(open());
  const CallResult result = order("stop_process", 60'000);
  EXPECT_THAT(result.error, HasSubstr("expected a sign of life"));
  EXPECT_TRUE(is_well());
}

TEST_F(IsolatedRoomTest, TellsThePluginWhenNobodyWaitsAnyMore) {
  ASSERT_TRUE(open());
  const CallResult result = order("wait_until_cancelled", 20);
  EXPECT_EQ(result.status, BUDGET_CANCELLED) << result.error;
  EXPECT_TRUE(is_well());
  EXPECT_EQ(log_.count("plugin_restarted"), 0U);
}

TEST_F(IsolatedRoomTest, SurvivesAPluginThatEatsMemory) {
  setting_.memory_mib = 64;
  ASSERT_TRUE(open());
  if (!has("rlimits")) GTEST_SKIP() << "no limit of memory in a sanitizer's build";
  EXPECT_TRUE(is_fault(order("eat_memory")));
  EXPECT_TRUE(is_well());
}

TEST_F(IsolatedRoomTest, RefusesWhatThePluginRefuses) {
  greeting_ = "refuse";
  EXPECT_THAT(open().error().message, HasSubstr("expected a kinder greeting"));
}

TEST_F(IsolatedRoomTest, SurvivesACrashWhileItIsConfigured) {
  greeting_ = "crash";
  EXPECT_THAT(open().error().message, HasSubstr("process ended by signal 11"));
}

TEST_F(IsolatedRoomTest, SaysWhatALibraryIsRefusedFor) {
  setting_.library = "/lib/x86_64-linux-gnu/libm.so.6";
  setting_.hash = sha256_of_file(setting_.library).value();
  EXPECT_THAT(open().error().message, HasSubstr("does not export it"));
}

TEST_F(IsolatedRoomTest, TakesEverythingAwayThatComputingDoesNotNeed) {
  const test::PluginFolder folder;
  setting_.library = folder.take("echo");
  folder.write("secrets.txt", "not the plugin's");
  ASSERT_TRUE(open());
  const CallResult result = order("probe");
  ASSERT_EQ(result.status, BUDGET_OK) << result.error;
  const Json probed = Json::parse(result.reply.result).value();
  EXPECT_EQ(probed["environment"].text(), "empty");
  EXPECT_EQ(probed["descriptors"].integer(), 2) << "its socket and the list of its own threads";
  EXPECT_TRUE(has("no_new_privs"));
  if (!has("seccomp")) GTEST_SKIP() << "this machine or build has no seccomp";
  for (const char* deed : {"write_file", "socket", "fork", "run_program", "signal_others",
                           "have_others_signalled", "choose_the_signal"})
    EXPECT_EQ(probed[deed].text(), "EPERM") << deed;
  if (!has("landlock")) GTEST_SKIP() << "this machine has no Landlock";
  EXPECT_EQ(probed["read_foreign_file"].text(), "EACCES");
  EXPECT_EQ(probed["read_beside_the_library"].text(), "EACCES");
}

TEST_F(IsolatedRoomTest, CarriesLargePayloadsAndAttachments) {
  ASSERT_TRUE(open());
  PluginCall call = test::check_call(R"({"long":")" + std::string(4U << 20U, 'x') + "\"}");
  call.capability = BUDGET_IMPORT_READ;
  call.attachment = std::string(5U << 20U, 'y');
  const CallResult result = room_->call(call, 20'000);
  ASSERT_EQ(result.status, BUDGET_OK) << result.error;
  EXPECT_GT(result.reply.result.size(), 9U << 20U);
}

TEST_F(IsolatedRoomTest, ThinsAFloodOfLines) {
  ASSERT_TRUE(open());
  EXPECT_EQ(order("flood_log").status, BUDGET_OK);
  EXPECT_LE(log_.count("line=line"), 50U);
  EXPECT_EQ(log_.count("more lines were left out"), 1U);
}

TEST_F(IsolatedRoomTest, StartsAgainOnlyWithTheLibraryThatWasVerified) {
  const test::PluginFolder folder;
  setting_.library = folder.take("echo");
  ASSERT_TRUE(open());
  // As an upgrade does: another file takes the name while the daemon goes on.
  std::filesystem::rename(setting_.library, folder.path() / "before.so");
  folder.write("echo.so", folder.read("before.so") + "another build");
  EXPECT_TRUE(is_well()) << "the process that runs has its own";
  EXPECT_TRUE(is_fault(order("crash")));
  const CallResult again = order("");
  EXPECT_TRUE(is_fault(again));
  EXPECT_THAT(again.error, HasSubstr("was replaced since"));
}

TEST_F(IsolatedRoomTest, WhatOthersTookIsNotHeldAgainstACall) {
  ASSERT_TRUE(open());
  std::thread other(
      [&] { EXPECT_EQ(order("wait_until_cancelled", 900).status, BUDGET_CANCELLED); });
  std::vector<CallResult> behind;
  for (int i = 0; i < 3; ++i)
    behind.push_back(order("wait_until_cancelled", 300));
  other.join();
  for (const CallResult& result : behind)
    EXPECT_FALSE(is_fault(result)) << result.error;
  EXPECT_EQ(log_.count("plugin_restarted"), 0U);
}

TEST_F(IsolatedRoomTest, EndsCleanly) {
  ASSERT_TRUE(open());
  room_.reset();
  EXPECT_EQ(log_.count("plugin_ended_badly"), 0U);
}

}  // namespace
}  // namespace budget
