#include "data_package/data_package.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/exporters/export_payload.h"
#include "plugins/support/plugin_call.h"

namespace budget::data_package {
namespace {

using ::testing::HasSubstr;

Json resource(Json rows) {
  Json made = Json::object().set("name", "t1").set("title", "收支总表");
  made.set("columns", Json::array()
                          .push(test::column("item", "项目", "text"))
                          .push(test::column("amount", "金额", "decimal")));
  return made.set("rows", std::move(rows));
}

Json package(Json rows) {
  Json payload = Json::object().set("schema", BUDGET_EXPORT_WRITE).set("what", "data_package");
  payload.set("name", "budget-2023-113").set("title", "某局预算");
  payload.set("descriptor", Json::object().set("countryCode", "CN"));
  return payload.set("resources", Json::array().push(resource(std::move(rows))));
}

Result<std::map<std::string, std::string>> exported(const Json& payload) {
  DataPackageExporter exporter;
  test::PluginCall call(exporter);
  const auto result = call.run(BUDGET_EXPORT_WRITE, payload);
  if (!result) return result.error();
  return call.files;
}

TEST(DataPackageTest, WritesACsvAndWhatItIs) {
  const auto files =
      exported(package(Json::array().push(Json::array().push("甲,乙").push("1.20"))));
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(files->at("t1.csv"), "item,amount\r\n\"甲,乙\",1.20\r\n");
  const auto descriptor = Json::parse(files->at("datapackage.json"));
  ASSERT_TRUE(descriptor) << descriptor.error().message;
  EXPECT_EQ((*descriptor)["profile"].text(), "tabular-data-package");
  EXPECT_EQ((*descriptor)["countryCode"].text(), "CN");
  const Json& described = (*descriptor)["resources"].items().at(0);
  EXPECT_EQ(described["path"].text(), "t1.csv");
  EXPECT_EQ(described["bytes"].integer(), static_cast<std::int64_t>(files->at("t1.csv").size()));
  EXPECT_EQ(described["schema"]["fields"].items().at(1)["type"].text(), "number");
}

TEST(DataPackageTest, RefusesAnAmountThatIsNoNumber) {
  const auto files = exported(package(Json::array().push(Json::array().push("甲").push("1,2"))));
  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, HasSubstr("expected column amount to hold decimal"));
}

TEST(DataPackageTest, RefusesARowThatDoesNotFit) {
  const auto files = exported(package(Json::array().push(Json::array().push("甲"))));
  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, HasSubstr("row 1 of t1 has 1"));
}

TEST(DataPackageTest, MakesAPackageOfAPlainTable) {
  const auto files = exported(
      test::a_table({test::column("budget_fen", "预算数", "fen")}, {Json::array().push(1)}));
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(files->at("projects.csv"), "budget_fen\r\n0.01\r\n");
}

}  // namespace
}  // namespace budget::data_package
