#include "csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/exporters/export_payload.h"
#include "plugins/support/plugin_call.h"

namespace budget::csv {
namespace {

using test::a_table;
using test::column;
using ::testing::HasSubstr;

Json plain() {
  return Json::object().set("byte_order_mark", false).set("header", "none");
}

/// The file, or the error's message.
std::string exported(const Json& payload, const Json& config = plain()) {
  CsvExporter exporter;
  exporter.configure(test::PluginCall::options_of(CsvExporter::about(), config)).value();
  test::PluginCall call(exporter);
  const auto result = call.run(BUDGET_EXPORT_WRITE, payload);
  return result ? call.files.at(payload["what"].text() + ".csv") : result.error().message;
}

/// One cell of a type, as it stands in the file.
std::string cell(const char* type, Json value, Json config = plain()) {
  const Json payload = a_table({column("c", "列", type)}, {Json::array().push(std::move(value))});
  std::string text = exported(payload, config);
  return text.ends_with("\r\n") ? text.substr(0, text.size() - 2) : text;
}

TEST(CsvTest, WritesTheMarkTheTitlesAndTheRows) {
  const Json payload =
      a_table({column("code", "项目编码", "text"), column("budget_fen", "预算数", "fen")},
              {Json::array().push("13060526P00002810078Y").push(733'640'000)});
  EXPECT_EQ(exported(payload, Json::object()),
            "\xEF\xBB\xBF项目编码,预算数（元）\r\n13060526P00002810078Y,7336400.00\r\n");
}

TEST(CsvTest, WritesNamesOrNothingAboveTheRows) {
  const Json payload = a_table({column("budget_fen", "预算数", "fen")}, {});
  EXPECT_EQ(exported(payload, plain().set("header", "names")), "budget_fen\r\n");
  EXPECT_EQ(exported(payload, plain()), "");
  EXPECT_EQ(exported(payload, plain().set("header", "titles").set("money_unit", "wan")),
            "预算数（万元）\r\n");
}

TEST(CsvTest, KeepsMoneyExactToTheFen) {
  const Json wan = plain().set("money_unit", "wan");
  EXPECT_EQ(cell("fen", 0), "0.00");
  EXPECT_EQ(cell("fen", 1), "0.01");
  EXPECT_EQ(cell("fen", -1), "-0.01");
  EXPECT_EQ(cell("fen", 1, wan), "0.000001");
  EXPECT_EQ(cell("fen", 733'640'000, wan), "733.64");
  EXPECT_EQ(cell("fen", std::numeric_limits<std::int64_t>::max()), "92233720368547758.07");
}

TEST(CsvTest, WritesSharesDaysMomentsAndNothing) {
  EXPECT_EQ(cell("bp", 1234), "12.34%");
  EXPECT_EQ(cell("bp", 0), "0.00%");
  EXPECT_EQ(cell("bp", -1), "-0.01%");
  EXPECT_EQ(cell("date", "2026-03-31"), "2026-03-31");
  EXPECT_EQ(cell("moment", 0), "1970-01-01T08:00:00+08:00");
  EXPECT_EQ(cell("integer", -5), "-5");
  for (const char* type : {"text", "integer", "fen", "bp", "date", "moment"})
    EXPECT_EQ(cell(type, Json()), "") << type;
}

TEST(CsvTest, QuotesWhatRfc4180WantsQuoted) {
  EXPECT_EQ(cell("text", "a,b"), "\"a,b\"");
  EXPECT_EQ(cell("text", "说\"好\""), "\"说\"\"好\"\"\"");
  EXPECT_EQ(cell("text", "一\n二"), "\"一\n二\"");
  EXPECT_EQ(cell("text", "一\r二"), "\"一\r二\"");
  EXPECT_EQ(cell("text", " 空"), "\" 空\"");
  EXPECT_EQ(cell("text", "a;b"), "a;b");
  EXPECT_EQ(cell("text", "a;b", plain().set("delimiter", "semicolon")), "\"a;b\"");
  EXPECT_EQ(cell("text", "a\tb", plain().set("delimiter", "tab")), "\"a\tb\"");
}

TEST(CsvTest, DisarmsTextsASpreadsheetWouldRun) {
  EXPECT_EQ(cell("text", "=1+1"), "'=1+1");
  EXPECT_EQ(cell("text", "+86"), "'+86");
  EXPECT_EQ(cell("text", "-1"), "'-1");
  EXPECT_EQ(cell("text", "@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(cell("text", "=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
  EXPECT_EQ(cell("text", "\t=1"), "'\t=1");
  EXPECT_EQ(cell("text", "1=1"), "1=1");
  EXPECT_EQ(cell("fen", -100), "-1.00");
  EXPECT_EQ(cell("text", "=1", plain().set("guard_formulas", false)), "=1");
}

TEST(CsvTest, RefusesRowsThatDoNotFitTheColumns) {
  EXPECT_THAT(exported(a_table({column("a", "甲", "text")}, {Json::array()})),
              HasSubstr("row 1 has 0"));
  EXPECT_THAT(exported(a_table({}, {})), HasSubstr("no columns"));
  EXPECT_THAT(cell("fen", "12.34"), HasSubstr("expected column c to hold fen"));
  EXPECT_THAT(cell("colour", 1), HasSubstr("'colour'"));
}

TEST(CsvTest, WritesALongTableInPieces) {
  std::vector<Json> rows(20'000, Json::array().push("项目"));
  EXPECT_EQ(exported(a_table({column("a", "甲", "text")}, std::move(rows))).size(),
            20'000 * (std::string("项目").size() + 2));
}

TEST(CsvTest, WritesTheCalendarAsATable) {
  Json entry = test::an_entry("u1", "提交草案", "2026-10-31");
  entry.set("categories", Json::array().push("截止").push("草案"));
  EXPECT_EQ(
      exported(test::a_calendar({entry}), plain().set("header", "titles")),
      "类型,事项,开始,截止,说明,类别,唯一标识\r\n待办,提交草案,,2026-10-31,,截止、草案,u1\r\n");
}

TEST(CsvTest, StopsWhenTheHostRefusesOrCancels) {
  CsvExporter exporter;
  exporter.configure(test::PluginCall::options_of(CsvExporter::about(), plain())).value();
  test::PluginCall call(exporter);
  const Json payload = a_table({column("a", "甲", "text")}, {Json::array().push("x")});
  call.refuses_files = true;
  EXPECT_EQ(call.run(BUDGET_EXPORT_WRITE, payload).error().code, ErrorCode::too_large);
  call.cancelled = true;
  EXPECT_EQ(call.run(BUDGET_EXPORT_WRITE, payload).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace budget::csv
