#include "budget_document.h"

#include <gtest/gtest.h>

#include "plugins/support/plugin_call.h"

namespace budget::budget_document {
namespace {

constexpr const char* kSheet =
    "1、视频监控租用经费绩效目标表\n"
    "单位：万元\n"
    "项目编码\t13060526P00002810078Y\t项目名称\t视频监控租用经费\n"
    "预算规模及资金用途\t预算数\t8.00\t其中：财政资金\t8.00\t其他资金\t\n";

Result<Json> read(std::string file, const char* name, const Json& config = Json::object()) {
  BudgetDocumentImporter importer;
  importer.configure(test::PluginCall::options_of(BudgetDocumentImporter::about(), config)).value();
  test::PluginCall call(importer);
  call.attachment = std::move(file);
  return call.run(BUDGET_IMPORT_READ,
                  Json::object().set("schema", BUDGET_IMPORT_READ).set("file_name", name));
}

TEST(BudgetDocumentTest, GivesAGoalSheetWithItsProject) {
  const Json document = read(kSheet, "sheet.txt").value();
  EXPECT_EQ(document["schema"].text(), "budget.document/1");
  ASSERT_EQ(document["projects"].items().size(), 1) << document.to_text();
  EXPECT_NE(document["projects"].items()[0].to_text().find("13060526P00002810078Y"),
            std::string::npos);
}

TEST(BudgetDocumentTest, RefusesAFileLargerThanItsOption) {
  const Json config = Json::object().set("largest_file_mib", 1);
  const auto refused = read(std::string((1U << 20U) + 1, 'x'), "large.txt", config);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST(BudgetDocumentTest, SaysThatItDoesNotReadPdf) {
  const auto refused = read("%PDF-1.7\n", "budget.pdf");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace budget::budget_document
