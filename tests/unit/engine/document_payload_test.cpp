#include "engine/documents/payload.h"

#include <gtest/gtest.h>

#include "engine/documents/document_shape.h"

namespace budget {
namespace {

constexpr const char* kDocument = R"({"schema":"budget.document/1","fiscal_year":2026,
 "department_code":"","department_code_derived":"203","department_name":{"text":"党群工作部"},
 "projects":[{"code":{"text":"13060526P00002810078Y"},"name":{"text":"视频监控租用经费"},
  "unit_code":"203001","unit_name":"本级","budget":{"fen":800000},"fiscal":{"fen":800000},"other":null,
  "plan":{"nodes":[{"month":3,"cumulative_fen":null},{"month":6,"cumulative_fen":300000},
                   {"month":10,"cumulative_fen":null},{"month":12,"cumulative_fen":null}]},
  "goals":[{"number":1,"text":"按期支付租金"}],
  "indicators":[{"level1":"产出指标","level2":"质量指标","level3":"完好率",
    "value":{"printed":"≥95%","comparator":">=","number":"95","unit":"%"},"source":{"line":17}}],
  "source":{"line":9}}]})";

Json payload() {
  DocumentSetting setting;
  setting.today = Date::of(2026, 1, 15).value();
  setting.region = RegionCode("130605");
  return document_payload(Json::parse(kDocument).value(), setting);
}

/// Why a document is refused in which `old` is replaced; empty: it is not.
std::string refusal_with(const std::string& old, const std::string& replacement) {
  std::string text = kDocument;
  if (!old.empty()) text.replace(text.find(old), old.size(), replacement);
  const auto checked = check_shape(Json::parse(text).value());
  return checked ? "" : checked.error().message;
}

TEST(DocumentShapeTest, TakesWhatThePayloadsPageDescribes) {
  EXPECT_EQ(refusal_with("", ""), "");
  EXPECT_EQ(refusal_with("budget.document/1", "cn.example.other/1"), "");
}

TEST(DocumentShapeTest, NamesTheMemberThatCannotBeWorkedWith) {
  const auto refused = [](const std::string& path, const std::string& old, const std::string& now) {
    EXPECT_NE(refusal_with(old, now).find("expected " + path + " of the imported document"),
              std::string::npos)
        << now << ": " << refusal_with(old, now);
  };
  refused("the whole", "\"schema\"", "\"form\"");
  refused("projects[0].budget.fen", "800000", "\"800000\"");
  refused("projects[0].budget.fen", "800000", "9223372036854775808");
  refused("projects[0].plan.nodes[1].cumulative_fen", "300000", "3000.00");
  refused("projects[0].plan.nodes[0].month", "\"month\":3", "\"month\":4294967299");
  refused("projects[0].plan.nodes[0].month", "\"month\":3", "\"month\":-3");
  refused("projects[0].indicators[0].source.line", "17", "-17");
  refused("projects", "\"projects\":[", "\"projects\":7,\"others\":[");
  refused("fiscal_year", "2026", "4294969322");
}

TEST(DocumentPayloadTest, NamesTheDepartmentByRegionAndCode) {
  EXPECT_EQ(payload()["department"].to_text(), R"({"id":"130605-203","name":"党群工作部"})");
}

TEST(DocumentPayloadTest, ASheetThatPrintsNoSourcesHasThemFromTheTreasury) {
  const auto fiscal_of = [](const std::string& fiscal, const std::string& other) {
    std::string text = kDocument;
    const std::string printed = R"("fiscal":{"fen":800000},"other":null)";
    text.replace(text.find(printed), printed.size(),
                 "\"fiscal\":" + fiscal + ",\"other\":" + other);
    const Json made = document_payload(Json::parse(text).value(), {});
    return made["projects"].items()[0]["fiscal_funds_fen"].integer();
  };
  EXPECT_EQ(fiscal_of("null", "null"), 800'000);
  EXPECT_EQ(fiscal_of("null", R"({"fen":300000})"), 500'000);
  EXPECT_EQ(fiscal_of("null", R"({"fen":900000})"), 0);
  EXPECT_EQ(fiscal_of(R"({"fen":100})", "null"), 100);
}

TEST(DocumentPayloadTest, CarriesBlankPlanCellsOnAndEndsWithTheBudget) {
  EXPECT_EQ(payload()["projects"].items().at(0)["plan"].to_text(),
            R"([{"month":3,"cumulative_fen":0},{"month":6,"cumulative_fen":300000},)"
            R"({"month":10,"cumulative_fen":300000},{"month":12,"cumulative_fen":800000}])");
}

TEST(DocumentPayloadTest, KeepsTheLinesAndThePrintedValue) {
  const Json project = payload()["projects"].items().at(0);
  const Json& indicator = project["indicators"].items().at(0);
  EXPECT_EQ(project["line"].integer(), 9);
  EXPECT_EQ(indicator["line"].integer(), 17);
  EXPECT_EQ(indicator["printed"].text(), "≥95%");
}

TEST(DocumentPayloadTest, GivesTheDocumentAlongWithIt) {
  EXPECT_EQ(payload()["document"], Json::parse(kDocument).value());
}

}  // namespace
}  // namespace budget
