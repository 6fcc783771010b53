#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <boost/json/serialize.hpp>

#include "http/endpoints.h"
#include "office.h"

namespace budget::test {
namespace {

std::string content(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::set<std::string> routes_of_the_router() {
  std::set<std::string> routes;
  for (const Endpoint& endpoint : endpoints()) {
    routes.insert(std::string(name_of(endpoint.method)) + " " + std::string(endpoint.pattern));
  }
  return routes;
}

/// "  /v1/me:" begins a path, "    get:" a method of it.
std::set<std::string> routes_of_openapi() {
  std::set<std::string> routes;
  std::istringstream lines(content("docs/openapi.yaml"));
  static const std::regex kPath("  (/[^:]*):");
  static const std::regex kMethod("    (get|post|put|patch|delete):");
  std::string path;
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, kPath)) path = found[1];
    if (!std::regex_match(line, found, kMethod)) continue;
    std::string method = found[1];
    std::ranges::transform(method, method.begin(),
                           [](char c) { return static_cast<char>(c - 32); });
    routes.insert(method + " " + path);
  }
  return routes;
}

/// The fields of a JSON value as paths; those of a list's elements under "[]".
void collect_fields(const boost::json::value& value, const std::string& path,
                    std::set<std::string>& fields) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      const std::string name = path + "." + std::string(member.key());
      fields.insert(name);
      const bool is_told_elsewhere = member.key() == "payload" || member.key() == "document";
      if (!is_told_elsewhere) collect_fields(member.value(), name, fields);
    }
  }
  if (const auto* array = value.if_array()) {
    for (const auto& element : *array)
      collect_fields(element, path + "[]", fields);
  }
}

std::set<std::string> fields_of(const boost::json::value& value) {
  std::set<std::string> fields;
  collect_fields(value, "", fields);
  return fields;
}

/// What is inside of objects that are null in some stages, as the clock has it.
void forget_what_may_be_null(std::set<std::string>& fields) {
  std::erase_if(fields, [](const std::string& field) {
    return field.find(".next_timer.") != std::string::npos ||
           field.find(".gate.") != std::string::npos;
  });
}

/// The n-th JSON block below a heading of docs/http-api.md.
boost::json::value example(const std::string& heading, int number = 0) {
  const std::string page = content("docs/http-api.md");
  const std::size_t start = page.find("\n### " + heading);
  EXPECT_NE(start, std::string::npos) << heading;
  std::size_t at = start;
  for (int i = 0; i <= number; ++i)
    at = page.find("```json\n", at + 1);
  const std::size_t end = page.find("```", at + 8);
  return json_of(
      HttpAnswer{.status = 200, .fields = {}, .body = page.substr(at + 8, end - at - 8)});
}

TEST(ApiDocumentationTest, OpenapiAndTheRouterKnowTheSameRoutes) {
  EXPECT_EQ(routes_of_openapi(), routes_of_the_router());
}

TEST(ApiDocumentationTest, ThePageNamesEveryRoute) {
  const std::string page = content("docs/http-api.md");
  for (const std::string& route : routes_of_the_router())
    EXPECT_NE(page.find("`" + route), std::string::npos) << route;
}

TEST(ApiDocumentationTest, EveryExampleIsJson) {
  const std::string page = content("docs/http-api.md");
  int examples = 0;
  for (std::size_t at = page.find("```json\n"); at != std::string::npos;
       at = page.find("```json\n", at + 1)) {
    const std::size_t end = page.find("```", at + 8);
    (void)json_of(
        HttpAnswer{.status = 200, .fields = {}, .body = page.substr(at + 8, end - at - 8)});
    ++examples;
  }
  EXPECT_GT(examples, 15);
}

/// The real daemon answers with exactly the fields the page shows.
TEST(ApiDocumentationTest, ExamplesHaveTheFieldsOfTheRealAnswers) {
  DaemonFolder folder;
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.monitor(kPastYear);
  const auto same = [](const std::string& heading, int number, const HttpAnswer& answer) {
    std::set<std::string> told = fields_of(example(heading, number));
    std::set<std::string> found = fields_of(json_of(answer));
    forget_what_may_be_null(told);
    forget_what_may_be_null(found);
    EXPECT_EQ(told, found) << heading << "\n" << answer.body;
  };
  same("GET /healthz", 0, office.get("", "/healthz"));
  same("GET /v1/me", 0, office.get("wang_fang", "/v1/me"));
  same("GET /v1/status", 0, office.get("sun_lei", "/v1/status"));
  same("GET /v1/cycles", 0, office.get("sun_lei", "/v1/cycles"));
  same("GET /v1/instances, GET /v1/instances/{id}", 0, office.get("sun_lei", "/v1/instances/1"));
  same("GET /v1/instances/{id}/history", 0, office.get("sun_lei", "/v1/instances/1/history"));
  same("GET /v1/alerts", 0, office.get("sun_lei", "/v1/alerts/1"));
  same("GET /v1/notices", 0, office.get("sun_lei", "/v1/notices?limit=1"));
  same("GET /v1/payments/batches", 0,
       (office.pay(kPastYear, "02-02", "1.00", "PZ-1"),
        office.get("sun_lei", "/v1/payments/batches")));
}

/// One project comes from a file, another one from nowhere.
TEST(ApiDocumentationTest, TheDocumentOfAYearHasTheFieldsOfThePage) {
  DaemonFolder folder;
  DaemonProcess daemon(folder);
  Office office(daemon);
  office.open();
  folder.write("sheet.txt",
               "党群工作部2098年部门预算绩效文本\n1、办公经费绩效目标表\n203001保定白沟新城党群工作"
               "部（本级）\t单位：万元\n项目编码\t" +
                   kCode +
                   "\t项目名称\t办公经费\n预算规模及资金用途\t预算数\t8.00\t"
                   "其中：财政资金\t8.00\t其他资金\t\n\t办公\n");
  const std::string import =
      "BUDGETCTL_TOKEN=token-wang_fang " + std::string(std::getenv("BUDGET_BIN_DIR")) +
      "/budgetctl --url http://127.0.0.1:" + std::to_string(daemon.port()) + " import " +
      folder.path("sheet.txt").string() + " --year 2098 --region 130605 --department 203 --yes >" +
      folder.path("said").string() + " 2>&1 </dev/null";
  ASSERT_EQ(std::system(import.c_str()), 0) << content(folder.path("said").string());
  office.post("wang_fang", "/v1/instances/1/projects", one_project(kSecondCode));
  const auto answer = office.get("wang_fang", "/v1/instances/1/document");
  EXPECT_EQ(fields_of(example("GET /v1/instances/{id}/document")), fields_of(json_of(answer)))
      << answer.body;
  EXPECT_EQ(office.get("wu_di", "/v1/instances/1/document").status, 404);
}

/// The requests the page shows are sent as they stand.
TEST(ApiDocumentationTest, ExampleRequestsAreUnderstood) {
  DaemonFolder folder;
  DaemonProcess daemon(folder);
  Office office(daemon);
  const auto body = [](const std::string& heading) {
    return boost::json::serialize(example(heading));
  };
  const auto opened = office.post("liu_yang", "/v1/cycles", body("POST /v1/cycles"));
  EXPECT_EQ(opened.status, 201) << opened.body;
  EXPECT_EQ(fields_of(example("POST /v1/cycles", 1)), fields_of(json_of(opened)));
  const auto entered = office.post("wang_fang", "/v1/instances/1/projects",
                                   body("POST /v1/instances/{id}/projects"));
  EXPECT_EQ(fields_of(example("POST /v1/instances/{id}/projects", 1)), fields_of(json_of(entered)))
      << entered.body;
  const auto paid = office.post("sun_lei", "/v1/payments", body("POST /v1/payments"));
  EXPECT_EQ(paid.status, 201) << paid.body;
  EXPECT_EQ(fields_of(example("POST /v1/payments", 1)), fields_of(json_of(paid)));
  const auto act =
      office.post("wang_fang", "/v1/instances/1/acts", body("POST /v1/instances/{id}/acts"));
  EXPECT_EQ(act.status, 409) << "understood, but not the stage for it: " << act.body;
}

}  // namespace
}  // namespace budget::test
