#include "json_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/exporters/export_payload.h"
#include "plugins/support/plugin_call.h"

namespace budget::json_lines {
namespace {

using test::a_table;
using test::column;
using ::testing::HasSubstr;

std::string exported(const Json& payload, const Json& config = Json::object()) {
  JsonLinesExporter exporter;
  exporter.configure(test::PluginCall::options_of(JsonLinesExporter::about(), config)).value();
  test::PluginCall call(exporter);
  const auto result = call.run(BUDGET_EXPORT_WRITE, payload);
  return result ? call.files.at(payload["what"].text() + ".jsonl") : result.error().message;
}

TEST(JsonLinesTest, WritesOneObjectPerRow) {
  const Json payload =
      a_table({column("code", "编码", "text"), column("budget_fen", "预算数", "fen")},
              {Json::array().push("A\n1").push(1), Json::array().push(Json()).push(-1)});
  EXPECT_EQ(exported(payload),
            "{\"code\":\"A\\n1\",\"budget_fen\":1}\n{\"code\":null,\"budget_fen\":-1}\n");
}

TEST(JsonLinesTest, PutsTheColumnsAboveWhenAsked) {
  const std::string text =
      exported(a_table({column("code", "编码", "text")}, {}), Json::object().set("head", true));
  EXPECT_EQ(text,
            "{\"what\":\"projects\",\"title\":\"项目\",\"columns\":"
            "[{\"name\":\"code\",\"title\":\"编码\",\"type\":\"text\"}]}\n");
}

TEST(JsonLinesTest, WritesTheCalendarsEntries) {
  const std::string text = exported(test::a_calendar({test::an_entry("u1", "提交", "2026-10-31")}));
  EXPECT_THAT(text, HasSubstr("\"uid\":\"u1\""));
  EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(JsonLinesTest, RefusesRowsThatDoNotFit) {
  EXPECT_THAT(exported(a_table({column("a", "甲", "text")}, {Json::array()})),
              HasSubstr("row 1 has 0"));
  EXPECT_THAT(exported(a_table({}, {})), HasSubstr("no columns"));
}

}  // namespace
}  // namespace budget::json_lines
