#include "cli/rehearsal/report.h"

#include <gtest/gtest.h>

#include "cli/client/api.h"
#include "cli/rehearsal/overview.h"
#include "cli/rehearsal/story.h"
#include "unit/cli/screen.h"

namespace budget::cli {
namespace {

const InstanceId kInstance(1);
const DepartmentId kDepartment("130605-203");

RehearsalNames names() {
  return {.stages = {{StageId("draft"), "编制"}, {StageId("monitoring"), "执行监控"}},
          .workflows = {},
          .titles = {},
          .projects = {{*ProjectCode::parse("13060526P000029100333"), "anke替代经费"}},
          .people = {{PersonId("wang_fang"), "王芳"}},
          .departments = {{kDepartment, "党群工作部"}}};
}

RehearsalStep step(const char* day, RehearsalStepKind kind, const char* stage, const char* text) {
  RehearsalStep made;
  made.at = Instant::at(*Date::parse(day), 9);
  made.kind = kind;
  made.instance = kInstance;
  made.department = kDepartment;
  made.stage = StageId(stage);
  made.person = PersonId("wang_fang");
  made.text = text;
  return made;
}

RehearsalStep payment(const char* day, const char* text = "登记支付 1 笔") {
  RehearsalStep made = step(day, RehearsalStepKind::payments, "", text);
  made.instance = InstanceId();
  made.department = DepartmentId();
  return made;
}

RehearsalStep alert(const char* day) {
  RehearsalStep made = step(day, RehearsalStepKind::alert, "monitoring", "落后");
  Alert raised;
  raised.project = *ProjectCode::parse("13060526P000029100333");
  raised.level = AlertLevel::red;
  raised.inputs.budget = Money::from_fen(3'420'000);
  raised.inputs.planned = Money::from_fen(3'420'000);
  raised.inputs.paid = Money::from_fen(2'127'240);
  made.alert = raised;
  return made;
}

TEST(RehearsalStoryTest, TellsStageByStageWhoDidWhat) {
  Screen screen;
  print_by_stage(screen.terminal,
                 {step("2025-10-29", RehearsalStepKind::act, "draft", "王芳　提交"),
                  step("2026-03-16", RehearsalStepKind::entered, "monitoring", "进入")},
                 names());
  EXPECT_EQ(screen.out.str(),
            "\n══ 党群工作部 ══\n"
            "\n── 编制 ──\n"
            "2025-10-29 09:00  办理  王芳　提交\n"
            "\n── 执行监控 ──\n"
            "2026-03-16 09:00  进入  进入\n");
}

TEST(RehearsalStoryTest, PutsTheAlertsOfANodeIntoATableWhicheverComesFirst) {
  for (const bool alert_first : {true, false}) {
    Screen screen;
    const RehearsalStep node =
        step("2026-04-01", RehearsalStepKind::node, "monitoring", "1 个落后");
    std::vector<RehearsalStep> steps{node, alert("2026-04-01")};
    if (alert_first) {
      std::swap(steps[0], steps[1]);
    }
    print_by_stage(screen.terminal, steps, names());
    EXPECT_NE(screen.out.str().find("2026-04-01 09:00  节点  1 个落后\n"
                                    "    项目编码               项目          计划（万元）  "
                                    "已支付  差额  百分点  级别\n"
                                    "    13060526P000029100333  anke替代经费          3.42    "
                                    "2.13  1.29    37.8  红色\n"),
              std::string::npos)
        << screen.out.str();
  }
}

TEST(RehearsalStoryTest, GathersManyDaysOfPaymentsIntoOneLineButNeverARefusal) {
  Screen screen;
  print_by_stage(screen.terminal,
                 {step("2026-01-01", RehearsalStepKind::entered, "monitoring", "进入"),
                  payment("2026-01-05"), payment("2026-01-06"), payment("2026-01-07"),
                  payment("2026-01-08", "登记支付 0 笔，1 笔未登记：没有这个项目")},
                 names());
  EXPECT_NE(screen.out.str().find("支付  至 2026-01-07 共 3 天登记支付\n"
                                  "2026-01-08 09:00  支付  登记支付 0 笔，1 笔未登记"),
            std::string::npos)
      << screen.out.str();
}

TEST(RehearsalReportTest, TellsEachPersonWhatTheyDidAndWereTold) {
  Screen screen;
  RehearsalStep reminder = step("2025-10-24", RehearsalStepKind::reminder, "draft", "还有7天。");
  reminder.person = system_actor();
  reminder.told = {PersonId("wang_fang")};
  print_by_person(screen.terminal,
                  {reminder, step("2025-10-29", RehearsalStepKind::act, "draft", "王芳　提交")},
                  names());
  EXPECT_EQ(screen.out.str(),
            "\n══ 王芳（wang_fang）══\n"
            "时间              事项  部门        内容\n"
            "2025-10-24 09:00  消息  党群工作部  还有7天。\n"
            "2025-10-29 09:00  办理  党群工作部  王芳　提交\n");
}

TEST(RehearsalReportTest, TellsOnceWhatIsTheSameForManyDepartments) {
  Screen screen;
  RehearsalNames known = names();
  std::vector<RehearsalStep> steps;
  for (const char* code : {"203", "204", "205", "206"}) {
    RehearsalStep reminder = step("2025-10-24", RehearsalStepKind::reminder, "draft", "");
    reminder.department = DepartmentId(std::string("130605-") + code);
    known.departments[reminder.department] = std::string(code) + "局";
    reminder.text = std::string(code) + "局2026年度预算还有7天。";
    reminder.person = system_actor();
    reminder.told = {PersonId("wang_fang")};
    steps.push_back(reminder);
  }
  print_by_person(screen.terminal, steps, known);
  EXPECT_EQ(screen.out.str(),
            "\n══ 王芳（wang_fang）══\n"
            "时间              事项  部门                            内容\n"
            "2025-10-24 09:00  消息  203局、204局、205局等 4 个部门  2026年度预算还有7天。\n");
}

TEST(RehearsalReportTest, SaysWhereNobodyCanGoOn) {
  Screen screen;
  RehearsalSummary summary;
  summary.instances = 1;
  summary.stuck = {"党群工作部的“批复”无人能“批复”"};
  print_summary(screen.terminal, summary, names());
  EXPECT_NE(screen.out.str().find("1 项，办结 0 项\n"), std::string::npos);
  EXPECT_NE(screen.out.str().find("无法继续：党群工作部的“批复”无人能“批复”\n"), std::string::npos);
}

TEST(RehearsalReportTest, SaysWhatToGiveWhereNoProjectWasEntered) {
  constexpr const char* kHint = "没有录入任何项目：用 --projects 给出项目文件。\n";
  RehearsalSummary summary;
  summary.stuck = {"党群工作部的“编制”无人能“提交”"};
  Screen without;
  print_summary(without.terminal, summary, names());
  EXPECT_NE(without.out.str().find(kHint), std::string::npos);
  summary.steps[RehearsalStepKind::projects] = 1;
  Screen with;
  print_summary(with.terminal, summary, names());
  EXPECT_EQ(with.out.str().find(kHint), std::string::npos);
}

TEST(RehearsalReportTest, GivesEveryStepAsJson) {
  const boost::json::value json = to_json({alert("2026-04-01")}, RehearsalSummary{});
  const auto& steps = array_at(json, "steps");
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(text_at(steps[0], "kind"), "alert");
  EXPECT_EQ(text_at(steps[0], "alert.gap_wan"), "1.29276");
  EXPECT_EQ(text_at(steps[0], "alert.lag_percent"), "37.8");
}

/// Two departments in the same stage; 王芳 does both, and is told of one.
std::vector<RehearsalStep> two_departments() {
  std::vector<RehearsalStep> steps;
  const auto add = [&](RehearsalStep made, const char* department) {
    made.department = DepartmentId(department);
    made.year = FiscalYear::of(2026).value();
    made.workflow = WorkflowId("annual_budget");
    steps.push_back(std::move(made));
  };
  RehearsalStep entered = step("2025-10-20", RehearsalStepKind::entered, "draft", "进入“编制”");
  entered.due_on = *Date::parse("2025-10-31");
  const RehearsalStep act = step("2025-10-29", RehearsalStepKind::act, "draft", "王芳　提交");
  add(entered, "130605-203");
  add(entered, "130605-204");
  add(act, "130605-203");
  add(act, "130605-204");
  steps.front().told = {PersonId("wang_fang")};
  steps.front().message = "请于2025年10月31日前办理。";
  return steps;
}

TEST(RehearsalOverviewTest, SaysHowManyAreInAStageAndWhenTheyAreDue) {
  Screen screen;
  print_overview(screen.terminal, two_departments(), names());
  EXPECT_NE(screen.out.str().find("2026  annual_budget  编制     2  2025-10-20  2025-10-31"),
            std::string::npos)
      << screen.out.str();
}

TEST(RehearsalOverviewTest, NamesEverybodysHeaviestDay) {
  Screen screen;
  print_overview(screen.terminal, two_departments(), names());
  EXPECT_NE(screen.out.str().find("王芳     2     1           2  2025-10-29         2         0"),
            std::string::npos)
      << screen.out.str();
}

TEST(RehearsalOverviewTest, PutsTheSameOfManyDepartmentsIntoOneLine) {
  Screen screen;
  print_by_day(screen.terminal, two_departments(), names());
  EXPECT_NE(screen.out.str().find("2  党群工作部、130605-204"), std::string::npos)
      << screen.out.str();
}

TEST(RehearsalOverviewTest, ListsEveryMessageWithItsWords) {
  Screen screen;
  print_messages(screen.terminal, two_departments(), names());
  EXPECT_NE(screen.out.str().find("王芳    请于2025年10月31日前办理。"), std::string::npos)
      << screen.out.str();
}

}  // namespace
}  // namespace budget::cli
