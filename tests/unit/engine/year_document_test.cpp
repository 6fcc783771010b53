#include "engine/publication/year_document.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/documents/intake.h"

namespace budget {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kNight = "13060526P000270100016";
constexpr const char* kRent = "13060526P000270100022";
constexpr const char* kParty = "13060526P000270100033";

Json stated(const std::string& text) {
  return Json::object().set("text", text).set("source", Json::object().set("line", 1));
}

Json stated_wan(const std::string& number) {
  Json money = Json::object().set("printed", number).set("number", number);
  return money.set("fen", Money::parse_wan(number).value().fen());
}

Json a_goal_sheet(const std::string& name, const std::string& code, const std::string& budget) {
  Json sheet =
      Json::object().set("sequence", "").set("title", stated(name)).set("name", stated(name));
  sheet.set("code", code.empty() ? Json() : stated(code)).set("unit_code", "203001");
  sheet.set("unit_name", "一科（本级）").set("money_unit", "万元");
  sheet.set("money_unit_printed", true)
      .set("budget", stated_wan(budget))
      .set("fiscal", stated_wan(budget));
  sheet.set("other", Json()).set("purpose", stated("办事"));
  Json indicator = Json::object().set("number", 1).set("level1", "产出指标");
  indicator.set("level1_printed", true).set("level2", "数量指标").set("level3", "次数");
  indicator.set("description", "一年的次数").set("basis", "计划").set("note", "原样");
  indicator.set("value", Json::object()
                             .set("printed", "≥12次")
                             .set("comparator", ">=")
                             .set("number", "12")
                             .set("unit", "次"));
  return sheet.set("indicators", Json::array().push(std::move(indicator)));
}

Json a_file(std::initializer_list<Json> sheets, const char* kind = "performance_text") {
  Json document = Json::object().set("schema", "budget.document/1").set("kind", kind);
  document.set("fiscal_year", 2026).set("department_code", "203").set("money_unit", "万元");
  document.set("department_name", stated("某局")).set("money_unit_printed", true);
  Json list = Json::array();
  for (Json sheet : sheets) {
    const std::string number = std::to_string(list.items().size() + 1);
    list.push(sheet.set("sequence", number));
  }
  return document.set("projects", std::move(list));
}

/// T3 with the total of 项目支出, and one row that names a project.
Json an_expense_table(const std::string& total, const std::string& name,
                      const std::string& amount) {
  const auto row = [](std::initializer_list<std::string> cells) {
    Json list = Json::array();
    for (const std::string& cell : cells)
      list.push(cell);
    return list;
  };
  Json rows = Json::array().push(row({"1", "合计", "99.00", total}));
  rows.push(row({"2", name, amount, amount}));
  Json table = Json::object().set("number", 3).set("title", stated("部门预算支出总表"));
  table.set("columns", row({"序号", "科目名称", "合计", "项目支出"}));
  return table.set("rows", std::move(rows));
}

/// A year with imports, and projects as they were entered unless a test changes them.
class YearDocumentTest : public testing::Test {
 protected:
  YearDocumentTest() {
    material.instance.year = FiscalYear::of(2026).value();
    material.instance.department = DepartmentId("130605-203");
    material.department_name = "某局（单位名册）";
    material.units = {{UnitCode("203001"), "一科"}, {UnitCode("203002"), "二科"}};
  }

  /// The documents of one import, which all count; its projects go into the year.
  void import(const std::vector<Json>& documents, ImportAnswers answers = {}) {
    const ImportId id(static_cast<std::int64_t>(imports.size()) + 1);
    ImportedFiles imported{id, {}, std::move(answers)};
    std::vector<NamedDocument> named;
    for (const Json& document : documents) {
      DocumentRow row;
      row.import = id;
      row.number = static_cast<int>(imported.files.size()) + 1;
      row.file.name = "文件" + std::to_string(id.value()) + ".txt";
      row.file.kind = document["kind"].text();
      row.file.document = document.to_text();
      named.push_back({row.file.name, document});
      std::erase_if(material.documents, [&](const DocumentRow& other) {
        return other.file.kind == row.file.kind && other.import != id;
      });
      material.documents.push_back(row);
      imported.files.push_back(std::move(row));
    }
    QuestionSheet questions(imported.answers, {});
    for (TakenProject& taken :
         take_in(named, {material.instance.year, material.units}, questions).projects)
      enter(std::move(taken.project));
    imports.push_back(std::move(imported));
  }

  void enter(Project project) {
    std::erase_if(material.projects,
                  [&](const ProjectRow& row) { return row.project.code == project.code; });
    ProjectRow row;
    row.project = std::move(project);
    material.projects.push_back(std::move(row));
    std::ranges::sort(material.projects, {},
                      [](const ProjectRow& each) { return each.project.code; });
  }

  ProjectRow& row_of(const char* code) {
    return *std::ranges::find_if(
        material.projects, [&](const ProjectRow& row) { return row.project.code.text() == code; });
  }

  void set_budget(const char* code, const std::string& budget) {
    Funds& funds = row_of(code).project.funds;
    funds.budget = Money::parse_wan(budget).value();
    funds.fiscal = funds.budget;
  }

  YearDocument made() const { return year_document(material, imports); }

  static std::vector<std::string> names(const Json& document) {
    std::vector<std::string> list;
    for (const Json& sheet : document["projects"].items())
      list.push_back(sheet["sequence"].text() + " " + words_of(sheet["name"]));
    return list;
  }

  static std::string messages(const YearDocument& made, const std::string& rule) {
    std::string text;
    for (const Finding& finding : made.findings)
      if (finding.rule.text() == "publish." + rule) text += finding.message + "\n";
    return text;
  }

  CheckMaterial material;              // NOLINT: for the tests
  std::vector<ImportedFiles> imports;  // NOLINT
};

TEST_F(YearDocumentTest, SaysWhatTheDocumentSaysWhileNothingChanged) {
  Json document =
      a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("租用", kNight, "6.00")});
  document.set("sections", Json::array().push(Json::object().set("number", 1)));
  import({document});
  EXPECT_EQ(made().document.to_text(), document.to_text());
  EXPECT_THAT(made().findings, IsEmpty());
  EXPECT_THAT(made().since_import, IsEmpty());
}

TEST_F(YearDocumentTest, PrintsTheYearsAmountWhereItChangedAndKeepsTheRestOfTheSheet) {
  import({a_file({a_goal_sheet("夜校", kNight, "8.00")})});
  set_budget(kNight, "9.50");
  const Json sheet = made().document["projects"].items().at(0);
  EXPECT_EQ(sheet["budget"]["printed"].text(), "9.50");
  EXPECT_EQ(sheet["unit_name"].text(), "一科（本级）");
  EXPECT_EQ(sheet["indicators"].items().at(0)["note"].text(), "原样");
  ASSERT_EQ(made().since_import.size(), 2U);  // 预算数, 财政资金
  EXPECT_EQ(made().since_import[0].after, "9.50");
}

TEST_F(YearDocumentTest, ASheetInAnotherUnitBecomesOneInWanWhenAnAmountChanged) {
  Json sheet = a_goal_sheet("夜校", kNight, "8.00").set("money_unit", "元");
  for (const char* part : {"budget", "fiscal"})
    sheet.set(part, Json(sheet[part]).set("printed", "80000").set("number", "80000"));
  import({a_file({sheet})});
  EXPECT_EQ(made().document["projects"].items().at(0)["budget"]["printed"].text(), "80000");
  row_of(kNight).project.funds.budget = Money::parse_wan("9").value();
  row_of(kNight).project.funds.other = Money::parse_wan("1").value();
  const Json changed = made().document["projects"].items().at(0);
  EXPECT_EQ(changed["money_unit"].text(), "万元");
  EXPECT_EQ(changed["fiscal"]["printed"].text(), "8.00");
}

TEST_F(YearDocumentTest, AmountsReadInAnAnsweredUnitArePrintedInWan) {
  Json sheet = a_goal_sheet("夜校", kNight, "8.00").set("money_unit_printed", false);
  import({a_file({sheet}).set("money_unit_printed", false)}, {{ "money_unit", "thousand" }});
  EXPECT_EQ(made().document["projects"].items().at(0)["budget"]["printed"].text(), "0.80");
}

TEST_F(YearDocumentTest, KeepsThePrintedFormOfIndicatorsThatAreStillThere) {
  import({a_file({a_goal_sheet("夜校", kNight, "8.00")})});
  auto& indicators = row_of(kNight).project.indicators;
  indicators.push_back(indicators.front());
  indicators.back().path.back() = "人数";
  const Json sheet = made().document["projects"].items().at(0);
  ASSERT_EQ(sheet["indicators"].items().size(), 2U);
  EXPECT_EQ(sheet["indicators"].items()[0]["note"].text(), "原样");
  EXPECT_EQ(sheet["indicators"].items()[1]["level3"].text(), "人数");
  EXPECT_FALSE(sheet["indicators"].items()[1]["level1_printed"].boolean(true));
}

TEST_F(YearDocumentTest, PutsProjectsOfNoDocumentLastAndCountsOn) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("租用", kParty, "6.00")})});
  Project project = row_of(kRent).project;
  project.code = ProjectCode::parse(kNight).value();
  project.name = "新项目";
  project.unit = UnitCode("203002");
  enter(project);
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校", "2 租用", "3 新项目"));
  EXPECT_EQ(made().document["projects"].items()[2]["unit_name"].text(), "二科");
  EXPECT_THAT(messages(made(), "project_not_in_documents"), HasSubstr("新项目"));
}

TEST_F(YearDocumentTest, NamesTheSheetsOfProjectsThatWereDropped) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("租用", kNight, "6.00")})});
  std::erase_if(material.projects,
                [](const ProjectRow& row) { return row.project.code.text() == kRent; });
  EXPECT_THAT(names(made().document), ElementsAre("1 租用"));
  EXPECT_THAT(messages(made(), "sheet_dropped"), HasSubstr("已不在本年度：夜校"));
}

TEST_F(YearDocumentTest, NamesTheSheetsThatWereLeftOutOfTheImport) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("没有编码", "", "6.00")})},
         {{ "project_code",
            "leave_out" }});
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校"));
  EXPECT_THAT(messages(made(), "sheet_left_out"), HasSubstr("没有编码"));
}

TEST_F(YearDocumentTest, ASheetThatWasGivenItsCodeInAnAnswerIsPrintedWithoutOneStill) {
  import({a_file({a_goal_sheet("夜校", "", "8.00")})}, {{ "project_code[夜校]", kRent }});
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校"));
  EXPECT_TRUE(made().document["projects"].items()[0]["code"].is_null());
}

TEST_F(YearDocumentTest, ASheetWhoseAnswerCannotBeToldAnyMoreIsKnownByItsName) {
  import({a_file({a_goal_sheet("夜校", "", "8.00")})}, {{ "project_code[夜校]", kRent }});
  imports.front().answers.clear();
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校"));
  EXPECT_THAT(made().findings, IsEmpty());
}

TEST_F(YearDocumentTest, OfTwoSheetsWithOneCodeTheOneThatWasChosenIsPrinted) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("夜校（改）", kRent, "9.00")})},
         {{ "same_code",
            "last" }});
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校（改）"));
  EXPECT_THAT(messages(made(), "sheet_left_out"), HasSubstr("夜校"));
}

TEST_F(YearDocumentTest, KeepsTheSheetsOfTheWholeDepartment) {
  Json document = a_file({a_goal_sheet("夜校", kRent, "8.00")});
  document.set("department_sheets", Json::array().push(a_goal_sheet("部门整体", "", "100.00")));
  import({document});
  EXPECT_EQ(made().document["department_sheets"].items().size(), 1U);
}

TEST_F(YearDocumentTest, PutsTablesOfOneFileAndSheetsOfAnotherTogether) {
  Json tables = a_file({}, "budget_disclosure");
  tables.set("tables", Json::array().push(an_expense_table("8.00", "文化", "8.00")));
  import({a_file({a_goal_sheet("夜校", kRent, "8.00")}), tables});
  EXPECT_EQ(made().document["kind"].text(), "budget_disclosure");
  EXPECT_EQ(made().document["tables"].items().size(), 1U);
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校"));
  EXPECT_EQ(made().sources.size(), 2U);
}

TEST_F(YearDocumentTest, SaysWhereTwoImportedFilesContradictEachOther) {
  Json goals = a_file({a_goal_sheet("夜校", kRent, "8.00")});
  goals.set("tables", Json::array().push(an_expense_table("7.00", "文化", "8.00")));
  Json tables = a_file({}, "budget_disclosure");
  tables.set("tables", Json::array().push(an_expense_table("8.00", "文化", "8.00")));
  import({goals, tables});
  EXPECT_THAT(messages(made(), "documents_differ"), HasSubstr("“项目支出”是“7.00”"));
  EXPECT_THAT(made().document["tables"].to_text(), HasSubstr("\"99.00\",\"8.00\""));
}

TEST_F(YearDocumentTest, SaysWhichTotalOfATableNoLongerAgreesWithTheProjects) {
  Json document =
      a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("租用", kNight, "6.00")});
  document.set("tables", Json::array().push(an_expense_table("14.00", "文化", "3.00")));
  import({document});
  ASSERT_THAT(messages(made(), "table_differs_from_projects"), IsEmpty());
  set_budget(kNight, "7.50");
  EXPECT_THAT(messages(made(), "table_differs_from_projects"),
              HasSubstr("表3“部门预算支出总表”第1行“项目支出”印着 14.00 万元"));
  EXPECT_THAT(messages(made(), "table_differs_from_projects"),
              HasSubstr("现在各项目之和是 15.50 万元"));
  EXPECT_THAT(messages(made(), "amounts_changed"), HasSubstr("租用 6.00→7.50"));
}

TEST_F(YearDocumentTest, SaysWhichRowAboutAProjectNoLongerAgreesWithIt) {
  Json document =
      a_file({a_goal_sheet("夜校", kRent, "8.00"), a_goal_sheet("租用", kNight, "6.00")});
  document.set("tables", Json::array().push(an_expense_table("50.00", "租用", "6.00")));
  import({document});
  set_budget(kNight, "7.50");
  EXPECT_THAT(
      messages(made(), "table_differs_from_projects"),
      HasSubstr(
          "第2行“项目支出”印着 6.00 万元，与导入时项目“租用”相同；现在项目“租用”是 7.50 万元"));
}

TEST_F(YearDocumentTest, ATotalThatNeverAgreedIsNotReported) {
  Json document = a_file({a_goal_sheet("夜校", kRent, "8.00")});
  document.set("tables", Json::array().push(an_expense_table("50.00", "文化", "3.00")));
  import({document});
  set_budget(kRent, "9.00");
  EXPECT_THAT(messages(made(), "table_differs_from_projects"), IsEmpty());
  EXPECT_THAT(messages(made(), "amounts_changed"), HasSubstr("由 8.00 变为 9.00 万元"));
}

TEST_F(YearDocumentTest, PrintsThePlanThatWasApprovedLastAndTellsItFromTheFirst) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00")})});
  ProjectRow& row = row_of(kRent);
  const auto plan = [](const char* june) {
    return Plan{{{6, Money::parse_wan(june).value()}, {12, Money::parse_wan("8").value()}}};
  };
  row.versions = {{1, Date(), plan("2"), "批复"}, {2, Date(), plan("5"), "调剂"}};
  const YearDocument year = made();
  EXPECT_TRUE(year.is_approved);
  const Json& nodes = year.document["projects"].items()[0]["plan"]["nodes"];
  EXPECT_EQ(nodes.items().at(0)["printed"].text(), "5.00");
  ASSERT_EQ(year.since_approval.size(), 1U);
  EXPECT_EQ(year.since_approval[0].before, "6月底2.00，12月底8.00");
}

TEST_F(YearDocumentTest, TellsTheBudgetThatWasApprovedFirst) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00")})});
  ProjectRow& row = row_of(kRent);
  row.versions = {{1, Date(), Plan(), "批复"}};
  row.funds_changes = {{Date(), row.project.funds}};
  set_budget(kRent, "9.00");
  ASSERT_FALSE(made().since_approval.empty());
  EXPECT_EQ(made().since_approval[0].before, "8.00");
}

TEST_F(YearDocumentTest, WithoutDocumentsTheProjectsAreTheDocument) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00")})});
  material.documents.clear();
  imports.clear();
  EXPECT_EQ(made().document["kind"].text(), "performance_text");
  EXPECT_EQ(words_of(made().document["department_name"]), "某局（单位名册）");
  EXPECT_THAT(names(made().document), ElementsAre("1 夜校"));
  EXPECT_THAT(made().findings, IsEmpty());
}

TEST_F(YearDocumentTest, PrintsTheValueOfAnIndicatorThatWasEnteredWithoutItsPrintedForm) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00")})});
  row_of(kRent).project.indicators.front().raw.clear();
  const Json sheet = made().document["projects"].items().at(0);
  EXPECT_EQ(sheet["indicators"].items().at(0)["value"]["printed"].text(), "≥12次");
}

TEST_F(YearDocumentTest, SaysThatADocumentIsPrintedWithAnotherYear) {
  import({a_file({a_goal_sheet("夜校", kRent, "8.00")}).set("fiscal_year", 2025)});
  EXPECT_EQ(made().document["fiscal_year"].integer(), 2026);
  EXPECT_THAT(messages(made(), "year_differs"), HasSubstr("2025"));
}

}  // namespace
}  // namespace budget
