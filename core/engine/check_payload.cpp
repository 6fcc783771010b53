#include "engine/check_payload.h"

#include <algorithm>

#include <budget/json.h>
#include <budget/plugin.h>

#include "engine/directory.h"
#include "engine/documents/places.h"
#include "model/plan.h"

namespace budget {
namespace {

Json plan_json(const Plan& plan) {
  Json nodes = Json::array();
  for (const PlanNode& node : plan.nodes) {
    nodes.push(
        Json::object().set("month", node.month).set("cumulative_fen", node.cumulative.fen()));
  }
  return nodes;
}

Json indicators_json(const std::vector<Indicator>& indicators) {
  Json list = Json::array();
  for (const Indicator& indicator : indicators) {
    const auto level = [&](std::size_t i) {
      return i < indicator.path.size() ? indicator.path[i] : std::string();
    };
    Json json = Json::object();
    json.set("level1", level(0)).set("level2", level(1)).set("level3", level(2));
    json.set("description", indicator.description);
    json.set("comparator", name_of(indicator.comparator)).set("value", indicator.value);
    json.set("unit", indicator.unit).set("weight", indicator.weight);
    json.set("basis", indicator.basis).set("printed", indicator.raw);
    list.push(std::move(json));
  }
  return list;
}

/// The version in force on the day; null as long as what is drafted was never approved.
const PlanVersion* approved_plan(const ProjectRow& row, Date day) {
  const bool is_approved =
      std::ranges::find(row.versions, row.project.plan, &PlanVersion::plan) != row.versions.end();
  return is_approved ? version_in_force(row.versions, day) : nullptr;
}

Json project_json(const ProjectRow& row, const CheckMaterial& material, Date day) {
  const Project& project = row.project;
  const auto unit = material.unit_names.find(project.unit);
  Money paid;
  for (const Money month : row.paid)
    paid += month;
  Json goals = Json::array();
  for (const Goal& goal : project.goals)
    goals.push(goal.text);
  Json json = Json::object();
  json.set("code", project.code.text()).set("name", project.name);
  json.set("unit_code", project.unit.text());
  json.set("unit_name", unit == material.unit_names.end() ? std::string() : unit->second);
  json.set("purpose", project.purpose).set("budget_fen", project.funds.budget.fen());
  json.set("fiscal_funds_fen", project.funds.fiscal.fen());
  json.set("other_funds_fen", project.funds.other.fen()).set("paid_fen", paid.fen());
  const PlanVersion* in_force = approved_plan(row, day);
  json.set("plan", plan_json(in_force == nullptr ? project.plan : in_force->plan));
  json.set("in_force", in_force != nullptr).set("goals", std::move(goals));
  return json.set("indicators", indicators_json(project.indicators));
}

}  // namespace

std::string check_payload(const Check& check, const CheckMaterial& material) {
  const Instance& instance = material.instance;
  const DocumentPlaces files(material.documents);
  Json projects = Json::array();
  for (const ProjectRow& row : material.projects) {
    Json project = project_json(row, material, check.day);
    files.place(project);
    projects.push(std::move(project));
  }
  Json json = Json::object();
  json.set("schema", BUDGET_RULE_CHECK).set("today", check.day.to_text());
  json.set("moment", check.moment.text());
  json.set("region", Json::object()
                         .set("code", region_of(instance.department).text())
                         .set("name", material.region_name));
  json.set(
      "department",
      Json::object().set("id", instance.department.text()).set("name", material.department_name));
  json.set("fiscal_year", instance.year.value());
  json.set("instance", Json::object()
                           .set("id", instance.id.value())
                           .set("stage", check.stage.text())
                           .set("round", check.round));
  json.set("projects", std::move(projects));
  if (Json document = files.document(); !document.is_null())
    json.set("document", std::move(document));
  return json.to_text();
}

}  // namespace budget
