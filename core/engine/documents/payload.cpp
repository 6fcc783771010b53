#include "engine/documents/payload.h"
#include "engine/documents/named_document.h"

#include <algorithm>

#include <budget/plugin.h>

#include "model/plan.h"

namespace budget {
namespace {

Json plan_of(const Json& project) {
  std::vector<int> months;
  std::vector<std::optional<Money>> cells;
  for (const Json& node : project["plan"]["nodes"].items()) {
    months.push_back(static_cast<int>(node["month"].integer()));
    const Json& fen = node["cumulative_fen"];
    cells.push_back(fen.is_integer() ? std::optional(Money::from_fen(fen.integer()))
                                     : std::nullopt);
  }
  Json nodes = Json::array();
  const bool is_empty =
      std::ranges::none_of(cells, [](const auto& cell) { return cell.has_value(); });
  if (is_empty) return nodes;
  const Money budget = Money::from_fen(project["budget"]["fen"].integer());
  for (const PlanNode& node : plan_from_cells(months, cells, budget).nodes) {
    nodes.push(
        Json::object().set("month", node.month).set("cumulative_fen", node.cumulative.fen()));
  }
  return nodes;
}

Json indicator_of(const Json& indicator) {
  const Json& value = indicator["value"];
  Json json = Json::object();
  for (const char* name : {"level1", "level2", "level3", "description"})
    json.set(name, indicator[name].text());
  json.set("comparator", value["comparator"].text()).set("value", value["number"].text());
  json.set("unit", value["unit"].text()).set("weight", indicator["weight"].text());
  json.set("basis", indicator["basis"].text()).set("printed", value["printed"].text());
  return json.set("line", indicator["source"]["line"].integer());
}

Json project_of(const Json& project) {
  Json goals = Json::array();
  for (const Json& goal : project["goals"].items())
    goals.push(goal["text"].text());
  Json indicators = Json::array();
  for (const Json& indicator : project["indicators"].items())
    indicators.push(indicator_of(indicator));
  Json json = Json::object();
  json.set("code", words_of(project["code"])).set("name", words_of(project["name"]));
  json.set("unit_code", project["unit_code"].text()).set("unit_name", project["unit_name"].text());
  json.set("purpose", words_of(project["purpose"]));
  if (project["fiscal_year"].is_integer()) json.set("fiscal_year", project["fiscal_year"]);
  // A sheet that prints no sources has them from the treasury, as an import takes it.
  const std::int64_t budget = project["budget"]["fen"].integer();
  const std::int64_t other = project["other"]["fen"].integer();
  const bool prints_fiscal = !project["fiscal"].is_null();
  json.set("budget_fen", budget).set("other_funds_fen", other).set("paid_fen", 0);
  json.set("fiscal_funds_fen", prints_fiscal ? project["fiscal"]["fen"].integer()
                                             : std::max<std::int64_t>(0, budget - other));
  json.set("plan", plan_of(project)).set("in_force", false).set("goals", std::move(goals));
  json.set("indicators", std::move(indicators));
  return json.set("line", project["source"]["line"].integer());
}

}  // namespace

Json document_payload(const Json& document, const DocumentSetting& setting) {
  std::string code = document["department_code"].text();
  if (code.empty()) code = document["department_code_derived"].text();
  const bool is_placed = !setting.region.empty() && !code.empty();
  Json projects = Json::array();
  for (const Json& project : document["projects"].items())
    projects.push(project_of(project));
  Json json = Json::object();
  json.set("schema", BUDGET_RULE_CHECK).set("today", setting.today.to_text());
  json.set("moment", setting.moment);
  json.set("region", Json::object().set("code", setting.region.text()).set("name", ""));
  json.set("department", Json::object()
                             .set("id", is_placed ? setting.region.text() + "-" + code : code)
                             .set("name", words_of(document["department_name"])));
  json.set("fiscal_year", document["fiscal_year"].integer());
  return json.set("projects", std::move(projects)).set("document", document);
}

}  // namespace budget
