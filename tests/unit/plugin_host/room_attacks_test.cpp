#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include <budget/text.h>

#include "plugin_host/file_hash.h"
#include "plugin_host/isolated_room.h"
#include "unit/plugin_host/plugin_folder.h"

// tests/support/plugins/hostile.cpp attacks the isolated room in every way we could think of. What
// each attack may cost is one call, and never more than its time.

namespace budget {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class RoomAttackTest : public ::testing::Test {
 protected:
  RoomAttackTest() {
    setting_.name = "hostile";
    setting_.library = folder_.take("hostile");
    setting_.hash = sha256_of_file(setting_.library).value();
    setting_.id = "cn.budgetd.tests.hostile";
    setting_.grace = std::chrono::milliseconds(20'000);
  }
  void open() {
    room_ = std::make_unique<IsolatedRoom>(setting_, program_, log_);
    const auto loaded = room_->load();
    ASSERT_TRUE(loaded) << loaded.error().message;
    ASSERT_TRUE(room_->configure("{}"));
  }
  /// Why it cannot be opened.
  std::string refusal() {
    IsolatedRoom room(setting_, program_, log_);
    const auto loaded = room.load();
    return loaded ? "" : loaded.error().message;
  }
  /// The library does while it is loaded what its file is named after.
  void take_as(const std::string& name) { setting_.library = folder_.take("hostile", name); }
  /// Waits until the room's process, this one's only child, has ended; the room reaps it.
  static void wait_for_its_end() {
    siginfo_t info{};
    ASSERT_EQ(waitid(P_ALL, 0, &info, WEXITED | WNOWAIT), 0);
  }
  static std::size_t descriptors_of_this_process() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }
  CallResult order(const std::string& order, std::int64_t budget_ms = 60'000) {
    const Json payload = Json::object().set("order", order).set("parent", getpid());
    CallResult result = room_->call(test::check_call(payload.to_text()), budget_ms);
    check_result(result);
    return result;
  }
  bool is_well() {
    const CallResult result = room_->call(test::check_call("{}"), kBudgetMs);
    return result.status == BUDGET_OK && result.reply.result == R"({"well":true})";
  }
  Json told(const std::string& what) {
    const CallResult result = order(what);
    EXPECT_EQ(result.status, BUDGET_OK) << result.error;
    return Json::parse(result.reply.result.empty() ? "{}" : result.reply.result).value();
  }
  bool has(const std::string& protection) {
    const auto words = room_->protections();
    return std::find(words.begin(), words.end(), protection) != words.end();
  }

  static constexpr std::int64_t kBudgetMs = 2'000;

  test::PluginFolder folder_;
  std::filesystem::path program_ = folder_.places().room_program;
  RoomSetting setting_;
  test::KeptLog log_;
  std::unique_ptr<IsolatedRoom> room_;
};

TEST_F(RoomAttackTest, NoWayLeadsOutOfTheProcess) {
  open();
  if (!has("seccomp")) GTEST_SKIP() << "this machine or build has no seccomp";
  const Json tried = told("ways_out");
  ASSERT_FALSE(tried.members().empty());
  for (const auto& [way, outcome] : tried.members())
    EXPECT_THAT(outcome.text(), AnyOf("EPERM", "ENOSYS", "EACCES")) << way;
}

TEST_F(RoomAttackTest, NothingCanBeReadButLibrariesAndFonts) {
  namespace fs = std::filesystem;
  const test::PluginFolder office;
  office.write("budgetd.db", "the office's own");
  fs::create_symlink(office.path() / "budgetd.db", folder_.path() / "link.so");
  fs::create_hard_link(office.path() / "budgetd.db", folder_.path() / "hard.so");
  folder_.write("parts.so/secret.txt", "not the plugin's");
  folder_.write("payments.source.csv", "not the plugin's");
  fs::copy_file(setting_.library, folder_.path() / "brought.so.1.2");
  fs::create_symlink("brought.so.1.2", folder_.path() / "brought.so.1");
  open();
  if (!has("landlock")) GTEST_SKIP() << "this machine or build has no Landlock";
  const std::set<std::string> needed{"library_beside_it", "itself", "space_of_the_disk"};
  const Json tried = told("files");
  ASSERT_FALSE(tried.members().empty());
  for (const auto& [file, outcome] : tried.members())
    EXPECT_EQ(outcome.text(), needed.contains(file) ? "allowed" : "EACCES") << file;
}

TEST_F(RoomAttackTest, WhatItIsLimitedToItCannotWiden) {
  open();
  EXPECT_LE(told("many_descriptors")["descriptors"].integer(), 64);
  EXPECT_LE(told("map_without_end")["mib"].integer(), setting_.memory_mib + 64);
  const Json tried = told("more_than_its_limits");
  for (const auto& [limit, outcome] : tried.members())
    EXPECT_EQ(outcome.text(), "EPERM") << limit;
}

TEST_F(RoomAttackTest, AProcessThatMakesThreadsWithoutEndIsEnded) {
  open();
  EXPECT_TRUE(is_fault(order("many_threads")));
  EXPECT_EQ(order("many_threads_later").status, BUDGET_OK) << "nothing is wrong with its answer";
  wait_for_its_end();
  EXPECT_TRUE(is_fault(order("")));
  EXPECT_TRUE(is_well());
  EXPECT_EQ(log_.count("expected at most 64 threads"), 2U);
}

TEST_F(RoomAttackTest, AProcessThatWorksOnBetweenCallsIsEnded) {
  open();
  EXPECT_EQ(order("work_on").status, BUDGET_OK);
  wait_for_its_end();
  EXPECT_TRUE(is_fault(order("")));
  EXPECT_EQ(log_.count("expected the plugin to rest between two calls"), 1U);
  EXPECT_TRUE(is_well());
}

TEST_F(RoomAttackTest, AProcessThatIsKilledBetweenCallsCostsTheNextOne) {
  open();
  EXPECT_EQ(order("die_after_the_answer").status, BUDGET_OK);
  wait_for_its_end();
  EXPECT_THAT(order("").error, HasSubstr("by signal 9"));
  EXPECT_TRUE(is_well());
}

TEST_F(RoomAttackTest, ASecondAnswerIsNotTakenForTheNextCalls) {
  for (const char* way : {"reply_twice", "reply_with_files", "byte_by_byte", "reply_of_even_parts",
                          "reply_with_strange_status"}) {
    open();
    (void)order(way);
    EXPECT_THAT(order("").error, HasSubstr("process breaks the rules")) << way;
    EXPECT_TRUE(is_well()) << way;
  }
}

TEST_F(RoomAttackTest, WhatIsSentAlongOrLeftBehindChangesNoAnswer) {
  setting_.grace = std::chrono::milliseconds(20'000);
  open();
  for (const char* way :
       {"write_in_the_request", "null_with_a_size", "make_it_block_no_more", "pass_descriptors"}) {
    const std::size_t before = descriptors_of_this_process();
    EXPECT_EQ(order(way).reply.result, "{}") << way;
    EXPECT_TRUE(is_well()) << way;
    EXPECT_EQ(descriptors_of_this_process(), before) << way;
  }
}

TEST_F(RoomAttackTest, ALateAnswerWithinTheGraceIsOne) {
  open();
  EXPECT_EQ(order("late_answer", 20).reply.result, R"({"late":true})");
  EXPECT_EQ(log_.count("plugin_restarted"), 0U);
}

TEST_F(RoomAttackTest, CallsFromThreadsAreTheProcesssOwnTrouble) {
  open();
  for (const char* way : {"calls_back_at_once", "calls_back_later"}) {
    (void)order(way);
    const CallResult next = order("");
    EXPECT_TRUE(is_fault(next) || next.reply.result == R"({"well":true})") << way;
  }
}

/// What a library says of itself in the room's name, while it is loaded.
TEST_F(RoomAttackTest, WhatItBoastsOfWhileLoadedIsKeptShortAndReadable) {
  take_as("boasts");
  IsolatedRoom room(setting_, program_, log_);
  ASSERT_TRUE(room.load());
  ASSERT_FALSE(room.protections().empty());
  for (const std::string& word : room.protections())
    EXPECT_TRUE(is_readable(word) && word.size() <= 210) << word.size();
}

TEST_F(RoomAttackTest, ADescriptionWithoutEndIsRefused) {
  take_as("boasts_at_length");
  EXPECT_THAT(refusal(), HasSubstr("expected a description of at most"));
}

TEST_F(RoomAttackTest, AProcessThatIsKilledWhileLoadingIsARefusal) {
  take_as("dies_while_loaded");
  EXPECT_THAT(refusal(), HasSubstr("by signal 9"));
}

TEST_F(RoomAttackTest, AProgramThatIsNoRoomIsARefusal) {
  for (const char* program : {"/bin/false", "/bin/yes", "/bin/echo"}) {
    program_ = program;
    EXPECT_THAT(refusal(), HasSubstr("expected ")) << program;
  }
}

/// An attack, and what becomes of its call.
struct Attack {
  const char* order;
  const char* told;
};

class RoomAttacksTest : public RoomAttackTest, public ::testing::WithParamInterface<Attack> {};

TEST_P(RoomAttacksTest, CostsOneCallAtMost) {
  setting_.grace = std::chrono::milliseconds(300);
  open();
  const CallResult result = order(GetParam().order, kBudgetMs);
  EXPECT_NE(result.status, BUDGET_OK) << result.reply.result;
  EXPECT_THAT(result.error, HasSubstr(GetParam().told));
  EXPECT_TRUE(is_readable(result.error) && result.error.size() < 5'000) << result.error;
  EXPECT_TRUE(is_well());
}

constexpr Attack kAttacks[] = {
    {"deep_json", "goes deeper"},
    {"deep_whole_json", "goes deeper"},
    {"bad_utf8", "expected UTF-8 in the JSON text"},
    {"bad_utf8_in_error", "expected "},
    {"null_sentence", ""},
    {"size_without_end", "but the plugin gives more"},
    {"lying_size", "by signal 11"},
    {"free_in_the_request", "by signal 6"},
    {"free_the_sink", "by signal 6"},
    {"write_in_the_tables", "expected one JSON value"},
    {"signal_handlers", "with code 66"},
    {"block_signals", "its process was ended"},
    {"end_its_thread", "its process was ended"},
    {"unmap_everything", "by signal 11"},
    {"die", "by signal 9"},
    {"die_in_mid_answer", "by signal 9"},
    {"garbage", "expected a frame, but its kind is"},
    {"huge_frame", "expected a frame of at most"},
    {"half_a_frame", "its process was ended"},
    {"byte_by_byte_for_ever", "its process was ended"},
    {"beats_for_ever", "its process was ended"},
    {"lines_for_ever", "process"},
    {"reply_to_the_next", "it is to another"},
    {"reply_of_many_parts", "too many parts"},
    {"refused_frame", "a frame out of turn"},
    {"loaded_again", "it is to another"},
    {"shut_the_socket", "process ended"},
    {"put_another_in_its_place", "process ended"},
    {"eat_the_host_s_frames", "its process was ended"},
};
INSTANTIATE_TEST_SUITE_P(All, RoomAttacksTest, ::testing::ValuesIn(kAttacks),
                         [](const auto& tried) { return std::string(tried.param.order); });

}  // namespace
}  // namespace budget
