// read(publish(read(x))) = read(x): what is published says the same as what was handed in.

#include <iostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/layout_file.h"
#include "csv/csv.h"
#include "docx/docx.h"
#include "engine/documents/intake.h"
#include "engine/documents/sheet_keys.h"
#include "engine/publication/publication.h"
#include "engine/publication/year_document.h"
#include "expected_document.h"
#include "model_comparison.h"
#include "plugins/support/plugin_call.h"
#include "reader/json.h"
#include "reader/reader.h"
#include "xlsx/xlsx.h"

namespace budget {
namespace {

using ::testing::HasSubstr;

Json read(const std::string& bytes, const std::string& name) {
  const auto document = reader::read_document(bytes, name);
  EXPECT_TRUE(document) << document.error().message;
  return document ? Json::parse(reader::to_json(*document)).value() : Json();
}

Publication published(const Json& document) {
  const Loaded<Layout> layout = load_layout_file("config/layouts/hebei.toml");
  EXPECT_FALSE(layout.report.has_errors());
  PublicationSetting setting;
  setting.name = "budget";
  return publication_of(document, layout.value, setting);
}

template <typename Exporter>
std::string exported(const Json& pages, const Json& config = Json::object()) {
  Exporter exporter;
  exporter.configure(test::PluginCall::options_of(Exporter::about(), config)).value();
  test::PluginCall call(exporter);
  const auto result = call.run(BUDGET_EXPORT_WRITE, pages);
  EXPECT_TRUE(result) << result.error().message;
  return call.files.empty() ? std::string() : call.files.begin()->second;
}

std::string written_as(const std::string& format, const Json& pages) {
  if (format == "docx") return exported<docx::DocxExporter>(pages);
  if (format == "xlsx") return exported<xlsx::XlsxExporter>(pages);
  return exported<csv::CsvExporter>(pages, Json::object().set("guard_formulas", false));
}

/// What the publication adds to a document that has it not: its title, and the contents.
bool is_added(const Json& document, const std::string& difference) {
  return (document["contents"].items().empty() && difference.starts_with("contents")) ||
         (document["title"].is_null() && difference.starts_with("title"));
}

/// What of `document` is not there any more after `printed` was published and read.
int lost_in(const Json& document, const Json& printed, const std::string& format) {
  const Json again = read(written_as(format, published(printed).pages), "budget." + format);
  const test::ModelComparison comparison = test::compare_models(document, again);
  int lost = 0;
  for (const std::string& difference : comparison.differences) {
    if (is_added(document, difference)) continue;
    ++lost;
    ADD_FAILURE() << difference;
  }
  EXPECT_TRUE(again["unclaimed"].items().empty()) << again["unclaimed"].to_text();
  std::cout << "| " << document["file"]["name"].text() << " | " << format << " | "
            << comparison.compared << " | " << comparison.compared - lost << " | " << lost
            << " |\n";
  return lost;
}

class SampleRoundTripTest : public testing::TestWithParam<std::tuple<std::string, const char*>> {};

TEST_P(SampleRoundTripTest, ReadBackSaysTheSame) {
  if (!reader::samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  const auto& [sample, format] = GetParam();
  const Json document = read(reader::sample_text(sample), sample + ".txt");
  EXPECT_EQ(lost_in(document, document, format), 0);
}

INSTANTIATE_TEST_SUITE_P(Samples, SampleRoundTripTest,
                         testing::Combine(testing::ValuesIn(reader::kSamples),
                                          testing::Values("docx", "xlsx", "csv")),
                         [](const auto& test) {
                           return std::get<0>(test.param).substr(4) + "_" + std::get<1>(test.param);
                         });

/// What a clerk answers who has every sheet of a sample become a project.
ImportAnswers answers_about(const Json& document) {
  ImportAnswers answers{{"plan_december", "budget"}, {"money_unit", "wan"}, {"budget", "zero"}};
  answers.emplace("unit", "100001");
  std::size_t number = 100'000;
  for (const SheetKey& key : sheet_keys(std::vector<NamedDocument>{{"", document}}))
    answers.emplace("project_code[" + key.shown() + "]",
                    "13059923P00000" + std::to_string(++number) + "X");
  return answers;
}

/// A year into which a document was imported, and in which nobody changed anything.
YearDocument year_with(const Json& document) {
  CheckMaterial material;
  material.instance.year =
      FiscalYear::of(static_cast<int>(document["fiscal_year"].integer())).value();
  std::string department = document["department_code"].text();
  if (department.empty()) department = document["department_code_derived"].text();
  material.instance.department = DepartmentId("130599-" + department);
  material.units = {{UnitCode("100001"), "本级"}};
  for (const Json& unit : document["units"].items())
    material.units.push_back({UnitCode(unit["code"].text()), unit["name"].text()});
  DocumentRow row;
  row.import = ImportId(1);
  row.file.name = document["file"]["name"].text();
  row.file.kind = document["kind"].text();
  row.file.document = document.to_text();
  material.documents = {row};
  const ImportAnswers answers = answers_about(document);
  QuestionSheet questions(answers, {});
  const std::vector<NamedDocument> files{{row.file.name, document}};
  Intake intake = take_in(files, {material.instance.year, material.units}, questions);
  EXPECT_TRUE(intake.left_out.empty() && intake.in_question.empty());
  for (TakenProject& taken : intake.projects) {
    ProjectRow project;
    project.project = std::move(taken.project);
    material.projects.push_back(std::move(project));
  }
  return year_document(material, {{ImportId(1), {row}, answers}});
}

class YearRoundTripTest : public testing::TestWithParam<std::tuple<std::string, const char*>> {};

TEST_P(YearRoundTripTest, AYearNobodyChangedIsPublishedAsItsFileWas) {
  if (!reader::samples_folder()) GTEST_SKIP() << "the sample documents (../shared) are not here";
  const auto& [sample, format] = GetParam();
  const Json document = read(reader::sample_text(sample), sample + ".txt");
  const YearDocument year = year_with(document);
  for (const Finding& finding : year.findings)
    ADD_FAILURE() << finding.message;
  const test::ModelComparison kept = test::compare_models(document, year.document);
  for (const std::string& difference : kept.differences)
    ADD_FAILURE() << "in the year: " << difference;
  EXPECT_GT(kept.compared, 1000);
  EXPECT_EQ(lost_in(document, year.document, format), 0);
}

INSTANTIATE_TEST_SUITE_P(Samples, YearRoundTripTest,
                         testing::Combine(testing::ValuesIn(reader::kSamples),
                                          testing::Values("docx", "xlsx")),
                         [](const auto& test) {
                           return std::get<0>(test.param).substr(4) + "_" + std::get<1>(test.param);
                         });

/// An office of our own: a goal sheet with everything on it, tables with codes, an empty one.
constexpr const char* kDisclosure =
    "2022年部门预算信息公开目录\n\n部门预算公开表\n\n"
    "部门预算支出总表.....3\n部门预算一般公共预算财政拨款支出表.....4\n"
    "部门预算政府基金预算财政拨款支出表.....5\n\n"
    "部门预算信息公开情况说明\n\n一、部门职责及机构设置情况.....7\n"
    "二、部门预算安排的总体情况.....8\n五、预算绩效信息.....9\n\n"
    "部门预算支出总表\n\n505 某区文化馆\n\n预算年度：2022\n\n单位：万元\n\n"
    "序号\t功能分类科目\t\t合计\t基本支出\t项目支出\t经营支出\t上解上级支出\t对附属单位补助支出\n"
    "\t科目编码\t科目名称\t\t\t\t\t\t\n栏次\t1\t2\t3\t4\t5\t6\t7\t8\n"
    "1\t\t合计\t13.50\t3.50\t10.00\t\t\t\n2\t207\t文化旅游体育与传媒支出\t12.50\t2.50\t10."
    "00\t\t\t\n"
    "3\t20701\t文化和旅游\t12.50\t2.50\t10.00\t\t\t\n4\t2070109\t群众文化\t12.50\t2.50\t10."
    "00\t\t\t\n"
    "5\t221\t住房保障支出\t1.00\t1.00\t\t\t\t\n6\t22102\t住房改革支出\t1.00\t1.00\t\t\t\t\n"
    "7\t2210201\t住房公积金\t1.00\t1.00\t\t\t\t\n\n"
    "部门预算政府基金预算财政拨款支出表\n\n505 某区文化馆\n\n预算年度：2022\n\n单位：万元\n\n"
    "序号\t功能分类科目\t\t合计\t基本支出\t项目支出\n\t科目编码\t科目名称\t\t\t\n"
    "栏次\t1\t2\t3\t4\t5\n\n注：无政府基金预算财政拨款预算，空表列示。\n\n"
    "某区文化馆2022年部门预算信息公开情况说明\n\n按照规定，现予公开。\n\n"
    "一、部门职责及机构设置情况\n\n组织群众文化活动。\n\n"
    "二、部门预算安排的总体情况\n\n2022年支出预算13.50万元，其中基本支出3.5万元，项目支出10."
    "00万元。\n\n"
    "五、预算绩效信息\n\n第二部分 预算项目绩效目标\n\n"
    "1.夜校经费绩效目标表\n\n505001 某区文化馆\n\n单位：万元\n\n"
    "项目编码\t13073022P000DP010004T\t\t项目名称\t夜校经费\t\t\n"
    "预算规模及资金用途\t预算数\t10.00\t其中：财政资金\t9.90\t其他资金\t0.10\n"
    "\t聘请教师\t\t\t\t\t\n"
    "累计支出金额\t3月底\t\t6月底\t10月底\t12月底\t\n\t\t\t5.00\t8.00\t10.00\t\n"
    "绩效目标\t1.开办夜校\t\t\t\t\t\n"
    "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\t\n"
    "产出指标\t数量指标\t班次\t开办的班次\t≥12个\t计划\t\n"
    "\t质量指标\t结业率\t结业人数占比\t≥95%\t计划\t\n"
    "效益指标\t社会效益指标\t参与\t群众参与\t明显提升\t调查\t\n";

class OwnRoundTripTest : public testing::TestWithParam<const char*> {};

TEST_P(OwnRoundTripTest, ReadBackSaysTheSame) {
  const Json document = read(kDisclosure, "own.txt");
  ASSERT_EQ(document["tables"].items().size(), 2U);
  ASSERT_EQ(document["projects"].items().size(), 1U);
  const Json again =
      read(written_as(GetParam(), published(document).pages), std::string("budget.") + GetParam());
  for (const std::string& difference : test::compare_models(document, again).differences) {
    // The document lacks sections, which the publication adds from the layout.
    const bool is_made = difference.starts_with("sections") || difference.starts_with("contents");
    EXPECT_TRUE(is_made) << difference;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, OwnRoundTripTest, testing::Values("docx", "xlsx", "csv"),
                         [](const auto& test) { return std::string(test.param); });

TEST(RoundTripTest, PublishingWhatWasPublishedChangesNothing) {
  const Json handed_in = read(kDisclosure, "own.txt");
  const Json document = read(written_as("docx", published(handed_in).pages), "budget.docx");
  const std::string once = written_as("docx", published(document).pages);
  EXPECT_TRUE(written_as("docx", published(read(once, "budget.docx")).pages) == once);
}

}  // namespace
}  // namespace budget
