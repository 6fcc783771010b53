#include "engine/documents/intake.h"

#include <set>

#include <gmock/gmock.h>

namespace budget {
namespace {

constexpr const char* kCode = "13060526P00002810078Y";

/// A goal sheet as the importer writes it; `more` replaces members.
Json sheet(const Json& more = Json::object()) {
  Json json = Json::parse(R"({"code":{"text":"13060526P00002810078Y"},
    "name":{"text":"视频监控租用经费"},"unit_code":"203001","unit_name":"本级",
    "money_unit":"万元","money_unit_printed":true,
    "budget":{"printed":"8.00","number":"8.00","fen":8000000},
    "fiscal":{"printed":"8.00","number":"8.00","fen":8000000},"other":null,
    "plan":{"label":{"text":"累计支出金额"},"unit":"amount","nodes":[
      {"month":3,"printed":""},{"month":6,"printed":"3.00","cumulative_fen":3000000},
      {"month":10,"printed":""},{"month":12,"printed":"8.00","cumulative_fen":8000000}]},
    "goals":[{"number":1,"text":"按期支付租金"}],
    "indicators":[{"level1":"产出指标","level2":"数量指标","level3":"点位",
      "value":{"printed":"≥12个","comparator":">=","number":"12","unit":"个"}}],
    "source":{"line":9}})")
                  .value();
  for (const auto& [name, value] : more.members())
    json.set(name, value);
  return json;
}

struct Taken {
  Intake intake;
  std::vector<ImportQuestion> questions;
};

Taken take(const std::vector<Json>& sheets, const ImportAnswers& answers = {}) {
  Json projects = Json::array();
  for (const Json& one : sheets)
    projects.push(one);
  const std::vector<NamedDocument> documents{
      {"a.txt", Json::object().set("projects", std::move(projects))}};
  QuestionSheet questions(answers, {});
  const std::vector<Unit> units{{UnitCode("203001"), "本级"}};
  Intake intake = take_in(documents, {FiscalYear::of(2026).value(), units}, questions);
  return {std::move(intake), questions.questions()};
}

/// The id of the only question, with the number of its open items; "" when nothing is asked.
std::string asked(const Taken& taken) {
  if (taken.questions.empty()) return "";
  EXPECT_EQ(taken.questions.size(), 1U);
  return taken.questions[0].id + " " + std::to_string(taken.questions[0].open());
}

Json plan(const std::string& unit, const std::string& label) {
  return Json::parse(R"({"label":{"text":")" + label + R"("},"unit":")" + unit +
                     R"(","nodes":[{"month":6,"printed":"50"},{"month":12,"printed":"100"}]})")
      .value();
}

TEST(DocumentIntakeTest, TakesASheetAsItIsPrinted) {
  const Taken taken = take({sheet()});
  ASSERT_EQ(taken.intake.projects.size(), 1U);
  const Project& project = taken.intake.projects[0].project;
  EXPECT_EQ(project.code.text(), kCode);
  EXPECT_EQ(project.funds.fiscal, Money::from_fen(8'000'000));
  EXPECT_EQ(project.plan.nodes, (std::vector<PlanNode>{{3, Money()},
                                                       {6, Money::from_fen(3'000'000)},
                                                       {10, Money::from_fen(3'000'000)},
                                                       {12, Money::from_fen(8'000'000)}}));
  EXPECT_EQ(taken.intake.projects[0].at.to_text(), "a.txt 第9行");
  EXPECT_EQ(asked(taken), "");
}

TEST(DocumentIntakeTest, LeavesOutSheetsOfAnotherYearsPartUnlessToldOtherwise) {
  const Json last_year = sheet(Json::object().set("fiscal_year", 2025));
  const Taken taken = take({last_year});
  EXPECT_TRUE(taken.intake.projects.empty());
  ASSERT_EQ(taken.intake.left_out.size(), 1U);
  EXPECT_EQ(take({last_year}, {{"sheet_year", "enter"}}).intake.projects.size(), 1U);
  EXPECT_EQ(take({sheet(Json::object().set("fiscal_year", 2026))}).intake.projects.size(), 1U);
}

TEST(DocumentIntakeTest, AsksForTheUnitOfAmountsNobodyPrinted) {
  const Json unclear = Json::object().set("money_unit_printed", false);
  EXPECT_EQ(asked(take({sheet(unclear)})), "money_unit 1");
  const Taken taken =
      take({sheet(Json::object().set("money_unit_printed", false).set("plan", Json()))},
           {{"money_unit", "thousand"}});
  ASSERT_EQ(taken.intake.projects.size(), 1U);
  EXPECT_EQ(taken.intake.projects[0].project.funds.budget, Money::parse_yuan("8000").value());
}

TEST(DocumentIntakeTest, AsksWhichSheetOfACodeCounts) {
  const Json other = sheet(Json::object().set("name", Json::object().set("text", "另一个")));
  const Taken open = take({sheet(), other});
  EXPECT_EQ(asked(open), "same_code 1");
  EXPECT_TRUE(open.intake.projects.empty());
  const Taken last = take({sheet(), other}, {{"same_code", "last"}});
  ASSERT_EQ(last.intake.projects.size(), 1U);
  EXPECT_EQ(last.intake.projects[0].project.name, "另一个");
}

TEST(DocumentIntakeTest, TakesTheSameSheetPrintedTwiceOnce) {
  const Taken taken = take({sheet(), sheet()});
  EXPECT_EQ(taken.intake.projects.size(), 1U);
  EXPECT_EQ(asked(taken), "");
}

TEST(DocumentIntakeTest, AsksWhetherAPlanIsAmountsOrPercent) {
  const Json unclear = Json::object().set("plan", plan("unknown", "支出计划"));
  EXPECT_EQ(asked(take({sheet(unclear)})), "plan_unit 1");
  const Taken taken = take({sheet(unclear)}, {{"plan_unit", "percent"}});
  ASSERT_EQ(taken.intake.projects.size(), 1U);
  EXPECT_EQ(taken.intake.projects[0].project.plan.nodes[0].cumulative, Money::from_fen(4'000'000));
}

TEST(DocumentIntakeTest, SaysThatATitleContradictsThePlan) {
  const Taken taken = take({sheet(Json::object().set("plan", plan("percent", "累计支出金额")))});
  EXPECT_EQ(asked(taken), "plan_label 0");
  EXPECT_EQ(taken.questions[0].items[0].given, QuestionItem::Given::by_default);
}

TEST(DocumentIntakeTest, AsksAboutAPlanThatCannotBe) {
  const Json falling = Json::parse(R"({"label":null,"unit":"amount","nodes":[
    {"month":6,"printed":"9.00","cumulative_fen":9000000},
    {"month":12,"printed":"8.00","cumulative_fen":8000000}]})")
                           .value();
  EXPECT_EQ(asked(take({sheet(Json::object().set("plan", falling))})), "plan_broken 1");
}

TEST(DocumentIntakeTest, AsksAboutABudgetThatIsNotTheSumOfItsParts) {
  const Json parts =
      Json::object()
          .set("plan", Json())
          .set("other", Json::parse(R"({"printed":"1.00","number":"1.00","fen":1000000})").value());
  EXPECT_EQ(asked(take({sheet(parts)})), "funds 1");
  const Taken taken = take({sheet(parts)}, {{"funds", "parts"}});
  ASSERT_EQ(taken.intake.projects.size(), 1U);
  EXPECT_EQ(taken.intake.projects[0].project.funds.budget, Money::from_fen(9'000'000));
}

TEST(DocumentIntakeTest, TakesACodeAndABudgetFromThePerson) {
  const Json bare = Json::object().set("code", Json()).set("budget", Json()).set("fiscal", Json());
  EXPECT_EQ(asked(take({sheet(bare)})), "project_code 1");
  Json without_plan = bare;
  without_plan.set("plan", Json());
  const Taken taken = take({sheet(without_plan)}, {{"project_code[视频监控租用经费]", kCode},
                                                   {"budget[视频监控租用经费]", "3.5"}});
  ASSERT_EQ(taken.intake.projects.size(), 1U);
  EXPECT_EQ(taken.intake.projects[0].project.funds.budget, Money::parse_wan("3.5").value());
}

Json money(const std::string& printed, std::int64_t fen) {
  return Json::object().set("printed", printed).set("number", printed).set("fen", fen);
}

TEST(DocumentIntakeTest, ABudgetBelowNothingIsNone) {
  const Json negative = Json::object()
                            .set("plan", Json())
                            .set("budget", money("-60.00", -60'000'000))
                            .set("fiscal", money("-60.00", -60'000'000));
  const Taken open = take({sheet(negative)});
  EXPECT_EQ(asked(open), "budget 1");
  EXPECT_THAT(open.questions[0].items[0].text, testing::HasSubstr("印的是 -60.00"));
  EXPECT_THAT(open.questions[0].choices,
              testing::Not(testing::Contains(testing::Field(&ImportChoice::id, "parts"))));
}

TEST(DocumentIntakeTest, APartNobodyCanReadIsAskedAbout) {
  for (const Json& part :
       {money("-1.00", -1'000'000), Json::object().set("printed", "l.O0").set("number", Json())}) {
    const Json odd = Json::object().set("plan", Json()).set("fiscal", Json()).set("other", part);
    const Taken open = take({sheet(odd)});
    EXPECT_EQ(asked(open), "funds 1");
    EXPECT_THAT(open.questions[0].items[0].text,
                testing::HasSubstr("其他资金 " + part["printed"].text()));
    const Taken taken = take({sheet(odd)}, {{"funds", "budget"}});
    ASSERT_EQ(taken.intake.projects.size(), 1U);
    EXPECT_EQ(taken.intake.projects[0].project.funds.fiscal, Money::from_fen(8'000'000));
  }
}

Json named(const std::string& name, const std::string& goal = "按期支付租金") {
  Json goals = Json::array().push(Json::object().set("number", 1).set("text", goal));
  return sheet(Json::object()
                   .set("code", Json())
                   .set("name", Json::object().set("text", name))
                   .set("goals", std::move(goals)));
}

std::vector<std::string> keys_of(const Taken& taken) {
  std::vector<std::string> keys;
  for (const ImportQuestion& question : taken.questions)
    for (const QuestionItem& item : question.items)
      keys.push_back(item.key);
  return keys;
}

TEST(DocumentIntakeTest, SheetsWithoutCodesAreNamedByTheirNamesNotTheirPlaces) {
  EXPECT_THAT(keys_of(take({named("甲"), named("乙")})), testing::ElementsAre("甲", "乙"));
  EXPECT_THAT(keys_of(take({named("乙")})), testing::ElementsAre("乙"));
  EXPECT_THAT(keys_of(take({named("乙\x7F\a")})), testing::ElementsAre("乙"));
}

TEST(DocumentIntakeTest, SheetsOfOneNameAreNamedByWhatTheySay) {
  const auto keys = keys_of(take({named("甲", "修路"), named("甲", "架桥"), named("", "无名")}));
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_NE(keys[0], keys[1]);
  EXPECT_THAT(keys[0], testing::StartsWith("甲·"));
  EXPECT_THAT(keys[2], testing::StartsWith("·"));
  const auto turned = keys_of(take({named("甲", "架桥"), named("甲", "修路")}));
  EXPECT_EQ(turned, (std::vector<std::string>{keys[1], keys[0]}));
}

TEST(DocumentIntakeTest, SheetsWithOneCodeAreToldApartByAllTheySay) {
  const Json unclear = Json::object().set("plan", plan("unknown", "支出计划"));
  const std::vector<Json> changes{
      Json::object().set("unit_name", "二科"),
      Json::object().set("other", Json::object().set("printed", "0.00")),
      Json::object().set("plan", plan("unknown", "计划")),
      Json::parse(R"({"indicators":[{"level3":"数量","description":"甲"}]})").value(),
      Json::parse(R"({"indicators":[{"level3":"数量","description":"乙"}]})").value(),
      Json::parse(R"({"indicators":[{"level3":"数量","value":{"printed":"≥1"}}]})").value()};
  std::vector<Json> sheets{sheet(unclear)};
  for (const Json& change : changes) {
    Json all = unclear;
    for (const auto& [name, value] : change.members())
      all.set(name, value);
    sheets.push_back(sheet(all));
  }
  const std::vector<std::string> keys = keys_of(take(sheets));
  EXPECT_GE(keys.size(), sheets.size());
  EXPECT_THAT(keys, testing::Each(testing::StartsWith(std::string(kCode) + "·")));
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
}

TEST(DocumentIntakeTest, ACodeAnswersOneSheetAndIsRefusedForAllOnce) {
  const std::vector<Json> sheets{named("甲"), named("乙")};
  EXPECT_EQ(asked(take(sheets, {{"project_code", kCode}})), "project_code 2");
  EXPECT_EQ(take(sheets, {{"project_code", "leave_out"}}).intake.left_out.size(), 2U);
  QuestionSheet questions({{"plan_unit", "amuont"}}, {});
  const ImportQuestion kind{.id = "plan_unit", .title = "", .choices = {{"amount", "金额"}}};
  for (const char* key : {"1", "2", "3"})
    EXPECT_FALSE(questions.ask(kind, key, ""));
  EXPECT_EQ(questions.problems({"plan_unit"}).size(), 1U);
}

TEST(DocumentIntakeTest, KeepsASheetThatIsLeftOutInTheDocumentOnly) {
  const Taken taken =
      take({sheet(Json::object().set("code", Json()))}, {{"project_code", "leave_out"}});
  EXPECT_TRUE(taken.intake.projects.empty());
  EXPECT_EQ(taken.intake.left_out.size(), 1U);
}

TEST(DocumentIntakeTest, SaysTheRegionMostCodesBeginWith) {
  const auto coded = [](const std::string& code) { return Json::object().set("code", code); };
  const Json document = Json::object().set("projects", Json::array()
                                                           .push(coded("13018624P00012310001X"))
                                                           .push(coded("13060526P000029100333"))
                                                           .push(coded("13060526P000029100334"))
                                                           .push(coded("没有编码")));
  EXPECT_EQ(region_in(document), RegionCode("130605"));
  EXPECT_TRUE(region_in(Json::object().set("projects", Json::array())).empty());
}

TEST(DocumentIntakeTest, AsksForTheUnitThatIsNotOfTheDepartment) {
  EXPECT_EQ(asked(take({sheet(Json::object().set("unit_code", "999001"))})), "unit 1");
  EXPECT_EQ(asked(take({sheet(Json::object().set("unit_code", Json()).set("unit_name", Json()))})),
            "unit 0");
}

}  // namespace
}  // namespace budget
