#include <fstream>

#include <sys/wait.h>

#include "office.h"

namespace budget::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// The sample office with the three exporters that come with budgetd.
class ExportsTest : public testing::Test {
 protected:
  DaemonFolder folder;           // NOLINT: for the tests
  DaemonProcess daemon{folder};  // NOLINT
  Office office{daemon};         // NOLINT
};

TEST_F(ExportsTest, WritesATableWithTheExporterOfThatName) {
  office.draft();
  const auto csv = office.get("sun_lei", "/v1/exports/projects?format=csv");
  ASSERT_EQ(csv.status, 200) << csv.body;
  EXPECT_EQ(csv.field("content-type"), "text/csv; charset=utf-8");
  EXPECT_EQ(csv.field("content-disposition"), "attachment; filename=\"projects.csv\"");
  EXPECT_THAT(csv.body, StartsWith("\xEF\xBB\xBF项目编码,"));
  EXPECT_THAT(csv.body, HasSubstr("\r\n" + kCode + ","));
  EXPECT_THAT(csv.body, HasSubstr(",80000.00,"));
  const auto lines = office.get("sun_lei", "/v1/exports/instances?format=jsonl&year=2098");
  EXPECT_THAT(lines.body, HasSubstr("\"instance\":\"2098-130605-203\""));
}

TEST_F(ExportsTest, ExportsEverythingThereIs) {
  office.monitor(kPastYear);
  office.pay(kPastYear, "02-02", "1.00", "PZ-1");
  for (const char* what : {"projects", "payments", "alerts", "instances", "events", "calendar"}) {
    const auto answer = office.get("sun_lei", "/v1/exports/" + std::string(what) + "?format=csv");
    EXPECT_EQ(answer.status, 200) << what << answer.body;
    EXPECT_THAT(answer.body, HasSubstr("\r\n")) << what;
  }
  EXPECT_THAT(office.get("sun_lei", "/v1/exports/payments?format=csv").body,
              HasSubstr("2024-02-02," + kCode + ",1.00,财政资金,PZ-1"));
}

TEST_F(ExportsTest, ShowsNobodyMoreThanTheyMaySee) {
  office.draft();
  const auto drafters = office.get("wang_fang", "/v1/exports/events?format=csv");
  EXPECT_EQ(drafters.status, 403) << drafters.body;
  EXPECT_EQ(office.get("wang_fang", "/v1/exports/payments?format=csv").status, 403);
  EXPECT_EQ(office.get("wang_fang", "/v1/exports/events?instance=1&format=csv").status, 200);
  EXPECT_EQ(office.get("", "/v1/exports/projects?format=csv").status, 401);
  const auto elsewhere =
      office.get("wang_fang", "/v1/exports/projects?format=csv&department=130605-999");
  EXPECT_EQ(elsewhere.status, 200);
  EXPECT_THAT(elsewhere.body, Not(HasSubstr(kCode)));
}

TEST_F(ExportsTest, SaysWhatThereIsInstead) {
  const auto what = office.get("sun_lei", "/v1/exports/colours?format=csv");
  EXPECT_EQ(what.status, 404);
  EXPECT_THAT(what.body, HasSubstr("projects, payments, alerts"));
  const auto format = office.get("sun_lei", "/v1/exports/projects?format=parquet");
  EXPECT_EQ(format.status, 404);
  EXPECT_THAT(format.body, HasSubstr("csv, jsonl, ical"));
  const auto table = office.get("sun_lei", "/v1/exports/projects?format=ical");
  EXPECT_NE(table.status, 200);
  EXPECT_THAT(table.body, HasSubstr("is a table"));
}

TEST_F(ExportsTest, GivesThePayloadWithoutAFormat) {
  office.draft();
  const auto calendar = office.get("sun_lei", "/v1/exports/calendar?year=2098");
  EXPECT_EQ(text_in(calendar, "schema"), "budget.export.write/1");
  EXPECT_EQ(text_in(calendar, "entries.0.uid"), "2098-130605-203.draft@budgetd");
  const auto others = office.get("sun_lei", "/v1/exports/calendar?year=2098&person=li_qiang");
  EXPECT_THAT(others.body, HasSubstr("\"entries\":[]"));
}

TEST_F(ExportsTest, TheYearsCalendarIsReadByALibraryThatIsNotOurs) {
  office.draft();
  const auto calendar = office.get("sun_lei", "/v1/exports/calendar?format=ical&year=2098");
  ASSERT_EQ(calendar.status, 200) << calendar.body;
  folder.write("calendar.ics", calendar.body);
  const std::string command = "/usr/bin/python3 tests/plugins/exporters/read_calendar.py " +
                              folder.path("calendar.ics").string() + " > " +
                              folder.path("read.txt").string();
  const int status = std::system(command.c_str());
  constexpr int kMissing = 77;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kMissing)
    GTEST_SKIP() << "python3-icalendar is not installed (scripts/packages.txt)";
  ASSERT_EQ(status, 0);
  const std::string read = folder.read("read.txt");
  EXPECT_THAT(read, HasSubstr("\"uid\": \"2098-130605-203.draft@budgetd\""));
  EXPECT_THAT(read, HasSubstr("6月底支出进度监控"));
  EXPECT_THAT(read, HasSubstr("\"dtstart\": \"2098-06-30\""));
}

}  // namespace
}  // namespace budget::test
