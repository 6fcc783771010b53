#include "cli/project_json.h"

#include <boost/json/array.hpp>

namespace budget::cli {
namespace {

namespace json = boost::json;

json::object indicator_json(const Indicator& indicator) {
  return {{"path", json::array(indicator.path.begin(), indicator.path.end())},
          {"description", indicator.description},
          {"comparator", name_of(indicator.comparator)},
          {"value", indicator.value},
          {"unit", indicator.unit},
          {"weight", indicator.weight},
          {"basis", indicator.basis},
          {"raw", indicator.raw}};
}

}  // namespace

json::object to_json(const Project& project) {
  json::array plan;
  for (const PlanNode& node : project.plan.nodes) {
    plan.push_back(json::object{{"month", node.month}, {"cumulative_fen", node.cumulative.fen()}});
  }
  json::array goals;
  for (const Goal& goal : project.goals) {
    goals.push_back(json::object{{"number", goal.number}, {"text", goal.text}});
  }
  json::array indicators;
  for (const Indicator& indicator : project.indicators) {
    indicators.push_back(indicator_json(indicator));
  }
  return {{"code", project.code.text()},
          {"name", project.name},
          {"unit", project.unit.text()},
          {"budget_fen", project.funds.budget.fen()},
          {"fiscal_fen", project.funds.fiscal.fen()},
          {"other_fen", project.funds.other.fen()},
          {"purpose", project.purpose},
          {"plan", std::move(plan)},
          {"goals", std::move(goals)},
          {"indicators", std::move(indicators)}};
}

}  // namespace budget::cli
