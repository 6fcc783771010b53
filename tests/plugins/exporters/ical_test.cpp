#include "ical.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "plugins/exporters/export_payload.h"
#include "plugins/support/plugin_call.h"
#include "support/temporary_folder.h"

namespace budget::ical {
namespace {

using test::a_calendar;
using test::an_entry;
using ::testing::HasSubstr;
using ::testing::Not;

std::string exported(const Json& payload, const Json& config = Json::object()) {
  IcalExporter exporter;
  exporter.configure(test::PluginCall::options_of(IcalExporter::about(), config)).value();
  test::PluginCall call(exporter);
  const auto result = call.run(BUDGET_EXPORT_WRITE, payload);
  return result ? call.files.at("calendar.ics") : result.error().message;
}

Json an_event(const char* start_on, const char* due_on) {
  return an_entry("e1", "监控节点", due_on).set("kind", "event").set("start_on", start_on);
}

TEST(IcalTest, WritesATodoDueOnAWholeDay) {
  const std::string text = exported(a_calendar({an_entry("u1", "提交草案", "2026-10-31")}));
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_THAT(text, HasSubstr("BEGIN:VTODO\r\n"));
  EXPECT_THAT(text, HasSubstr("UID:u1\r\n"));
  EXPECT_THAT(text, HasSubstr("DUE;VALUE=DATE:20261031\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTAMP:20260101T000000Z\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("DTSTART")));
}

TEST(IcalTest, EndsAnEventTheDayAfterItsLast) {
  EXPECT_THAT(exported(a_calendar({an_event("", "2026-12-31")})),
              HasSubstr("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
  EXPECT_THAT(exported(a_calendar({an_event("2028-02-01", "2028-02-28")})),
              HasSubstr("DTSTART;VALUE=DATE:20280201\r\nDTEND;VALUE=DATE:20280229\r\n"));
}

TEST(IcalTest, StartsATodoOnlyBeforeItIsDue) {
  const Json same = an_entry("u1", "a", "2026-10-31").set("start_on", "2026-10-31");
  const Json before = an_entry("u1", "a", "2026-10-31").set("start_on", "2026-10-30");
  EXPECT_THAT(exported(a_calendar({same})), Not(HasSubstr("DTSTART")));
  EXPECT_THAT(exported(a_calendar({before})), HasSubstr("DTSTART;VALUE=DATE:20261030\r\n"));
}

TEST(IcalTest, WritesTodosAsEventsForCalendarsThatShowNoTodos) {
  const std::string text = exported(a_calendar({an_entry("u1", "a", "2026-10-31")}),
                                    Json::object().set("todo_as", "event"));
  EXPECT_THAT(text, HasSubstr("BEGIN:VEVENT"));
  EXPECT_THAT(text, Not(HasSubstr("VTODO")));
}

TEST(IcalTest, AddsAnAlarmBeforeTheEnd) {
  EXPECT_THAT(exported(a_calendar({an_entry("u1", "a", "2026-10-31")}),
                       Json::object().set("remind_days", 3)),
              HasSubstr("TRIGGER;RELATED=END:-P3D\r\n"));
}

TEST(IcalTest, WritesAnEmptyYear) {
  EXPECT_THAT(exported(a_calendar({})), HasSubstr("X-WR-CALNAME:2026年预算日历\r\nEND:VCALENDAR"));
}

TEST(IcalTest, FoldsLinesAt75OctetsAndNeverInsideACharacter) {
  std::string title;
  for (int at = 0; at < 100; ++at)
    title += "预算绩效x";
  const std::string text = exported(a_calendar({an_entry("u1", title.c_str(), "2026-10-31")}));
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find("\r\n", begin)) != std::string::npos;
       begin = end + 2) {
    EXPECT_LE(end - begin, 75U);
    const std::size_t first = begin + (text[begin] == ' ' ? 1 : 0);
    EXPECT_NE(static_cast<unsigned char>(text[first]) & 0xC0U, 0x80U)
        << text.substr(begin, end - begin);
  }
}

TEST(IcalTest, RefusesWhatIsNoCalendar) {
  EXPECT_THAT(exported(test::a_table({test::column("a", "甲", "text")}, {})),
              HasSubstr("'projects' is a table"));
  EXPECT_THAT(exported(a_calendar({an_entry("", "a", "2026-10-31")})), HasSubstr("no uid"));
  EXPECT_THAT(exported(a_calendar({an_entry("u", "a", "2026-02-29")})), HasSubstr("no day"));
  EXPECT_THAT(exported(a_calendar({an_event("2026-11-01", "2026-10-31")})),
              HasSubstr("ends before it starts"));
  EXPECT_THAT(exported(a_calendar({an_entry("u", "a", "2026-10-31").set("kind", "note")})),
              HasSubstr("neither todo nor event"));
}

/// What python3-icalendar makes of a file, a JSON object per line; nothing without the library.
std::vector<Json> read_by_another(const std::string& text) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "calendar.ics").string();
  std::ofstream(file) << text;
  // Debian's packages belong to /usr/bin/python3, which need not be the first one on the path.
  const std::string command = "/usr/bin/python3 tests/plugins/exporters/read_calendar.py " + file;
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string lines;
  std::array<char, 4096> piece{};
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe))
    lines.append(piece.data(), size);
  const int status = pclose(pipe);
  constexpr int kMissing = 77;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kMissing) return {};
  std::vector<Json> components;
  for (std::size_t begin = 0, end = 0; (end = lines.find('\n', begin)) != std::string::npos;
       begin = end + 1)
    components.push_back(Json::parse(lines.substr(begin, end - begin)).value());
  EXPECT_EQ(status, 0);
  return components;
}

TEST(IcalTest, IsReadByALibraryThatIsNotOurs) {
  std::string text = "第一行，含逗号；分号;英文,逗号\\反斜杠\n第二行：\"引号\"";
  for (int at = 0; at < 60; ++at)
    text += "很长的说明";
  Json todo = an_entry("2026-130605-203/draft@budgetd", "提交预算草案, 含绩效目标", "2026-10-31");
  todo.set("text", text).set("start_on", "2026-10-01");
  todo.set("categories", Json::array().push("截止").push("编制,草案"));
  const Json event = an_event("2026-06-30", "2026-06-30");
  const auto read = read_by_another(exported(a_calendar({todo, event})));
  if (read.empty()) GTEST_SKIP() << "python3-icalendar is not installed (scripts/packages.txt)";
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0]["x-wr-calname"].text(), "2026年预算日历");
  EXPECT_EQ(read[1]["component"].text(), "vtodo");
  EXPECT_EQ(read[1]["uid"].text(), "2026-130605-203/draft@budgetd");
  EXPECT_EQ(read[1]["summary"].text(), "提交预算草案, 含绩效目标");
  EXPECT_EQ(read[1]["description"].text(), text);
  EXPECT_EQ(read[1]["dtstart"].text(), "2026-10-01");
  EXPECT_EQ(read[1]["due"].text(), "2026-10-31");
  EXPECT_EQ(read[1]["dtstamp"].text(), "2026-01-01T00:00:00+00:00");
  EXPECT_EQ(read[1]["categories"].to_text(), "[[\"截止\"],[\"编制，草案\"]]");
  EXPECT_EQ(read[2]["component"].text(), "vevent");
  EXPECT_EQ(read[2]["dtstart"].text(), "2026-06-30");
  EXPECT_EQ(read[2]["dtend"].text(), "2026-07-01");
}

TEST(IcalTest, WritesNoControlCharacters) {
  const std::string text = exported(a_calendar({an_entry("u1", "a\x01\x7F\r\nb", "2026-10-31")}));
  EXPECT_THAT(text, HasSubstr("SUMMARY:a  \\nb\r\n"));
}

}  // namespace
}  // namespace budget::ical
