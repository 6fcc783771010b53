#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "plugin_host/plugin_object.h"

// Built twice: with the host of today, and with one of a later minor revision.

namespace budget {
namespace {

using testing::HasSubstr;

#if BUDGET_ABI_MINOR == 0
#define MEETING_TEST HostOfTodayTest
constexpr bool kIsLater = false;
#else
#define MEETING_TEST LaterHostTest
constexpr bool kIsLater = true;
#endif

std::filesystem::path plugin(const std::string& name) {
  const auto folder = std::filesystem::path(std::getenv("BUDGET_BIN_DIR")).parent_path();
  return folder / "contract_abi" / (name + ".so");
}

/// What a plugin answers to a check, or why it cannot be asked.
std::string answer_of(const std::string& name) {
  Result<PluginLibrary> library = PluginLibrary::load(plugin(name));
  if (!library) return library.error().message;
  auto object = PluginObject::create(*library, library->plugins().front(), "{}", false, {},
                                     [](LogLevel, const std::string&) {});
  if (!object) return object.error().message;
  PluginCall call;
  call.capability = BUDGET_RULE_CHECK;
  call.payload = R"({"schema":"budget.rule.check/1"})";
  const CallResult result = (*object)->run(call, 1'000, [] { return false; });
  return result.status == BUDGET_OK ? result.reply.result : result.error;
}

TEST(MEETING_TEST, LoadsWhatWasBuiltAgainstTheFrozenHeader) {
  EXPECT_THAT(answer_of("built_1_0"), HasSubstr("\"rules_run\":[\"tests.built_1_0\"]"));
}

TEST(MEETING_TEST, LoadsWhatWasBuiltAgainstALaterHeaderAndNeedsNothingOfIt) {
  EXPECT_THAT(answer_of("built_1_1"), HasSubstr(kIsLater ? "has now_ms" : "is of 1.0"));
}

TEST(MEETING_TEST, LoadsWhatNeedsALaterHostOnlyIfItIsOne) {
  EXPECT_THAT(answer_of("needs_1_1"),
              HasSubstr(kIsLater ? "\"rules_run\":[\"tests.needs_1_1\"]"
                                 : "expected a plugin that can live in contract 1.0, but it needs "
                                   "1.1 or later"));
}

TEST(MEETING_TEST, ReadsTheManifestsOfAllOfThem) {
  for (const char* name : {"built_1_0", "built_1_1", "needs_1_1"}) {
    const Result<Manifest> manifest = read_manifest(plugin(name));
    ASSERT_TRUE(manifest) << manifest.error().message;
    EXPECT_TRUE(check_hash(*manifest, plugin(name)));
  }
}

TEST(MEETING_TEST, SaysThatItCannotCallACapabilityItDoesNotKnow) {
  const Result<PluginLibrary> library = PluginLibrary::load(plugin("built_1_1"));
  ASSERT_TRUE(library) << library.error().message;
  const auto& capabilities = library->plugins().front().capabilities;
  ASSERT_EQ(capabilities.size(), 3U);
  EXPECT_EQ(why_not_callable(capabilities[0], false), "");
  EXPECT_THAT(why_not_callable(capabilities[2], false),
              HasSubstr("it does not know budget.rule.explain/1"));
}

}  // namespace
}  // namespace budget
