#include "http/project_body.h"

namespace budget {
namespace {

namespace json = boost::json;

void read_funds(ObjectReader& reader, Funds& funds) {
  funds.budget = reader.money("budget");
  funds.other = reader.optional_money("other").value_or(Money());
  if (const auto fiscal = reader.optional_money("fiscal")) {
    funds.fiscal = *fiscal;
    return;
  }
  const auto rest = subtract(funds.budget, funds.other);
  funds.fiscal = rest ? *rest : Money();
}

Plan read_plan(ObjectReader& reader) {
  Plan plan;
  const json::array& nodes = reader.optional_array("plan");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ObjectReader node(nodes[i], reader.path_of(element_path("plan", i)), reader.findings());
    PlanNode read;
    read.month = static_cast<int>(node.integer("month", 1, 12));
    read.cumulative = node.money("cumulative");
    node.finish();
    plan.nodes.push_back(read);
  }
  return plan;
}

std::vector<Goal> read_goals(ObjectReader& reader) {
  std::vector<Goal> goals;
  const json::array& items = reader.optional_array("goals");
  for (std::size_t i = 0; i < items.size(); ++i) {
    ObjectReader item(items[i], reader.path_of(element_path("goals", i)), reader.findings());
    Goal goal;
    goal.number = static_cast<int>(item.integer("number", 1, 1000));
    goal.text = item.text("text");
    item.finish();
    goals.push_back(std::move(goal));
  }
  return goals;
}

Indicator read_indicator(const json::value& value, const std::string& path,
                         std::vector<Finding>& findings) {
  ObjectReader reader(value, path, findings);
  Indicator indicator;
  indicator.path = reader.optional_texts("path");
  if (indicator.path.empty()) reader.complain("path", "expected at least one name");
  indicator.description = reader.optional_text("description");
  const std::string comparator = reader.text("comparator");
  if (const auto known = comparator_named(comparator)) {
    indicator.comparator = *known;
  } else if (!comparator.empty()) {
    reader.complain("comparator", "expected >=, <=, =, >, < or qualitative", comparator);
  }
  indicator.value = reader.optional_text("value");
  indicator.unit = reader.optional_text("unit");
  indicator.weight = reader.optional_text("weight");
  indicator.basis = reader.optional_text("basis");
  indicator.raw = reader.optional_text("raw");
  reader.finish();
  return indicator;
}

}  // namespace

Project read_project(const json::value& value, const std::string& path,
                     std::vector<Finding>& findings) {
  ObjectReader reader(value, path, findings);
  Project project;
  const std::string code = reader.text("code");
  const auto known = ProjectCode::parse(code);
  if (known) {
    project.code = *known;
  } else if (!code.empty()) {
    reader.complain("code", known.error().message, code);
  }
  project.name = reader.text("name");
  project.unit = UnitCode(reader.text("unit"));
  read_funds(reader, project.funds);
  project.purpose = reader.optional_text("purpose");
  project.plan = read_plan(reader);
  project.goals = read_goals(reader);
  const json::array& indicators = reader.optional_array("indicators");
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    project.indicators.push_back(
        read_indicator(indicators[i], reader.path_of(element_path("indicators", i)), findings));
  }
  reader.finish();
  return project;
}

}  // namespace budget
