#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sample_events.h"
#include "store/codec/event_codec.h"
#include "support/small_office.h"

namespace budget {
namespace {

/// The first version's file bears the type's name alone.
std::string golden(const EventType& type) {
  const std::string version = type.version == 1 ? "" : "." + std::to_string(type.version);
  std::ifstream file("tests/unit/store/golden/" + std::string(type.name) + version + ".json");
  std::stringstream text;
  text << file.rdbuf();
  std::string content = text.str();
  if (content.ends_with('\n')) content.pop_back();
  return content;
}

Result<DecodedEvent> decoded(const std::string& type, const std::string& payload) {
  return decode(type, 1, payload);
}

/// What is wrong with the payload, as a message.
std::string refusal(const std::string& type, const std::string& payload) {
  const Result<DecodedEvent> event = decoded(type, payload);
  return event ? "" : event.error().message;
}

TEST(EventCodecTest, WritesEveryEventAsItsGoldenFileSays) {
  for (const Event& event : test::sample_events()) {
    EXPECT_EQ(encode(event).value(), golden(type_of(event))) << type_of(event).name;
  }
}

TEST(EventCodecTest, HasASampleOfEveryEvent) {
  std::set<std::size_t> kinds;
  for (const Event& event : test::sample_events())
    kinds.insert(event.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<AnyEvent>);
}

TEST(EventCodecTest, ReadsBackWhatItWrote) {
  for (const Event& event : test::sample_events()) {
    const EventType type = type_of(event);
    const std::string payload = encode(event).value();
    const Result<DecodedEvent> again = decode(type.name, type.version, payload);
    ASSERT_TRUE(again) << type.name << ": " << again.error().message;
    EXPECT_EQ(again->event.index(), event.index());
    EXPECT_EQ(again->payments ? encode(*again->payments).value() : encode(again->event).value(),
              payload);
  }
}

TEST(EventCodecTest, ReadsBackTheWholeProject) {
  const Event event = test::sample_events().at(8);
  const DecodedEvent again = decode("project_entered", 1, encode(event).value()).value();
  EXPECT_EQ(std::get<ProjectEntered>(again.event).project, std::get<ProjectEntered>(event).project);
}

TEST(EventCodecTest, ReadsBackTheWholeDefinition) {
  const Event event = test::sample_events().at(0);
  const DecodedEvent again = decode("workflow_deployed", 1, encode(event).value()).value();
  EXPECT_EQ(std::get<WorkflowDeployed>(again.event).definition,
            std::get<WorkflowDeployed>(event).definition);
}

TEST(EventCodecTest, SaysOfPaymentsOnlyCountSumAndHashes) {
  const Event event = test::sample_events().at(17);
  const DecodedEvent again = decode("payments_recorded", 1, encode(event).value()).value();
  EXPECT_TRUE(std::get<PaymentsRecorded>(again.event).rows.empty());
  EXPECT_EQ(again.payments, summary_of(std::get<PaymentsRecorded>(event)));
  EXPECT_EQ(again.payments->count, 2);
  EXPECT_EQ(again.payments->sum, test::yuan("1499.99"));
}

TEST(EventCodecTest, HashesRowsAsTheirCanonicalLines) {
  const auto event = std::get<PaymentsRecorded>(test::sample_events().at(17));
  // printf '2026-03-31,13060526P00002810078Y,1500.00,other,PZ-1,"办公,
  // 用品"\n2026-03-31,13060526P00020010024Q,-0.01,fiscal,,\n' | sha256sum
  EXPECT_EQ(summary_of(event).rows.text(),
            "e6f03511331ff18c251dc64ac53461468137fe4aeecf1e19309003d88463f125");
  // printf '3,14:2026-13-01,…,15:日期不存在,\n' | sha256sum
  EXPECT_EQ(summary_of(event).rejects.text(),
            "97e8f7667e07015daaede955be0e6084c1be23443718513e7fcc9a6dd9e2201a");
}

TEST(EventCodecTest, RefusesAnUnknownTypeAndANewerVersion) {
  EXPECT_EQ(decode("budget_painted", 1, "{}").error().code, ErrorCode::unsupported);
  EXPECT_EQ(decode("project_dropped", 3, "{}").error().code, ErrorCode::unsupported);
}

TEST(EventCodecTest, WritesAnEventInTheVersionThatFirstCouldSayIt) {
  std::map<std::string_view, std::set<int>> versions;
  for (const Event& event : test::sample_events()) {
    const EventType type = type_of(event);
    versions[type.name].insert(type.version);
  }
  const std::set<int> both = {1, 2};
  const std::set<int> all_three = {1, 2, 3};
  EXPECT_EQ(versions["workflow_deployed"], (std::set<int>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(versions["instance_opened"], all_three);
  EXPECT_EQ(versions["act_performed"], all_three);
  EXPECT_EQ(versions["project_entered"], both);
  EXPECT_EQ(versions["project_dropped"], both);
  EXPECT_EQ(versions["rule_set_deployed"], (std::set<int>{1, 2, 3, 4}));
  for (const char* type : {"documents_imported", "sheet_filled", "sheets_handed_in",
                           "sheets_judged", "evaluation_checked"})
    EXPECT_EQ(versions[type], both) << type;
  EXPECT_EQ(versions["alert_handled"], both);
  EXPECT_EQ(versions["alert_raised"], both);
  EXPECT_EQ(versions["alert_updated"], both);
  EXPECT_EQ(versions["alert_closed"], both);
  EXPECT_EQ(versions["alert_reopened"], both);
}

TEST(EventCodecTest, RefusesAFieldThatItsVersionDidNotHave) {
  for (const Event& event : test::sample_events()) {
    const EventType type = type_of(event);
    const std::string payload = encode(event).value();
    for (int before = 1; before < type.version; ++before) {
      const auto event_of_then = decode(type.name, before, payload);
      ASSERT_FALSE(event_of_then) << type.name << " in version " << before;
      EXPECT_EQ(event_of_then.error().code, ErrorCode::invalid_input) << type.name;
    }
  }
}

TEST(EventCodecTest, RefusesANewVersionThatSaysNothingNew) {
  const Event event = test::sample_events().at(6);
  EXPECT_EQ(decode("act_performed", 2, encode(event).value()).error().code,
            ErrorCode::invalid_input);
}

TEST(EventCodecTest, ReadsBackTheWholeReport) {
  for (const Event& event : test::sample_events()) {
    const auto* report = std::get_if<CheckReported>(&event);
    if (report == nullptr) continue;
    const DecodedEvent again = decode("check_reported", 1, encode(event).value()).value();
    EXPECT_EQ(std::get<CheckReported>(again.event).plugins, report->plugins);
  }
}

TEST(EventCodecTest, NamesTheFieldThatIsMissing) {
  EXPECT_EQ(refusal("project_dropped", R"({"instance":7})"),
            "expected to read the event project_dropped, but project should be to be there");
}

TEST(EventCodecTest, NamesTheFieldThatIsUnknown) {
  EXPECT_EQ(
      refusal("project_dropped", R"({"instance":7,"project":"13060526P00002810078Y","why":1})"),
      "expected to read the event project_dropped, but why should be no such field");
}

TEST(EventCodecTest, NamesThePathOfWhatHasTheWrongType) {
  const std::string payload = encode(test::sample_events().at(0)).value();
  std::string wrong = payload;
  wrong.replace(wrong.find("\"month\":10"), 10, "\"month\":\"x\"");
  EXPECT_EQ(refusal("workflow_deployed", wrong),
            "expected to read the event workflow_deployed, but definition.stages[0].deadline.month "
            "should be a whole number");
}

TEST(EventCodecTest, RefusesWhatItWouldNotHaveWritten) {
  for (const char* payload :
       {R"({"instance":7, "project":"13060526P00002810078Y"})",
        R"({"project":"13060526P00002810078Y","instance":7})",
        R"({"instance":7,"instance":7,"project":"13060526P00002810078Y"})",
        R"({"instance":7.0,"project":"13060526P00002810078Y"})",
        R"({"instance":99999999999999999999,"project":"13060526P00002810078Y"})",
        R"({"instance":7,"project":"short"})",
        R"({"instance":7,"project":"\u0031\u00333060526P00002810078Y"})",
        R"({"instance":7,"project":null})", R"([])", R"({)", ""}) {
    const Result<DecodedEvent> event = decoded("project_dropped", payload);
    ASSERT_FALSE(event) << payload;
    EXPECT_EQ(event.error().code, ErrorCode::invalid_input) << payload;
  }
}

TEST(EventCodecTest, RefusesToWriteTextThatIsNotUtf8) {
  EXPECT_EQ(encode(NoticesDelivered{{}, "\xff"}).error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace budget
