#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <boost/json/parse.hpp>

#include "config/check_all.h"
#include "config/payment_file.h"
#include "config/project_file.h"
#include "support/words.h"
#include "unit/config/broken.h"

namespace budget {
namespace {

using test::day;
using test::places;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Number of projects, then budget and plan at each node of a sample, in 万元.
struct Totals {
  std::size_t projects = 0;
  Money budget;
  std::vector<Money> planned;
};

Totals totals_of(const ProjectFile& file) {
  Totals totals{.projects = file.projects.size(),
                .budget = {},
                .planned = std::vector<Money>(file.node_months.size())};
  for (const Project& project : file.projects) {
    totals.budget += project.funds.budget;
    for (std::size_t i = 0; i < file.node_months.size(); ++i)
      totals.planned[i] += planned_by(project.plan, file.node_months[i]);
  }
  return totals;
}

ProjectFile sample(const std::string& name) {
  const auto loaded = load_project_file("config/samples/" + name + "/projects.toml");
  EXPECT_THAT(places(loaded.report), IsEmpty());
  return loaded.value;
}

Calendar shipped_calendar() {
  return load_all("config/budgetd.toml").loaded.value().calendar;
}

TEST(ShippedFilesTest, LoadWithoutFindings) {
  const LoadReport report = load_all("config/budgetd.toml");
  EXPECT_THAT(places(report.findings), IsEmpty());
  EXPECT_TRUE(report.loaded);
}

TEST(ShippedFilesTest, HaveTheDaysOfTheNotices) {
  const std::filesystem::path notices = "../shared/calendars";
  if (!std::filesystem::exists(notices)) GTEST_SKIP() << "no ../shared/calendars here";
  const Calendar calendar = shipped_calendar();
  for (const int number : {2023, 2024, 2025, 2026}) {
    std::ifstream file(notices / (std::to_string(number) + ".json"));
    std::stringstream text;
    text << file.rdbuf();
    std::vector<Date> on;
    std::vector<Date> off;
    for (const auto& one : boost::json::parse(text.str()).at("days").as_array()) {
      const Date date = day(std::string(one.at("date").as_string()));
      (one.at("isOffDay").as_bool() ? off : on).push_back(date);
    }
    const CalendarYear& year = calendar.years.at(number);
    EXPECT_TRUE(year.published) << number;
    EXPECT_EQ(year.days_off, off) << number;
    EXPECT_EQ(year.days_on, on) << number;
  }
  EXPECT_FALSE(calendar.years.at(2027).published);
}

TEST(ShippedFilesTest, HaveTheAnnualWorkflow) {
  const LoadedConfiguration loaded = load_all("config/budgetd.toml").loaded.value();
  const auto annual =
      std::ranges::find(loaded.workflows, WorkflowId("annual_budget"), &WorkflowDefinition::id);
  ASSERT_NE(annual, loaded.workflows.end());
  EXPECT_EQ(annual->stages.size(), 8U);
  EXPECT_EQ(annual->transitions.size(), 12U);
  EXPECT_EQ(find_transition(*annual, StageId("finance_review"), ActId("withdraw"))->role,
            RoleId("department_head"));
}

TEST(ShippedFilesTest, HaveHebeisThresholds) {
  const LoadedConfiguration loaded = load_all("config/budgetd.toml").loaded.value();
  const RuleSet rules = *std::ranges::find(loaded.rule_sets, RuleSetId("hebei"), &RuleSet::id);
  ASSERT_EQ(rules.rules.size(), 1U);
  EXPECT_THAT(rules.rules[0].thresholds,
              ElementsAre(Threshold{AlertLevel::info, false, BasisPoints(0), AlertAction::record},
                          Threshold{AlertLevel::yellow, true, BasisPoints(800), AlertAction::warn},
                          Threshold{AlertLevel::red, true, BasisPoints(2'000), AlertAction::warn}));
}

TEST(ShippedFilesTest, HaveTheRuleSetsOfTheDomain) {
  std::vector<std::string> ids;
  const LoadedConfiguration loaded = load_all("config/budgetd.toml").loaded.value();
  for (const RuleSet& set : loaded.rule_sets)
    ids.push_back(set.id.text());
  EXPECT_THAT(ids, ElementsAre("central_universities", "hainan", "hebei", "hebei_education",
                               "sichuan", "three_guarantees", "tianjin"));
}

TEST(ShippedFilesTest, TakeTheThreeGuaranteesOverIntoTheEducationRules) {
  const LoadedConfiguration loaded = load_all("config/budgetd.toml").loaded.value();
  const RuleSet rules =
      *std::ranges::find(loaded.rule_sets, RuleSetId("hebei_education"), &RuleSet::id);
  EXPECT_EQ(rules.conflict, ConflictOrder::stricter);
  EXPECT_NE(std::ranges::find(rules.rules, RuleId("three_guarantees.time_progress"), &Rule::id),
            rules.rules.end());
}

TEST(ShippedFilesTest, HaveBaigousTotals) {
  const Totals totals = totals_of(sample("baigou_2026"));
  EXPECT_EQ(totals.projects, 31U);
  EXPECT_EQ(totals.budget.to_wan(), "733.64");
  std::vector<std::string> shares;
  for (const Money planned : totals.planned)
    shares.push_back(share_of(planned, totals.budget).to_percent());
  EXPECT_THAT(shares, ElementsAre("20.6", "53.6", "75.9", "100.0"));
}

TEST(ShippedFilesTest, HaveZhengdingsTotals) {
  const Totals totals = totals_of(sample("zhengding_2024"));
  EXPECT_EQ(totals.projects, 26U);
  EXPECT_EQ(totals.budget.to_wan_shown(), "15,328.30");
  std::vector<std::string> planned;
  for (const Money amount : totals.planned)
    planned.push_back(amount.to_wan_shown());
  EXPECT_THAT(planned, ElementsAre("243.61", "516.11", "1,743.01", "15,328.30"));
}

TEST(ShippedFilesTest, HaveSevenZhengdingProjectsWhollyInDecember) {
  int count = 0;
  Money together;
  for (const Project& project : sample("zhengding_2024").projects) {
    if (!is_planned_wholly_at_year_end(project.plan)) continue;
    ++count;
    together += project.funds.budget;
  }
  EXPECT_EQ(count, 7);
  EXPECT_EQ(together.to_wan_shown(), "13,161.00");
}

TEST(ShippedFilesTest, HaveProjectCodesWithTheRightCheckCharacter) {
  for (const char* name : {"baigou_2026", "zhengding_2024"}) {
    for (const Project& project : sample(name).projects)
      EXPECT_EQ(check_code(project.code), CodeCheck::holds) << project.code.text();
  }
}

TEST(ShippedFilesTest, HavePaymentsThatAllReadAndPrintTheSame) {
  for (const auto& [name, rows] :
       {std::pair("baigou_2026", 178), std::pair("zhengding_2024", 166)}) {
    const auto count = read_payments("config/samples/" + std::string(name) + "/payments.csv", 50,
                                     [](const PaymentChunk& chunk) -> Result<void> {
                                       EXPECT_THAT(chunk.unreadable, IsEmpty());
                                       return {};
                                     });
    EXPECT_EQ(count.value(), (PaymentCount{rows, 0}));
  }
}

TEST(ShippedFilesTest, MakeTheNoticesExtraDaysWorkingDays) {
  const Calendar calendar = shipped_calendar();
  for (const char* on :
       {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}) {
    EXPECT_TRUE(is_working_day(calendar, day(on))) << on;
    EXPECT_GE(day(on).weekday(), 6) << on;
  }
  for (const char* off : {"2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-05-05",
                          "2026-06-19", "2026-09-25", "2026-10-07"}) {
    EXPECT_FALSE(is_working_day(calendar, day(off))) << off;
    EXPECT_LE(day(off).weekday(), 5) << off;
  }
}

TEST(ShippedFilesTest, CountWorkingDaysAcrossSpringFestival) {
  const Calendar calendar = shipped_calendar();
  // Friday the 13th, Saturday the 14th is made a working day, the 15th to the 23rd are off.
  EXPECT_EQ(plus_working_days(calendar, day("2026-02-12"), 1), day("2026-02-13"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-02-12"), 2), day("2026-02-14"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-02-12"), 3), day("2026-02-24"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-02-12"), 7), day("2026-02-28"));
  EXPECT_EQ(plus_working_days(calendar, day("2026-02-24"), -1), day("2026-02-14"));
}

TEST(ShippedFilesTest, LeaveTheYearWithoutANoticeProvisional) {
  const Calendar calendar = shipped_calendar();
  EXPECT_FALSE(is_provisional(calendar, day("2026-12-31")));
  EXPECT_TRUE(is_provisional(calendar, day("2027-01-01")));
  EXPECT_TRUE(is_provisional(calendar, day("2028-01-01")));
}

}  // namespace
}  // namespace budget
