#include "plugin_host/collecting_sink.h"

#include <gmock/gmock.h>

#include "plugin_host/words.h"

namespace budget {
namespace {

using ::testing::HasSubstr;

budget_bytes b(std::string_view text) {
  return bytes_of(text);
}

TEST(CollectingSinkTest, JoinsTheResultsPieces) {
  const CallLimits limits;
  CollectingSink sink(limits, CollectingSink::Files::refused);
  EXPECT_EQ(sink.table()->result(sink.table(), b("{\"a\":")), BUDGET_OK);
  EXPECT_EQ(sink.table()->result(sink.table(), b("1}")), BUDGET_OK);
  EXPECT_EQ(sink.take(BUDGET_OK).reply.result, "{\"a\":1}");
}

TEST(CollectingSinkTest, RefusesAResultBeyondTheLimitAndCutsNothingOff) {
  const CallLimits limits{.result_bytes = 4};
  CollectingSink sink(limits, CollectingSink::Files::refused);
  EXPECT_EQ(sink.table()->result(sink.table(), b("1234")), BUDGET_OK);
  EXPECT_EQ(sink.table()->result(sink.table(), b("5")), BUDGET_TOO_LARGE);
  const CallResult result = sink.take(BUDGET_OK);
  EXPECT_EQ(result.status, BUDGET_TOO_LARGE) << "whatever the plugin says of it";
  EXPECT_EQ(result.reply.result, "");
}

TEST(CollectingSinkTest, TakesFilesFromExportersOnly) {
  const CallLimits limits;
  CollectingSink sink(limits, CollectingSink::Files::refused);
  EXPECT_EQ(sink.table()->file(sink.table(), b("a.csv"), b("x")), BUDGET_TOO_LARGE);
  CollectingSink taking(limits, CollectingSink::Files::taken);
  EXPECT_EQ(taking.table()->file(taking.table(), b("a.csv"), b("x")), BUDGET_OK);
  EXPECT_EQ(taking.table()->file(taking.table(), b("a.csv"), b("y")), BUDGET_OK);
  EXPECT_EQ(taking.take(BUDGET_OK).reply.files.at(0).bytes, "xy");
}

TEST(CollectingSinkTest, RefusesFileNamesThatLeadElsewhere) {
  const CallLimits limits;
  for (const char* name : {"", ".", "..", "../a", "/etc/passwd", "a/b", "a\\b", "a\nb", "\xFF"}) {
    CollectingSink sink(limits, CollectingSink::Files::taken);
    EXPECT_EQ(sink.table()->file(sink.table(), b(name), b("x")), BUDGET_TOO_LARGE) << name;
    EXPECT_THAT(sink.take(BUDGET_OK).error, HasSubstr("expected a plain file name"));
  }
}

TEST(CollectingSinkTest, CountsAllFilesTogether) {
  const CallLimits limits{.file_bytes = 4, .files = 2};
  CollectingSink sink(limits, CollectingSink::Files::taken);
  EXPECT_EQ(sink.table()->file(sink.table(), b("a"), b("12")), BUDGET_OK);
  EXPECT_EQ(sink.table()->file(sink.table(), b("b"), b("34")), BUDGET_OK);
  EXPECT_EQ(sink.table()->file(sink.table(), b("c"), b("")), BUDGET_TOO_LARGE);
  EXPECT_EQ(sink.table()->file(sink.table(), b("a"), b("5")), BUDGET_TOO_LARGE);
}

TEST(CollectingSinkTest, KeepsTheLastSentenceOfAFailure) {
  const CallLimits limits{.error_bytes = 10};
  CollectingSink sink(limits, CollectingSink::Files::refused);
  sink.table()->error(sink.table(), b("first"));
  sink.table()->error(sink.table(), b("second and long"));
  const CallResult result = sink.take(BUDGET_INVALID_INPUT);
  EXPECT_THAT(result.error, HasSubstr("second"));
  EXPECT_LE(result.error.size(), 13U);
}

TEST(CallResultTest, IsNoAnswerWithoutOneJsonValue) {
  for (const char* text : {"", "{", "{} {}", "\xFF", "nonsense"}) {
    CallResult result;
    result.reply.result = text;
    check_result(result);
    EXPECT_TRUE(is_fault(result)) << text;
    EXPECT_EQ(reply_of(result).error().code, ErrorCode::unavailable);
  }
}

TEST(CallResultTest, TellsWhatThePluginRefusedFromWhatItBroke) {
  const auto code = [](budget_status status) {
    return reply_of(CallResult{.status = status}).error().code;
  };
  EXPECT_EQ(code(BUDGET_INVALID_INPUT), ErrorCode::invalid_input);
  EXPECT_EQ(code(BUDGET_TOO_LARGE), ErrorCode::too_large);
  EXPECT_EQ(code(BUDGET_UNSUPPORTED), ErrorCode::unsupported);
  EXPECT_EQ(code(BUDGET_FAULT), ErrorCode::unavailable);
  EXPECT_FALSE(is_fault(CallResult{.status = BUDGET_CANCELLED}));
  EXPECT_TRUE(is_fault(CallResult{.status = 4711}));
  EXPECT_TRUE(is_fault(CallResult{.status = -1}));
}

}  // namespace
}  // namespace budget
