#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "plugin_host/plugin_registry.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

// A plugin that breaks its promises costs its own answers, never the process that keeps it.

namespace budget {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// What keeps a good plugin beside a bad one, on a clock of its own.
class SurvivalTest : public testing::TestWithParam<const char*> {
 protected:
  static fs::path bin() { return std::getenv("BUDGET_BIN_DIR"); }

  static PluginEntry entry(const std::string& file, PluginRoom room) {
    PluginEntry made;
    made.name = file;
    made.file = file + ".so";
    made.room = room;
    made.budget_ms = 2'000;
    return made;
  }

  std::unique_ptr<PluginRegistry> open(PluginRoom room,
                                       const std::map<std::string, PluginRecord>& known = {}) {
    PluginRegistry::Options options;
    options.places.folder = bin() / "../bad_plugins";
    options.places.room_program = bin() / "budget-plugin-host";
    options.crash_file = folder_.path() / "crash";
    options.now = [this] { return now_; };
    return std::make_unique<PluginRegistry>(
        std::vector<PluginEntry>{entry(GetParam(), room), entry("plain", PluginRoom::isolated)},
        known, options, log_);
  }

  Result<PluginReply> ask(PluginRegistry& registry, const std::string& name) {
    PluginCall call;
    call.capability = BUDGET_RULE_CHECK;
    call.payload = R"({"schema":"budget.rule.check/1"})";
    call.budget_ms = 1'000;
    return registry.call(name, call);
  }

  /// Asks the bad one until it is put aside, resting between the calls as the daemon does.
  void ask_often(PluginRegistry& registry) {
    for (int i = 0; i < 4; ++i) {
      (void)ask(registry, GetParam());
      now_ += std::chrono::minutes(10);
    }
  }

  test::TemporaryFolder folder_;
  test::SilentLogger log_;
  PluginRegistry::Moment now_{std::chrono::hours(1'000)};
};

std::string name_printed(const testing::TestParamInfo<const char*>& tested) {
  return tested.param;
}

class BrokenCallsTest : public SurvivalTest {};
TEST_P(BrokenCallsTest, PutThePluginAsideAndNothingElse) {
  const auto registry = open(PluginRoom::isolated);
  ask_often(*registry);
  EXPECT_EQ(registry->plugins().at(0).stage, PluginStage::quarantined);
  EXPECT_NE(registry->plugins().at(0).problem, "");
  EXPECT_EQ(ask(*registry, GetParam()).error().code, ErrorCode::unavailable);
  EXPECT_TRUE(ask(*registry, "plain"));
}
INSTANTIATE_TEST_SUITE_P(Isolated, BrokenCallsTest,
                         testing::Values("throws", "crashes", "aborts", "exits",
                                         "overflows_the_stack", "hangs", "broken_utf8",
                                         "broken_json"),
                         name_printed);

class UnusableTest : public SurvivalTest {};
TEST_P(UnusableTest, IsPutAsideAtTheStartWithAReason) {
  const auto registry = open(PluginRoom::isolated);
  EXPECT_EQ(registry->plugins().at(0).stage, PluginStage::quarantined);
  EXPECT_THAT(registry->plugins().at(0).problem, HasSubstr("expected"));
  EXPECT_TRUE(ask(*registry, "plain"));
}
INSTANTIATE_TEST_SUITE_P(Isolated, UnusableTest,
                         testing::Values("missing", "no_library", "no_symbol", "two_symbols",
                                         "wrong_magic", "older_major", "newer_major", "newer_host",
                                         "small_entry", "small_factory", "small_descriptor",
                                         "small_capability", "no_factory", "lying_id",
                                         "broken_options", "crashes_at_load"),
                         name_printed);

class HarmlessTest : public SurvivalTest {};
TEST_P(HarmlessTest, GoesOnAndEndsInBoundedTime) {
  const auto registry = open(PluginRoom::isolated);
  ask_often(*registry);
  EXPECT_TRUE(ask(*registry, "plain"));
  registry->stop();
  EXPECT_EQ(ask(*registry, "plain").error().code, ErrorCode::unavailable);
}
INSTANTIATE_TEST_SUITE_P(Isolated, HarmlessTest,
                         testing::Values("leaks", "floods", "huge_reply", "impure",
                                         "leaves_threads", "changing_descriptors",
                                         "knows_everything", "starts_once", "fragile",
                                         "crashes_at_destroy", "crashes_at_deinit",
                                         "crashes_at_exit"),
                         name_printed);

class InsideTest : public SurvivalTest {};
TEST_P(InsideTest, IsSurvivedEvenInTheSameProcess) {
  const auto registry = open(PluginRoom::inside);
  ask_often(*registry);
  EXPECT_TRUE(ask(*registry, "plain"));
}
INSTANTIATE_TEST_SUITE_P(Inside, InsideTest,
                         testing::Values("throws", "leaks", "floods", "huge_reply", "broken_utf8",
                                         "broken_json", "impure", "leaves_threads", "lying_id",
                                         "refuses_silently", "wrong_magic"),
                         name_printed);

class CrashInsideTest : public SurvivalTest {};
TEST_P(CrashInsideTest, IsKnownByNameAtTheNextStart) {
  const pid_t child = fork();
  if (child == 0) {
    const auto registry = open(PluginRoom::inside);
    (void)ask(*registry, GetParam());
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  const auto registry = open(PluginRoom::inside);
  EXPECT_EQ(registry->plugins().at(0).stage, PluginStage::quarantined);
  EXPECT_EQ(ask(*registry, GetParam()).error().code, ErrorCode::unavailable);
  EXPECT_TRUE(ask(*registry, "plain"));
}
INSTANTIATE_TEST_SUITE_P(Inside, CrashInsideTest, testing::Values("crashes", "aborts"),
                         name_printed);

}  // namespace
}  // namespace budget
