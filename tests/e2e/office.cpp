#include "office.h"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace budget::test {

namespace json = boost::json;

json::value json_of(const HttpAnswer& answer) {
  boost::system::error_code code;
  json::value value = json::parse(answer.body, code);
  EXPECT_FALSE(code) << answer.body;
  return value;
}

std::string text_in(const HttpAnswer& answer, const std::string& path) {
  json::value value = json_of(answer);
  std::string pointer = "/" + path;
  std::ranges::replace(pointer, '.', '/');
  boost::system::error_code code;
  const json::value* found = value.find_pointer(pointer, code);
  if (found == nullptr) return "";
  return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
}

std::string one_project(const std::string& code, const std::string& budget_wan) {
  return R"({"projects":[{"code":")" + code +
         R"(","name":"办公经费","unit":"203001","budget_wan":")" + budget_wan +
         R"(","plan":[{"month":3,"cumulative_wan":"2.00"},{"month":6,"cumulative_wan":"4.00"},
             {"month":10,"cumulative_wan":"6.00"},{"month":12,"cumulative_wan":")" +
         budget_wan +
         R"("}],"indicators":[{"path":["产出指标","数量指标","人数"],"comparator":">=","value":"11","unit":"人"},
             {"path":["产出指标","质量指标","合格率"],"comparator":">=","value":"95","unit":"%"},
             {"path":["产出指标","时效指标","按月发放率"],"comparator":">=","value":"95","unit":"%"},
             {"path":["效益指标","社会效益指标","办公保障率"],"comparator":">=","value":"95","unit":"%"}]}]})";
}

HttpAnswer Office::act(const std::string& person, const std::string& act, const std::string& more) {
  return post(person, "/v1/instances/1/acts", R"({"act":")" + act + "\"" + more + "}");
}

HttpAnswer Office::pay(int year, const std::string& day, const std::string& amount_yuan,
                       const std::string& voucher) {
  const std::string number = std::to_string(year);
  return post("sun_lei", "/v1/payments",
              R"({"source":"国库","fiscal_year":)" + number + R"(,"rows":[{"date":")" + number +
                  "-" + day + R"(","project_code":")" + kCode + R"(","amount_yuan":")" +
                  amount_yuan + R"(","voucher":")" + voucher + R"("}]})");
}

HttpAnswer Office::evaluate() {
  std::string lines;
  for (int number = 1; number <= 4; ++number)
    lines += std::string(lines.empty() ? "" : ",") + R"({"number":)" + std::to_string(number) +
             R"(,"actual":")" + (number == 1 ? "11" : "95") + "\"}";
  return post("wang_fang", "/v1/instances/1/sheets/evaluation",
              R"({"act":"hand_in","sheets":[{"project_code":")" + kCode +
                  R"(","outcome":"完成","execution_explanation":"尾款","lines":[)" + lines +
                  "]}]}");
}

void Office::open(int year) {
  const auto answer = post("liu_yang", "/v1/cycles",
                           R"({"region":"130605","fiscal_year":)" + std::to_string(year) + "}");
  ASSERT_EQ(answer.status, 201) << answer.body;
}

void Office::draft(int year) {
  open(year);
  const auto answer = post("wang_fang", "/v1/instances/1/projects", one_project());
  ASSERT_EQ(answer.status, 200) << answer.body;
}

void Office::monitor(int year) {
  draft(year);
  for (const auto& [person, act] :
       std::vector<std::pair<std::string, std::string>>{{"wang_fang", "submit"},
                                                        {"li_qiang", "approve"},
                                                        {"chen_jing", "approve"},
                                                        {"liu_yang", "reply"},
                                                        {"zhao_min", "publish"}}) {
    const auto answer = this->act(person, act);
    ASSERT_EQ(answer.status, 200) << answer.body;
  }
  if (year == kPastYear)
    daemon_.wait_for_log("绩效自评");  // its nodes are checked right after the commit
}

}  // namespace budget::test
