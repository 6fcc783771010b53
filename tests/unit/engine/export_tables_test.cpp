#include "engine/export_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace budget {
namespace {

using ::testing::ElementsAre;

InstanceRow a_department() {
  InstanceRow row;
  row.data.id = InstanceId(1);
  row.data.department = DepartmentId("130605-203");
  row.data.year = *FiscalYear::of(2026);
  row.data.stage = StageId("draft");
  row.data.due_on = *Date::parse("2025-10-31");
  row.department_name = "党群工作部";
  row.stage_title = "编制";
  row.stage_role_title = "部门经办人";
  row.holders = {{PersonId("wang_fang"), "王芳"}};
  row.budget = Money::from_fen(10'000);
  row.paid = Money::from_fen(1);
  row.node_months = {3, 6, 10, 12};
  row.data.nodes_checked = {3};
  return row;
}

std::vector<std::string> each(const Json& payload, const char* name) {
  std::vector<std::string> texts;
  for (const Json& entry : payload["entries"].items())
    texts.push_back(entry[name].text());
  return texts;
}

Json cell(const Json& table, std::size_t row, std::string_view name) {
  const auto& columns = table["columns"].items();
  const auto& values = table["rows"].items().at(row).items();
  EXPECT_EQ(columns.size(), values.size());
  for (std::size_t at = 0; at < columns.size(); ++at)
    if (columns[at]["name"].text() == name) return values[at];
  return Json("no column " + std::string(name));
}

TEST(ExportCalendarTest, HasTheDeadlineAndTheNodesStillToCome) {
  const Json calendar = export_calendar({a_department()}, {});
  EXPECT_THAT(each(calendar, "due_on"),
              ElementsAre("2025-10-31", "2026-06-30", "2026-10-31", "2026-12-31"));
  EXPECT_THAT(each(calendar, "kind"), ElementsAre("todo", "event", "event", "event"));
  EXPECT_EQ(each(calendar, "uid")[0], "2026-130605-203.draft@budgetd");
  EXPECT_EQ(each(calendar, "title")[0], "党群工作部：编制截止");
  EXPECT_EQ(each(calendar, "text")[0], "办理：部门经办人（王芳）");
}

TEST(ExportCalendarTest, KeepsTheUidWhenTheDayMoves) {
  InstanceRow moved = a_department();
  moved.data.due_on = *Date::parse("2025-11-05");
  moved.data.due_is_provisional = true;
  EXPECT_EQ(each(export_calendar({moved}, {}), "uid"),
            each(export_calendar({a_department()}, {}), "uid"));
  EXPECT_EQ(each(export_calendar({moved}, {}), "text")[0],
            "办理：部门经办人（王芳）\n放假安排尚未公布，日期暂定");
}

TEST(ExportCalendarTest, GivesAPersonWhatWaitsForThem) {
  CalendarSetting setting;
  setting.person = PersonId("wang_fang");
  EXPECT_THAT(each(export_calendar({a_department()}, setting), "kind"), ElementsAre("todo"));
  setting.person = PersonId("li_qiang");
  EXPECT_TRUE(each(export_calendar({a_department()}, setting), "kind").empty());
}

TEST(ExportCalendarTest, LeavesOutWhatIsClosedAndWhatHasNoDeadline) {
  InstanceRow closed = a_department();
  closed.data.is_closed = true;
  InstanceRow idle = a_department();
  idle.data.due_on.reset();
  idle.node_months.clear();
  EXPECT_TRUE(each(export_calendar({closed, idle}, {}), "uid").empty());
}

TEST(ExportTablesTest, WritesInstances) {
  const Json table = export_instances({a_department()});
  EXPECT_EQ(cell(table, 0, "instance").text(), "2026-130605-203");
  EXPECT_EQ(cell(table, 0, "due_on").text(), "2025-10-31");
  EXPECT_EQ(cell(table, 0, "paid_fen").integer(), 1);
  EXPECT_EQ(cell(table, 0, "rate_bp").integer(), 1);
}

ProjectRow a_project(std::vector<PlanNode> nodes) {
  ProjectRow row;
  row.year = *FiscalYear::of(2026);
  row.project.code = *ProjectCode::parse("13060526P00002810078Y");
  row.project.funds.budget = Money::from_fen(100);
  row.project.plan.nodes = std::move(nodes);
  return row;
}

TEST(ExportTablesTest, HasAColumnForEveryNodeOfAnyPlan) {
  const auto fen = [](std::int64_t amount) { return Money::from_fen(amount); };
  ProjectRow approved = a_project({{6, fen(1)}});
  approved.versions.push_back({1, {}, Plan{{{6, fen(50)}, {12, fen(100)}}}, ""});
  approved.paid[0] = fen(20);
  approved.paid[11] = fen(-10);
  const Json table = export_projects({approved, a_project({{3, fen(30)}}), a_project({})});
  EXPECT_EQ(cell(table, 0, "planned_3_fen").integer(-1), 0);
  EXPECT_EQ(cell(table, 0, "planned_6_fen").integer(), 50);
  EXPECT_EQ(cell(table, 1, "planned_12_fen").integer(), 30);
  EXPECT_TRUE(cell(table, 2, "planned_3_fen").is_null());
  EXPECT_EQ(cell(table, 0, "paid_fen").integer(), 10);
  EXPECT_EQ(cell(table, 0, "rate_bp").integer(), 1'000);
}

TEST(ExportTablesTest, IsEmptyWithoutRows) {
  for (const Json& table : {export_instances({}), export_projects({}), export_alerts({}),
                            export_payments({}), export_events({})}) {
    EXPECT_FALSE(table["columns"].items().empty());
    EXPECT_TRUE(table["rows"].is_array() && table["rows"].items().empty());
    EXPECT_EQ(table["schema"].text(), "budget.export.write/1");
  }
}

}  // namespace
}  // namespace budget
