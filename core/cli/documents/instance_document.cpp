#include "cli/documents/instance_document.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <budget/money.h>

namespace budget::cli {
namespace {

namespace json = boost::json;

Json text_of(const std::string& text) {
  if (text.empty()) return {};
  return Json::object()
      .set("text", text)
      .set("printed", text)
      .set("source", Json::object().set("line", 0).set("last_line", 0));
}

Json money_of(std::int64_t fen) {
  const std::string wan = Money::from_fen(fen).to_wan();
  Json money = Json::object().set("printed", wan).set("number", wan);
  return money.set("wan", wan).set("fen", fen);
}

Json plan_of(const json::array& nodes) {
  if (nodes.empty()) return {};
  Json list = Json::array();
  for (const json::value& node : nodes) {
    const std::int64_t fen = number_at(node, "cumulative_fen");
    const std::string wan = Money::from_fen(fen).to_wan();
    Json made = Json::object().set("month", number_at(node, "month")).set("printed", wan);
    list.push(made.set("cumulative_wan", wan).set("cumulative_fen", fen));
  }
  return Json::object().set("label", Json()).set("unit", "amount").set("nodes", std::move(list));
}

Json indicator_of(const json::value& indicator, std::int64_t number, std::string& level1) {
  const json::array& path = array_at(indicator, "path");
  const auto level = [&](std::size_t at) {
    return at < path.size() && path[at].is_string() ? std::string(path[at].as_string())
                                                    : std::string();
  };
  Json made = Json::object().set("number", number).set("level1", level(0));
  made.set("level1_printed", level(0) != level1).set("level2", level(1)).set("level3", level(2));
  level1 = level(0);
  made.set("description", text_at(indicator, "description"));
  Json value = Json::object().set("printed", text_at(indicator, "raw"));
  value.set("comparator", text_at(indicator, "comparator"));
  value.set("number", text_at(indicator, "value")).set("unit", text_at(indicator, "unit"));
  made.set("value", std::move(value)).set("basis", text_at(indicator, "basis"));
  return made.set("weight", text_at(indicator, "weight"));
}

Json project_of(const json::value& sheet, std::size_t number, const std::string& department) {
  Json project = Json::object().set("sequence", std::to_string(number));
  project.set("title", text_of(text_at(sheet, "name")))
      .set("name", text_of(text_at(sheet, "name")));
  project.set("code", text_of(text_at(sheet, "code"))).set("unit_code", text_at(sheet, "unit"));
  project.set("unit_name", department).set("money_unit", "万元");
  project.set("budget", money_of(number_at(sheet, "budget_fen")));
  project.set("fiscal", money_of(number_at(sheet, "fiscal_fen")));
  project.set("other", money_of(number_at(sheet, "other_fen")));
  project.set("purpose", text_of(text_at(sheet, "purpose")));
  const json::array& versions = array_at(sheet, "versions");
  project.set("plan", plan_of(versions.empty() ? array_at(sheet, "plan")
                                               : array_at(versions[versions.size() - 1], "plan")));
  Json goals = Json::array();
  for (const json::value& goal : array_at(sheet, "goals")) {
    Json made = Json::object().set("number", number_at(goal, "number"));
    goals.push(made.set("text", text_at(goal, "text")));
  }
  Json indicators = Json::array();
  std::int64_t count = 0;
  std::string level1;
  for (const json::value& indicator : array_at(sheet, "indicators"))
    indicators.push(indicator_of(indicator, ++count, level1));
  return project.set("goals", std::move(goals)).set("indicators", std::move(indicators));
}

}  // namespace

Result<InstanceDocument> document_of_instance(Api& api, const std::string& instance) {
  const std::string target = "/v1/instances/" + percent_encoded(instance);
  const json::value about = TRY(api.get(target));
  const json::array sheets = TRY(api.list(target + "/projects"));
  InstanceDocument made;
  made.key = text_at(about, "key");
  const std::string department = text_at(about, "department_name");
  const std::string id = text_at(about, "department");
  Json projects = Json::array();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    projects.push(project_of(sheets[i], i + 1, department));
    made.is_approved = made.is_approved || !array_at(sheets[i], "versions").empty();
  }
  made.document = Json::object().set("schema", "budget.document/1").set("kind", "performance_text");
  made.document.set("fiscal_year", number_at(about, "fiscal_year"));
  made.document.set("department_code", id.substr(id.rfind('-') + 1));
  made.document.set("department_name", text_of(department)).set("money_unit", "万元");
  made.document.set("projects", std::move(projects));
  return made;
}

}  // namespace budget::cli
