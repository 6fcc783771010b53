#include "plugin_host/validation/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "plugin_host/validation/process_traces.h"
#include "plugin_host/validation/test_process.h"
#include "support/temporary_folder.h"

namespace budget {
namespace {

namespace fs = std::filesystem;
using Outcome = ValidationVerdict::Outcome;
using testing::HasSubstr;

fs::path bad_plugin(const std::string& name) {
  return fs::path(std::getenv("BUDGET_BIN_DIR")) / "../bad_plugins" / (name + ".so");
}

ValidationRequest request_for(const fs::path& library) {
  ValidationRequest request;
  request.library = library;
  request.room_program = fs::path(std::getenv("BUDGET_BIN_DIR")) / "budget-plugin-host";
  request.limit = std::chrono::seconds(10);
  return request;
}

/// "inside/answers the samples: expected …", one line for each test that is red.
std::string red_of(const ValidationRequest& request) {
  std::string lines;
  for (const ValidationVerdict& verdict : validate_plugin(request, {}))
    if (verdict.outcome == Outcome::failed)
      lines += verdict.room + "/" + verdict.test + ": " + verdict.sentence + "\n";
  return lines;
}

struct Bad {
  const char* plugin;
  const char* line;  ///< the test that must be red, and what it must say
};
std::string printed(const testing::TestParamInfo<Bad>& info) {
  return info.param.plugin;
}

class BadPluginTest : public testing::TestWithParam<Bad> {};

TEST_P(BadPluginTest, IsRedWithTheRightSentence) {
  ValidationRequest request = request_for(bad_plugin(GetParam().plugin));
  request.in_isolated_room = false;
  EXPECT_THAT(red_of(request), HasSubstr(GetParam().line));
}

INSTANTIATE_TEST_SUITE_P(
    InsideRoom, BadPluginTest,
    testing::Values(
        Bad{"no_library", "file/exports one symbol: expected a shared library for this machine"},
        Bad{"no_symbol",
            "file/exports one symbol: expected the symbol budget_plugin_entry in the library"},
        Bad{"two_symbols",
            "file/exports one symbol: expected the library to export 1 symbol, "
            "budget_plugin_entry, but it exports 2, such as another_symbol"},
        Bad{"missing", "file/exports one symbol: expected the library"},
        Bad{"wrong_magic",
            "file/loads and says what it is: expected the magic number 0x31504742 of a budgetd "
            "plugin, but it is 0x31504743"},
        Bad{"older_major",
            "file/fits its manifest: expected a plugin for contract 1, but it was built for "
            "contract 0"},
        Bad{"newer_major",
            "file/fits its manifest: expected a plugin for contract 1, but it was built for "
            "contract 2"},
        Bad{"newer_host",
            "file/fits its manifest: expected a plugin that can live in contract 1.0, but it needs "
            "1.1000 or later"},
        Bad{"small_entry",
            "file/loads and says what it is: expected an entry of at least 56 bytes, but its "
            "struct_size is 48"},
        Bad{"large_entry",
            "file/loads and says what it is: expected an entry of 56 bytes from a plugin of "
            "contract 1.0, but its struct_size is 1099511627776"},
        Bad{"small_factory",
            "file/loads and says what it is: expected a factory of at least 56 bytes, but its "
            "struct_size is 48"},
        Bad{"small_descriptor",
            "file/loads and says what it is: expected a descriptor of at least 144 bytes, but its "
            "struct_size is 136"},
        Bad{"small_capability",
            "inside/answers the samples: expected a capability of at least 16 bytes, but the "
            "struct_size of budget.rule.check/1 is 8"},
        Bad{"ignores_sizes",
            "inside/larger and smaller structs: expected budget.rule.check/1 to look at "
            "struct_size, but it calls what the struct does not hold"},
        Bad{"no_factory",
            "file/loads and says what it is: expected the library to offer budget.factory/1, but "
            "it gives null"},
        Bad{"lying_id",
            "file/loads and says what it is: expected the library to be what its manifest says, "
            "but its id is cn.budgetd.rules.plan_shape and the manifest says "
            "cn.budgetd.tests.lying_id"},
        Bad{"knows_everything",
            "inside/unknown ids give null: expected null for the unknown plugin \"\", but create "
            "gives an instance"},
        Bad{"changing_descriptors",
            "inside/descriptors stay the same: expected cn.budgetd.tests.changing_descriptors to "
            "be described the same every time, but its descriptor has changed"},
        Bad{"broken_options",
            "file/loads and says what it is: expected a configuration schema, but entry 1 has the "
            "unknown type 'float'"},
        Bad{"refuses_silently",
            "inside/wrong configurations are refused: expected a sentence on why the configuration "
            "is refused, but init says only 1"},
        Bad{"starts_once",
            "inside/starts again after deinit: expected the library to start a second time after "
            "its deinit, but its init says 6"},
        Bad{"throws",
            "inside/answers the samples: expected the run of budget.rule.check/1 to return, but it "
            "threw an exception across the border: thrown through the border"},
        Bad{"crashes",
            "inside/answers the samples: expected the run of budget.rule.check/1 to go well, but "
            "it crashed: SIGSEGV"},
        Bad{"aborts",
            "inside/answers the samples: expected the run of budget.rule.check/1 to go well, but "
            "it crashed: SIGABRT"},
        Bad{"exits",
            "inside/answers the samples: expected the run of budget.rule.check/1 to return, but it "
            "ended the process with status 3"},
        Bad{"overflows_the_stack",
            "inside/answers the samples: expected the run of budget.rule.check/1 to go well, but "
            "it crashed: SIGSEGV"},
        Bad{"fragile",
            "inside/wrong payloads are refused: expected the run of budget.rule.check/1 to go "
            "well, but it crashed: SIGSEGV"},
        Bad{"hangs",
            "inside/deadline and cancellation: expected the run of budget.rule.check/1 to come to "
            "an end within 10000 ms, but it did not"},
        Bad{"leaks",
            "inside/memory stays flat: expected memory to stay flat over 100 equal calls of "
            "budget.rule.check/1, but it has grown by"},
        Bad{"leaks_little",
            "inside/memory stays flat: expected memory to stay flat over 100 equal calls of "
            "budget.rule.check/1, but it has grown by"},
        Bad{"floods",
            "inside/moderate in log and result: expected at most 1000 lines of log in one call, "
            "but budget.rule.check/1 wrote 5000"},
        Bad{"huge_reply",
            "inside/answers the samples: expected budget.rule.check/1 to answer, but it says 4: "
            "expected to write 4 GiB, but the host took less"},
        Bad{"broken_utf8",
            "inside/answers the samples: expected the result of budget.rule.check/1 in UTF-8, but "
            "it is not"},
        Bad{"broken_json",
            "inside/answers the samples: expected the result of budget.rule.check/1 to be one JSON "
            "value, but:"},
        Bad{"changes_the_process",
            "inside/the process as it was: expected the process as it was before, but its working "
            "folder is another"},
        Bad{"impure",
            "inside/same request, same bytes: expected cn.budgetd.tests.impure, which says it is "
            "pure, to give the same bytes for the same request, but two calls of "
            "budget.rule.check/1 differ"},
        Bad{"leaves_threads",
            "inside/no threads are left: expected no thread to outlive its instance, but 1 still "
            "run after destroy"},
        Bad{"crashes_at_load",
            "file/loads and says what it is: expected the loading to go well, but it crashed: "
            "SIGSEGV"},
        Bad{"crashes_at_destroy",
            "inside/the end of the process: expected the destroy to go well, but it crashed: "
            "SIGSEGV"},
        Bad{"crashes_at_deinit",
            "inside/the end of the process: expected the deinit to go well, but it crashed: "
            "SIGSEGV"},
        Bad{"crashes_at_exit",
            "inside/the end of the process: expected the end of the process to go well, but it "
            "crashed: SIGSEGV"}),
    printed);

class IsolatedBadPluginTest : public testing::TestWithParam<Bad> {};

TEST_P(IsolatedBadPluginTest, IsRedWithTheRightSentence) {
  ValidationRequest request = request_for(bad_plugin(GetParam().plugin));
  request.in_inside_room = false;
  request.limit = std::chrono::seconds(5);
  EXPECT_THAT(red_of(request), HasSubstr(GetParam().line));
}

INSTANTIATE_TEST_SUITE_P(
    IsolatedRoom, IsolatedBadPluginTest,
    testing::Values(
        Bad{"throws",
            "isolated/answers the samples: expected budget.rule.check/1 to answer in its "
            "own process, but: expected an answer, but it threw an exception across the "
            "border: thrown through the border"},
        Bad{"crashes",
            "isolated/answers the samples: expected budget.rule.check/1 to answer in "
            "its own process, but:"},
        Bad{"aborts",
            "isolated/answers the samples: expected budget.rule.check/1 to answer in its "
            "own process, but:"},
        Bad{"exits",
            "isolated/answers the samples: expected budget.rule.check/1 to answer in its "
            "own process, but:"},
        Bad{"overflows_the_stack",
            "isolated/answers the samples: expected budget.rule.check/1 to answer in its own "
            "process, but:"},
        Bad{"hangs",
            "isolated/deadline and cancellation: expected budget.rule.check/1 to stop when "
            "the host no longer waits, but:"},
        Bad{"fragile",
            "isolated/wrong payloads are refused: expected budget.rule.check/1 to answer in its "
            "own process, but:"},
        Bad{"broken_utf8",
            "isolated/answers the samples: expected budget.rule.check/1 to answer "
            "in its own process, but:"}),
    printed);

TEST(ValidationTest, IsGreenForAPluginInPlainC) {
  EXPECT_EQ(red_of(request_for(bad_plugin("plain"))), "");
}

TEST(ValidationTest, WantsTheManifestBesideTheLibrary) {
  const test::TemporaryFolder folder;
  fs::copy(bad_plugin("plain"), folder.path() / "plain.so");
  EXPECT_THAT(red_of(request_for(folder.path() / "plain.so")),
              HasSubstr("there is none → make it with budget-plugin-host --manifest LIBRARY"));
}

TEST(ValidationTest, SeesThatTheLibraryIsNotTheOneOfItsManifest) {
  const test::TemporaryFolder folder;
  fs::copy(bad_plugin("plain"), folder.path() / "plain.so");
  fs::copy(bad_plugin("plain").replace_extension(".json"), folder.path() / "plain.json");
  std::ofstream(folder.path() / "plain.so", std::ios::app) << "x";
  EXPECT_THAT(red_of(request_for(folder.path() / "plain.so")),
              HasSubstr("file/fits its manifest: expected the library its manifest was made for"));
}

TEST(ValidationTest, RunsOneFuzzCaseAgainByItsSeed) {
  ValidationRequest request = request_for(bad_plugin("fragile"));
  const std::string red = red_of(request);
  const std::string mark = "--reproduce ";
  const std::size_t at = red.find(mark);
  ASSERT_NE(at, std::string::npos) << red;
  request.reproduced = std::stoull(red.substr(at + mark.size()));
  EXPECT_THAT(red_of(request),
              HasSubstr("(again with --reproduce " + std::to_string(*request.reproduced) +
                        ") to go well, but it crashed: SIGSEGV"));
}

TEST(ValidationTest, ReproducesTheSamePayloadForTheSameSeed) {
  ValidationRequest request = request_for(bad_plugin("plain"));
  request.reproduced = 42;
  const auto verdicts = validate_plugin(request, {});
  ASSERT_EQ(verdicts.size(), 4U);
  EXPECT_EQ(verdicts.back().test, "fuzzed requests");
  EXPECT_EQ(verdicts.back().outcome, Outcome::passed) << verdicts.back().sentence;
}

TEST(ValidationTest, TellsOfOptionsItIsGivenOnceAndFirst) {
  ValidationRequest request = request_for(bad_plugin("plain"));
  request.options = Json::object().set("unknown", 1);
  const std::string red = red_of(request);
  EXPECT_THAT(red, testing::StartsWith("file/takes the options given: options.unknown: "));
  EXPECT_EQ(std::count(red.begin(), red.end(), '\n'), 1) << red;
}

/// Something a plugin may leave behind inside, and how it is told.
struct Trace {
  const char* told;
  void (*leave)();
};

class TracesTest : public testing::TestWithParam<Trace> {};

TEST_P(TracesTest, AreSeen) {
  const TestEnd end = run_in_process(
      [](const TestPhase&) -> Result<void> {
        const ProcessTraces before;
        GetParam().leave();
        return Error{ErrorCode::conflict, ProcessTraces().changed_since(before)};
      },
      std::chrono::seconds(10), ProcessEnd::at_once);
  EXPECT_EQ(end.problem, GetParam().told);
}

constexpr Trace kTraces[] = {
    {"", [] {}},
    {"its locale", [] { std::setlocale(LC_ALL, "C.UTF-8"); }},
    {"its working folder", [] { fs::current_path("/"); }},
    {"its environment", [] { setenv("LEFT", "behind", 1); }},
    {"its umask", [] { umask(0123); }},
    {"its rounding of floating point", [] { std::fesetround(FE_UPWARD); }},
    {"what it does on a signal", [] { std::signal(SIGTERM, SIG_IGN); }},
    {"which signals it blocks",
     [] {
       sigset_t all;
       sigfillset(&all);
       pthread_sigmask(SIG_BLOCK, &all, nullptr);
     }},
    {"one of its rlimits",
     [] {
       const rlimit few{.rlim_cur = 7, .rlim_max = 7};
       setrlimit(RLIMIT_NOFILE, &few);
     }},
    {"its terminate handler", [] { std::set_terminate([] { std::abort(); }); }},
};
INSTANTIATE_TEST_SUITE_P(All, TracesTest, testing::ValuesIn(kTraces));

}  // namespace
}  // namespace budget
