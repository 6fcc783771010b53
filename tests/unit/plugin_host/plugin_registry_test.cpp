#include "plugin_host/plugin_registry.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <semaphore>
#include <thread>

#include "plugin_host/crash_marker.h"
#include "plugin_host/file_hash.h"
#include "unit/plugin_host/plugin_folder.h"

namespace budget {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A registry over copies of real plugins, on a clock that stands still.
class PluginRegistryTest : public ::testing::Test {
 protected:
  PluginRegistryTest() { folder_.take("echo"); }

  static PluginEntry entry(const std::string& name = "echo", const std::string& file = "echo.so") {
    PluginEntry made;
    made.name = name;
    made.file = file;
    made.room = PluginRoom::inside;
    return made;
  }

  PluginRegistry& open(std::vector<PluginEntry> entries) {
    for (PluginEntry& each : entries)
      each.folder = folder_.path().string();
    registry_.reset();
    PluginRegistry::Options options;
    options.places = folder_.places();
    options.is_safe_mode = is_safe_mode_;
    options.crash_file = crash_file_;
    options.now = [this] { return now_; };
    options.report = [this](const PluginProgress& report) {
      const std::lock_guard lock(mutex_);
      reports_.push_back(report);
      reported_.notify_all();
    };
    registry_ = std::make_unique<PluginRegistry>(std::move(entries), known_, options, log_);
    return *registry_;
  }
  Result<PluginReply> order(const std::string& text) {
    return registry_->call("echo", test::check_call(R"({"order":")" + text + "\"}"));
  }
  [[nodiscard]] PluginInfo info() const { return registry_->plugins().at(0); }
  [[nodiscard]] std::vector<PluginProgress> reports() {
    const std::lock_guard lock(mutex_);
    return reports_;
  }

  /// The last report, once there are so many.
  [[nodiscard]] PluginProgress next_report(std::size_t count) {
    std::unique_lock lock(mutex_);
    reported_.wait(lock, [&] { return reports_.size() >= count; });
    return reports_.back();
  }

  test::PluginFolder folder_;
  test::KeptLog log_;
  std::map<std::string, PluginRecord> known_;
  bool is_safe_mode_ = false;
  std::filesystem::path crash_file_;
  PluginRegistry::Moment now_{1'000h};
  std::mutex mutex_;
  std::condition_variable reported_;
  std::vector<PluginProgress> reports_;
  std::unique_ptr<PluginRegistry> registry_;
};

TEST_F(PluginRegistryTest, TellsTheOptionsInForceAndNoSecret) {
  PluginEntry made = entry();
  folder_.write("token", "s3cret\n");
  made.options.set("window", 5).set("token", "file:token");
  open({made});
  const auto value_of = [&](const std::string& key) {
    const Json options = registry_->status().at(0).options;
    for (const Json& option : options.items())
      if (option["key"].text() == key) return option["value"].to_text();
    return std::string("no such option");
  };
  EXPECT_EQ(value_of("window"), "5");
  EXPECT_EQ(value_of("greeting"), "null") << "the default holds";
  EXPECT_EQ(value_of("token"), "\"file:token\"");
  made.folder = folder_.path().string();
  made.options.set("window", 99);
  registry_->reload({made});
  EXPECT_EQ(value_of("window"), "5") << "it goes on with what it had";
}

TEST_F(PluginRegistryTest, BringsAPluginToLifeStepByStep) {
  open({entry()});
  EXPECT_EQ(info().stage, PluginStage::active);
  EXPECT_EQ(info().id, "cn.budgetd.tests.echo");
  EXPECT_EQ(info().hash.text().size(), 64U);
  ASSERT_EQ(reports().size(), 1U);
  EXPECT_THAT(reports()[0].steps,
              ElementsAre(PluginStage::discovered, PluginStage::verified, PluginStage::loaded,
                          PluginStage::configured, PluginStage::active));
}

TEST_F(PluginRegistryTest, GivesEqualOptionsEqualIdentityAndOthersAnother) {
  PluginEntry first = entry();
  PluginEntry second = entry("second");
  PluginEntry third = entry("third");
  third.options.set("window", 5);
  const auto all = open({first, second, third}).plugins();
  EXPECT_EQ(all[0].hash, all[1].hash);
  EXPECT_NE(all[0].hash, all[2].hash);
}

TEST_F(PluginRegistryTest, QuarantinesWhatItCannotUseAndOpensAllTheSame) {
  folder_.take("echo", "forged");
  folder_.write("forged.so", folder_.read("forged.so") + "x");
  PluginEntry wrong_option = entry("wrong_option");
  wrong_option.options.set("window", 99).set("colour", "red");
  open({entry("none", "none.so"), entry("forged", "forged.so"), wrong_option, entry()});
  const auto all = registry_->plugins();
  EXPECT_THAT(all[0].problem, HasSubstr("there is no such file"));
  EXPECT_THAT(all[1].problem, HasSubstr("SHA-256"));
  EXPECT_THAT(all[2].problem, HasSubstr("between 1 and 31"));
  EXPECT_THAT(all[2].problem, HasSubstr("none named colour"));
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(all[static_cast<std::size_t>(i)].stage, PluginStage::quarantined);
  EXPECT_EQ(all[3].stage, PluginStage::active);
  EXPECT_EQ(registry_->call("forged", test::check_call("{}")).error().code, ErrorCode::unavailable);
}

TEST_F(PluginRegistryTest, KnowsNeitherOtherNamesNorOtherCapabilities) {
  open({entry()});
  EXPECT_EQ(registry_->call("nobody", test::check_call("{}")).error().code, ErrorCode::not_found);
  PluginCall call = test::check_call("{}");
  call.capability = "budget.rule.check/2";
  EXPECT_EQ(registry_->call("echo", call).error().code, ErrorCode::not_found);
}

TEST_F(PluginRegistryTest, LetsAPluginRestAfterAFaultAndQuarantinesItAfterThree) {
  open({entry()});
  EXPECT_EQ(order("throw").error().code, ErrorCode::unavailable);
  EXPECT_THAT(order("").error().message, HasSubstr("it rests for 1000 ms"));
  now_ += 1s;
  EXPECT_TRUE(order("")) << "back after its rest";
  EXPECT_FALSE(order("fault"));
  now_ += 10s;
  EXPECT_FALSE(order("not_json"));
  EXPECT_EQ(info().stage, PluginStage::quarantined);
  EXPECT_THAT(info().problem, HasSubstr("one JSON value"));
  now_ += 100h;
  EXPECT_FALSE(order("")) << "no time heals it";
  EXPECT_TRUE(reports().back().is_held);
}

TEST_F(PluginRegistryTest, BlamesNoPluginForARefusal) {
  open({entry()});
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(order("refuse").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(info().stage, PluginStage::active);
}

TEST_F(PluginRegistryTest, KeepsAPluginQuarantinedThatTheLogSaysIs) {
  known_["echo"] = {.id = "cn.budgetd.tests.echo",
                    .version = "1.0.0",
                    .hash = {},
                    .stage = PluginStage::quarantined,
                    .reason = "three faults",
                    .is_held = true,
                    .chosen = {}};
  open({entry()});
  EXPECT_EQ(info().stage, PluginStage::quarantined);
  EXPECT_EQ(info().problem, "three faults");
  EXPECT_THAT(reports(), IsEmpty());
}

TEST_F(PluginRegistryTest, TriesAnewWhatWasOnlyRefused) {
  known_["echo"].stage = PluginStage::quarantined;
  open({entry()});
  EXPECT_EQ(info().stage, PluginStage::active);
}

TEST_F(PluginRegistryTest, HoldsAPersonsChoiceOverTheFiles) {
  known_["echo"].chosen = PluginStage::shadow;
  open({entry()});
  EXPECT_EQ(info().stage, PluginStage::shadow);
  EXPECT_TRUE(order("")) << "a shadow runs too";
}

TEST_F(PluginRegistryTest, ObeysThePersonWhoTakesItOutAndBringsItBack) {
  open({entry()});
  registry_->act("echo", PluginAct::quarantine, "looks odd");
  EXPECT_EQ(next_report(2).reason, "looks odd");
  EXPECT_FALSE(order(""));
  registry_->act("echo", PluginAct::shadow, "");
  EXPECT_EQ(next_report(3).steps.back(), PluginStage::shadow);
  EXPECT_TRUE(order(""));
  registry_->act("echo", PluginAct::enable, "");
  EXPECT_THAT(next_report(4).steps, ElementsAre(PluginStage::active));
}

TEST_F(PluginRegistryTest, LeavesStrangersOutInSafeMode) {
  const test::PluginFolder elsewhere;
  elsewhere.take("echo");
  is_safe_mode_ = true;
  open({entry("stranger", (elsewhere.path() / "echo.so").string()), entry()});
  EXPECT_THAT(registry_->plugins()[0].problem, HasSubstr("safe mode"));
  EXPECT_FALSE(registry_->call("stranger", test::check_call("{}")));
  EXPECT_EQ(registry_->plugins()[1].stage, PluginStage::active);
  EXPECT_EQ(reports().size(), 1U) << "safe mode is no step in a plugin's life";
}

TEST_F(PluginRegistryTest, BlamesAPluginForACrashThoughItIsLeftOutInSafeMode) {
  crash_file_ = folder_.path() / "running";
  const pid_t child = fork();
  if (child == 0) {
    CrashMarker marker(crash_file_);
    const CrashMarker::Mark mark(marker, "echo");
    std::raise(SIGSEGV);
  }
  waitpid(child, nullptr, 0);
  PluginEntry stranger = entry();
  stranger.file = "/nowhere/echo.so";
  is_safe_mode_ = true;
  open({stranger});
  EXPECT_EQ(info().stage, PluginStage::quarantined);
  EXPECT_THAT(info().problem, HasSubstr("while this plugin ran inside it"));
  EXPECT_TRUE(reports().back().is_held) << "the next start without safe mode knows";
}

TEST_F(PluginRegistryTest, TakesOverChangedOptionsAndFiles) {
  folder_.write("note.txt", "old");
  PluginEntry with_note = entry();
  with_note.folder = folder_.path().string();
  with_note.options.set("note", "note.txt");
  open({with_note});
  const ContentHash before = info().hash;
  registry_->reload({with_note});
  EXPECT_EQ(reports().size(), 1U) << "nothing changed";
  folder_.write("note.txt", "new");
  registry_->reload({with_note});
  EXPECT_NE(info().hash, before);
  EXPECT_THAT(registry_->call("echo", test::check_call("{}")).value().result,
              HasSubstr(R"("note":"new")"));
}

TEST_F(PluginRegistryTest, GoesOnWithWhatItHadWhenNewOptionsAreRefused) {
  open({entry()});
  const ContentHash before = info().hash;
  PluginEntry refused = entry();
  refused.options.set("greeting", "refuse");
  registry_->reload({refused});
  EXPECT_EQ(info().stage, PluginStage::active);
  EXPECT_EQ(info().hash, before);
  EXPECT_THAT(info().problem, HasSubstr("it goes on with what it had"));
  EXPECT_TRUE(order(""));
}

TEST_F(PluginRegistryTest, RefusesAReplacedLibraryInsideUntilTheRestart) {
  open({entry()});
  folder_.write("new.so", folder_.read("echo.so") + "x");  // bytes behind the end harm no library
  std::filesystem::rename(folder_.path() / "new.so", folder_.path() / "echo.so");
  std::string manifest = folder_.read("echo.json");
  const std::string hash = sha256_of(folder_.read("echo.so"));
  folder_.write("echo.json", manifest.replace(manifest.find("sha256\":\"") + 9, 64, hash));
  registry_->reload({entry()});
  EXPECT_THAT(info().problem, HasSubstr("was replaced since"));
  EXPECT_TRUE(order("")) << "the old one serves on";
}

TEST_F(PluginRegistryTest, AddsAndRemovesEntries) {
  open({entry()});
  registry_->reload({entry("other")});
  EXPECT_EQ(registry_->plugins().size(), 1U);
  EXPECT_FALSE(registry_->call("echo", test::check_call("{}")));
  EXPECT_TRUE(registry_->call("other", test::check_call("{}")));
}

TEST_F(PluginRegistryTest, GivesSecretsToTheDaemonOnly) {
  folder_.write("token.txt", "hunter2");
  PluginEntry with_token = entry();
  with_token.options.set("token", "file:token.txt");
  open({with_token});
  EXPECT_EQ(registry_->secret("echo", "token").value(), "hunter2");
  EXPECT_FALSE(registry_->secret("echo", "other"));
  EXPECT_THAT(registry_->call("echo", test::check_call("{}")).value().result,
              HasSubstr("${secret:token}"));
  EXPECT_EQ(log_.count("hunter2"), 0U);
}

TEST_F(PluginRegistryTest, CountsCallsAndFaults) {
  open({entry()});
  EXPECT_TRUE(order(""));
  EXPECT_FALSE(order("throw"));
  const PluginStatus status = registry_->status().at(0);
  EXPECT_EQ(status.calls, 2);
  EXPECT_EQ(status.faults, 1);
  EXPECT_EQ(status.title_zh, "回声");
  EXPECT_EQ(status.options.items().size(), 5U);
}

TEST_F(PluginRegistryTest, EndsNoLibraryUnderACall) {
  open({entry()});
  std::binary_semaphore begins(0);
  std::atomic<bool> has_ended = false;
  std::string refusal;
  std::thread caller([&] {
    const PluginCall call = test::check_call(R"({"order":"wait_until_cancelled"})", 400);
    begins.release();
    refusal = registry_->call("echo", call).error().message;
    has_ended = true;
  });
  begins.acquire();
  for (const auto until = std::chrono::steady_clock::now() + 100ms;
       std::chrono::steady_clock::now() < until;) {
  }
  registry_->stop();
  // The caller's thread needs a moment to say so; a call that still runs would go on for 300 ms.
  for (const auto until = std::chrono::steady_clock::now() + 150ms;
       !has_ended && std::chrono::steady_clock::now() < until;)
    std::this_thread::yield();
  const bool ended_before = has_ended;
  caller.join();
  const bool came_too_late = refusal.find("stopping") != std::string::npos;
  EXPECT_TRUE(ended_before || came_too_late) << refusal;
}

TEST_F(PluginRegistryTest, AnswersNothingAfterTheStop) {
  open({entry()});
  registry_->stop();
  EXPECT_EQ(order("").error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace budget
