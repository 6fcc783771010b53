#include "engine/documents/plan.h"

#include <gmock/gmock.h>

namespace budget {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
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

TEST(ImportPlanTest, OneNewProjectReplacesAtMostOneOld) {
  const std::vector<ProjectRow> rows{row("租金", kFirst, "7.00"), row("租金", kSecond, "7.00")};
  const std::vector<Json> sheets{sheet("租金", kThird, "7.00")};
  const ImportPlan open = plan(sheets, rows, {{"recoded", "same"}});
  EXPECT_THAT(asked(open), ElementsAre("gone 2"));
  EXPECT_THAT(open.dropped, IsEmpty());
  EXPECT_EQ(open.questions[0].fallback, "");
  EXPECT_THAT(open.questions[0].items[0].text, AllOf(HasSubstr(kThird), HasSubstr(kSecond)));
  const std::string second = std::string("gone[") + kSecond + "]";
  const ImportPlan made = plan(sheets, rows, {{"gone", "keep"}, {second, "drop"}});
  EXPECT_TRUE(made.is_ready());
  EXPECT_THAT(codes_of(made.dropped), ElementsAre(kSecond));
}

TEST(ImportPlanTest, OneOldProjectThatTwoNewOnesMightBeIsAskedAbout) {
  const ImportPlan open = plan({sheet("租金", kSecond, "7.00"), sheet("租金", kThird, "7.00")},
                               {row("租金", kFirst, "7.00")}, {{"recoded", "same"}});
  EXPECT_THAT(asked(open), ElementsAre("gone 1"));
  EXPECT_THAT(open.questions[0].items[0].text, AllOf(HasSubstr(kSecond), HasSubstr(kThird)));
}

TEST(ImportPlanTest, AProjectWithPaymentsIsNeverReplaced) {
  ProjectRow paid = row("甲", kFirst, "8.00");
  paid.paid[2] = Money::from_fen(100);
  const std::vector<Json> sheets{sheet("甲", kThird, "8.00")};
  const ImportPlan open = plan(sheets, {paid}, {{"recoded", "same"}});
  EXPECT_THAT(asked(open), ElementsAre("recoded_paid 1"));
  EXPECT_FALSE(open.is_ready()) << "the year would hold its budget twice";
  EXPECT_FALSE(plan(sheets, {paid}, {{"recoded_paid", "same"}}).is_ready());
  const ImportPlan both = plan(sheets, {paid}, {{"recoded_paid", "other"}});
  EXPECT_TRUE(both.is_ready());
  EXPECT_THAT(codes_of(both.gone), ElementsAre(kFirst));
}

TEST(ImportPlanTest, AQuestionOffersWhatAnyOfItsProjectsMayBeAnswered) {
  ProjectRow paid = row("甲", kFirst, "8.00");
  paid.paid[2] = Money::from_fen(100);
  const ImportPlan made = plan({sheet("丙", kThird, "1.00")}, {paid, row("乙", kSecond, "6.16")});
  EXPECT_THAT(made.questions[0].choices,
              ElementsAre(Field(&ImportChoice::id, "keep"), Field(&ImportChoice::id, "drop")));
}

/// A sheet without a code that says what it is for.
Json sheet_for(const std::string& name, const std::string& budget, const std::string& purpose,
               const std::string& goal) {
  Json made = sheet(name, "", budget);
  made.set("purpose", purpose).set("goals_text", goal);
  return made;
}

const Json kCadres = sheet_for("培训费", "8.00", "用于干部培训", "培训干部");
const Json kVillages = sheet_for("培训费", "3.00", "用于村居培训", "培训村居");

/// The codes of what an import brings, and the number of its open answers where there are some.
std::vector<std::string> brought(const ImportPlan& plan) {
  std::vector<std::string> codes;
  for (const TakenProject& one : plan.added)
    codes.push_back(one.project.code.text());
  if (plan.open > 0) codes.push_back(std::to_string(plan.open) + " open");
  return codes;
}

/// Imports one after the other; what is kept of each is what the next are told.
class KeptAnswersTest : public testing::Test {
 protected:
  ImportPlan look(const std::vector<Json>& sheets, const ImportAnswers& given = {}) {
    return plan(sheets, {}, given, before);
  }
  ImportPlan import(const std::vector<Json>& sheets, const std::vector<std::string>& codes) {
    const ImportPlan open = look(sheets);
    ImportAnswers given;
    std::size_t at = 0;
    for (const ImportQuestion& question : open.questions)
      for (const QuestionItem& item : question.items)
        if (item.answer.empty()) given[question.id + "[" + item.key + "]"] = codes.at(at++);
    ImportPlan made = look(sheets, given);
    EXPECT_TRUE(made.is_ready());
    for (const ImportAnswer& answer : made.answers)
      before.insert_or_assign(answer.question, answer.answer);
    return made;
  }

  ImportAnswers before;
};

TEST_F(KeptAnswersTest, AnAnswerThatIsKeptStaysWithItsSheet) {
  const Json first = sheet("甲", "", "8.00");
  const Json second = sheet("乙", "", "6.16");
  EXPECT_THAT(brought(import({first, second}, {kFirst, kSecond})),
              testing::UnorderedElementsAre(kFirst, kSecond));
  EXPECT_THAT(brought(look({first, second})), testing::UnorderedElementsAre(kFirst, kSecond));
  EXPECT_THAT(brought(look({second})), ElementsAre(kSecond));
  EXPECT_THAT(brought(look({sheet("丙", "", "1.00"), first})), ElementsAre(kFirst, "1 open"));
}

TEST_F(KeptAnswersTest, OfTwoSheetsWithOneNameEachKeepsItsOwnCodeAlone) {
  (void)import({kCadres}, {kFirst});
  EXPECT_THAT(brought(import({kCadres, kVillages}, {kSecond})),
              testing::UnorderedElementsAre(kFirst, kSecond));
  EXPECT_THAT(brought(look({kVillages})), ElementsAre(kSecond));
  EXPECT_THAT(brought(look({kCadres})), ElementsAre(kFirst));
}

TEST_F(KeptAnswersTest, AnEditedSheetIsAskedAboutWhereThereWereTwoOfItsName) {
  (void)import({kCadres, kVillages}, {kFirst, kSecond});
  const ImportPlan open = look({sheet_for("培训费", "8.00", "用于干部培训班", "培训干部")});
  EXPECT_THAT(brought(open), ElementsAre("1 open"));
  EXPECT_THAT(open.questions[0].items[0].text, AllOf(HasSubstr(kFirst), HasSubstr(kSecond)));
}

TEST_F(KeptAnswersTest, AnotherSheetOfTheNameIsAskedAbout) {
  (void)import({kCadres}, {kFirst});
  EXPECT_THAT(brought(look({kVillages})), ElementsAre("1 open"));
  EXPECT_THAT(brought(look({sheet_for("培训费", "8.00", "用于村居培训", "培训村居")})),
              ElementsAre("1 open"))
      << "the same budget alone says nothing";
  Json elsewhere = kCadres;
  EXPECT_THAT(brought(look({elsewhere.set("unit_name", "二科")})), ElementsAre("1 open"));
}

TEST_F(KeptAnswersTest, ASheetThatTookTheNameOfAnotherDoesNotGetItsCodeLater) {
  (void)import({kCadres}, {kFirst});
  (void)import({kVillages}, {kSecond});
  EXPECT_THAT(brought(look({kCadres})), ElementsAre(kFirst));
  EXPECT_THAT(brought(look({sheet_for("培训费", "9.00", "用于干部培训", "培训干部")})),
              ElementsAre("1 open"));
}

TEST_F(KeptAnswersTest, ASmallEditKeepsTheAnswer) {
  (void)import({kCadres}, {kFirst});
  const Json amount = sheet_for("培训费", "9.00", "用于干部培训", "培训干部");
  EXPECT_THAT(brought(look({amount})), ElementsAre(kFirst));
  const Json word = sheet_for("培训费", "8.00", "用于干部轮训", "培训干部");
  EXPECT_THAT(brought(look({word})), ElementsAre(kFirst));
  EXPECT_THAT(brought(import({amount}, {})), ElementsAre(kFirst));
  const Json then = sheet_for("培训费", "9.00", "用于干部轮训", "培训干部");
  EXPECT_THAT(brought(look({then})), ElementsAre(kFirst)) << "one edit after the other";
}

TEST_F(KeptAnswersTest, ABudgetHoldsForItsSheetOnly) {
  Json bare = kCadres;
  bare.set("code", Json::object().set("text", kFirst)).set("budget", Json()).set("fiscal", Json());
  (void)import({bare}, {"5.00"});
  EXPECT_THAT(brought(look({bare})), ElementsAre(kFirst));
  Json other = bare;
  other.set("purpose", "用于村居培训").set("goals_text", "培训村居");
  EXPECT_THAT(brought(look({other})), ElementsAre("1 open"));
}

TEST_F(KeptAnswersTest, SheetsThatSayTheSameShareAnAnswer) {
  const ImportPlan made = plan({kCadres, kCadres}, {}, {{"project_code[培训费]", kFirst}});
  EXPECT_THAT(brought(made), ElementsAre(kFirst));
  EXPECT_EQ(made.answers.size(), 1U);
}

TEST_F(KeptAnswersTest, WhatWasKeptMayBeGivenAgain) {
  (void)import({kCadres}, {kFirst});
  const ImportPlan again = plan({kCadres, kVillages}, {}, before);
  EXPECT_THAT(brought(again), ElementsAre(kFirst, "1 open"));
  EXPECT_THAT(again.problems, IsEmpty());
}

}  // namespace
}  // namespace budget
