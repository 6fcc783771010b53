#include "engine/documents/plan.h"

#include <gmock/gmock.h>

namespace budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kFirst = "13060526P00002810078Y";
constexpr const char* kSecond = "13060526P00020010024Q";
constexpr const char* kThird = "13060526P000029100333";

Json sheet(const std::string& name, const std::string& code, const std::string& budget_wan) {
  const std::int64_t fen = Money::parse_wan(budget_wan)->fen();
  const Json money =
      Json::object().set("printed", budget_wan).set("number", budget_wan).set("fen", fen);
  Json json = Json::object().set("name", Json::object().set("text", name));
  json.set("code", code.empty() ? Json() : Json::object().set("text", code));
  json.set("unit_code", "203001").set("money_unit", "万元").set("money_unit_printed", true);
  return json.set("budget", money).set("fiscal", money).set("source", Json::object());
}

NamedDocument document(const std::vector<Json>& sheets) {
  Json projects = Json::array();
  for (const Json& one : sheets)
    projects.push(one);
  Json json = Json::object().set("kind", "performance_text").set("fiscal_year", 2026);
  return {"a.txt", json.set("department_code", "203").set("projects", std::move(projects))};
}

ProjectRow row(const std::string& name, const std::string& code, const std::string& budget_wan) {
  ProjectRow made;
  made.project.code = ProjectCode::parse(code).value();
  made.project.name = name;
  made.project.unit = UnitCode("203001");
  made.project.funds.budget = Money::parse_wan(budget_wan).value();
  made.project.funds.fiscal = made.project.funds.budget;
  return made;
}

ImportPlan plan(const std::vector<Json>& sheets, std::vector<ProjectRow> rows,
                const ImportAnswers& given = {}, const ImportAnswers& before = {}) {
  std::ranges::sort(rows, {}, [](const ProjectRow& one) { return one.project.code; });
  const ImportTarget target{.year = FiscalYear::of(2026).value(),
                            .department = DepartmentId("130605-203"),
                            .department_name = "党群工作部",
                            .units = {{UnitCode("203001"), "本级"}},
                            .projects = std::move(rows),
                            .documents = {}};
  const std::vector<NamedDocument> documents{document(sheets)};
  return plan_import(documents, target, given, before);
}

std::vector<std::string> codes_of(const std::vector<Project>& projects) {
  std::vector<std::string> codes;
  for (const Project& project : projects)
    codes.push_back(project.code.text());
  return codes;
}

/// "gone" and the like, with the number of their open items.
std::vector<std::string> asked(const ImportPlan& plan) {
  std::vector<std::string> ids;
  for (const ImportQuestion& question : plan.questions)
    ids.push_back(question.id + " " + std::to_string(question.open()));
  return ids;
}

TEST(ImportPlanTest, AProjectInNoFileIsKeptUnlessSomebodySaysOtherwise) {
  const std::vector<ProjectRow> rows{row("甲", kFirst, "8.00"), row("乙", kSecond, "6.16")};
  const std::vector<Json> sheets{sheet("甲", kFirst, "8.00")};
  EXPECT_THAT(codes_of(plan(sheets, rows).gone), ElementsAre(kSecond));
  EXPECT_THAT(codes_of(plan(sheets, rows, {{"gone", "drop"}}).dropped), ElementsAre(kSecond));
}

TEST(ImportPlanTest, ThatAMissingProjectWasDroppedOnceSaysNothingAboutTheNextTime) {
  const ImportPlan made = plan({sheet("甲", kFirst, "8.00")}, {row("乙", kSecond, "6.16")}, {},
                               {{std::string("gone[") + kSecond + "]", "drop"}});
  EXPECT_THAT(made.dropped, IsEmpty());
  EXPECT_THAT(codes_of(made.gone), ElementsAre(kSecond));
}

TEST(ImportPlanTest, ASheetThatWaitsOrIsLeftOutIsInTheFile) {
  Json odd = sheet("乙", kSecond, "6.16");
  odd.set("other", odd["budget"]);
  const std::vector<Json> sheets{sheet("甲", kFirst, "8.00"), odd};
  const std::vector<ProjectRow> rows{row("乙", kSecond, "6.16")};
  const ImportPlan open = plan(sheets, rows, {{"gone", "drop"}});
  EXPECT_THAT(open.in_question, testing::SizeIs(1));
  EXPECT_THAT(open.dropped, IsEmpty());
  const ImportPlan left = plan(sheets, rows, {{"gone", "drop"}, {"funds", "leave_out"}});
  EXPECT_THAT(left.left_out, testing::SizeIs(1));
  EXPECT_THAT(left.dropped, IsEmpty());
  EXPECT_EQ(left.budget_after, Money::parse_wan("14.16").value());
}

TEST(ImportPlanTest, ANewCodeForTheSameNameAndBudgetIsAskedAbout) {
  const std::vector<Json> sheets{sheet("甲", kThird, "8.00")};
  const std::vector<ProjectRow> rows{row("甲", kFirst, "8.00"), row("乙", kSecond, "6.16")};
  const ImportPlan open = plan(sheets, rows);
  EXPECT_THAT(asked(open), testing::UnorderedElementsAre("recoded 1", "gone 0"));
  EXPECT_FALSE(open.is_ready());
  const ImportPlan same = plan(sheets, rows, {{"recoded", "same"}});
  EXPECT_THAT(codes_of(same.dropped), ElementsAre(kFirst));
  EXPECT_EQ(same.budget_before, same.budget_after);
  const ImportPlan other = plan(sheets, rows, {{"recoded", "other"}});
  EXPECT_THAT(other.dropped, IsEmpty());
  EXPECT_EQ(other.budget_after, Money::parse_wan("22.16").value());
  EXPECT_THAT(asked(plan({sheet("甲", kThird, "8.01")}, rows)), ElementsAre("gone 0"));
}

TEST(ImportPlanTest, AProjectWithPaymentsIsNeverReplaced) {
  ProjectRow paid = row("甲", kFirst, "8.00");
  paid.paid[2] = Money::from_fen(100);
  EXPECT_THAT(asked(plan({sheet("甲", kThird, "8.00")}, {paid})), ElementsAre("gone 0"));
}

TEST(ImportPlanTest, AnAnswerThatIsKeptStaysWithItsSheet) {
  const ImportAnswers before{{"project_code[甲]", kFirst}, {"project_code[乙]", kSecond}};
  const ImportPlan whole = plan({sheet("甲", "", "8.00"), sheet("乙", "", "6.16")}, {}, {}, before);
  EXPECT_EQ(whole.added.size(), 2U);
  const ImportPlan without_first = plan({sheet("乙", "", "6.16")}, {}, {}, before);
  ASSERT_EQ(without_first.added.size(), 1U);
  EXPECT_EQ(without_first.added[0].project.code.text(), kSecond);
  const ImportPlan with_another =
      plan({sheet("丙", "", "1.00"), sheet("甲", "", "8.00")}, {}, {}, before);
  EXPECT_EQ(with_another.open, 1U);
}

}  // namespace
}  // namespace budget
