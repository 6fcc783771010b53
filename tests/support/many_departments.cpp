#include "support/many_departments.h"

#include <stdexcept>

namespace budget::test {
namespace {

std::string number(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string role(const std::string& id, const std::string& scope, const std::string& grants) {
  return "[[roles]]\nid = \"" + id + "\"\ntitle = \"" + id + "\"\nscope = \"" + scope +
         "\"\ngrants = [" + grants + "]\n";
}

std::string person(const std::string& id, const std::string& holding) {
  return "[[people]]\nid = \"" + id + "\"\nname = \"" + id + "\"\ntoken_sha256 = \"" +
         token_sha256(id) + "\"\nroles = [" + holding + "]\n";
}

std::string indicator(const std::string& level1, const std::string& level2) {
  return R"({"path":[")" + level1 + R"(",")" + level2 +
         R"(","完成率"],"comparator":">=","value":"95","unit":"%","raw":"≥95%"})";
}

/// With an indicator of each class the shipped rules ask for.
std::string project_body(int department) {
  return R"({"projects":[{"code":")" + project_of(department) + R"(","name":"办公经费","unit":")" +
         number(100 + department, 3) +
         R"(001","budget_yuan":"1000000.00","fiscal_yuan":"1000000.00","other_yuan":"0.00",)"
         R"("plan":[{"month":12,"cumulative_yuan":"1000000.00"}],)"
         R"("indicators":[)" +
         indicator("产出指标", "数量指标") + "," + indicator("产出指标", "质量指标") + "," +
         indicator("产出指标", "时效指标") + "," + indicator("效益指标", "社会效益指标") + "]}]}";
}

void expect_done(const HttpAnswer& answer) {
  if (answer.status / 100 != 2)
    throw std::runtime_error("expected the daemon to do it, but: " + answer.body);
}

}  // namespace

std::string project_of(int department) {
  return "13060526P" + number(department, 12);
}

std::string organisation_of(int departments) {
  std::string text = "[[regions]]\ncode = \"130605\"\nname = \"白沟新城\"\n";
  for (const char* id : {"drafter", "department_head", "publisher", "evaluator"})
    text += role(id, "department", "");
  for (const char* id : {"finance_reviewer", "performance_officer"})
    text += role(id, "office", "");
  text += role("budget_officer", "office", R"("open_cycle", "record_payments", "read_all")");
  text += person("officer", R"({ role = "budget_officer", region = "130605" })");
  for (int i = 0; i < departments; ++i) {
    const std::string code = number(100 + i, 3);
    text += "[[departments]]\nregion = \"130605\"\ncode = \"" + code + "\"\nname = \"部门" + code +
            "\"\nunits = [ { code = \"" + code + "001\", name = \"本级\" } ]\n";
    text += person("drafter_" + std::to_string(i),
                   R"({ role = "drafter", department = "130605-)" + code + R"(" })");
  }
  return text;
}

void open_departments(DaemonProcess& daemon, int departments, int fiscal_year) {
  expect_done(daemon.client("officer").post(
      "/v1/cycles", R"({"region":"130605","fiscal_year":)" + std::to_string(fiscal_year) + "}"));
  for (int i = 0; i < departments; ++i) {
    HttpClient drafter = daemon.client("drafter_" + std::to_string(i));
    expect_done(
        drafter.post("/v1/instances/" + std::to_string(i + 1) + "/projects", project_body(i)));
  }
}

}  // namespace budget::test
