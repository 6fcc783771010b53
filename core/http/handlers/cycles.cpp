#include <algorithm>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// A region is seen by whoever sees all of it, or a department in it.
bool may_see(const Account& account, const RegionCode& region) {
  return account.reads_all || std::ranges::binary_search(account.read_regions, region) ||
         std::ranges::any_of(account.read_departments, [&region](const DepartmentId& department) {
           return department.text().starts_with(region.text() + "-");
         });
}

}  // namespace

Result<Response> get_cycles(const Call& call, Desk& desk) {
  (void)TRY(call.query.page());  // always one page
  Listed<CycleRow> listed;
  listed.rows = TRY(desk.queries.cycles());
  std::erase_if(listed.rows,
                [&call](const CycleRow& row) { return !may_see(*call.account, row.region); });
  return list_of(listed);
}

Result<Prepared> open_cycle(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  OpenCycle action;
  action.region = RegionCode(reader.text("region"));
  action.year = read_year(reader, "fiscal_year");
  action.workflow = WorkflowId(reader.optional_text("workflow"));
  if (action.workflow.empty()) action.workflow = WorkflowId("annual_budget");
  for (std::string& department : reader.optional_texts("departments")) {
    action.departments.emplace_back(std::move(department));
  }
  reader.finish();
  return prepared(std::move(action), findings);
}

Response tell_cycle(const Call&, Desk& desk, const Result<Outcome>& result) {
  if (!result) return problem(result.error());
  const Outcome& outcome = *result;
  JsonWriter json;
  const auto* first = find_event<InstanceOpened>(outcome);
  json.begin_object();
  if (first == nullptr) {
    json.key("region").null().key("fiscal_year").null().key("workflow").null();
  } else {
    const std::string& department = first->department.text();
    json.field("region", department.substr(0, department.find('-')))
        .field("fiscal_year", first->year.value());
    json.field("workflow", first->workflow);
  }
  json.key("instances").begin_array();
  for (const Event& event : outcome.events) {
    const auto* opened = std::get_if<InstanceOpened>(&event);
    if (opened == nullptr) continue;
    json.begin_object()
        .field("id", opened->instance)
        .field("key", instance_key(opened->year, opened->department));
    const Result<InstanceRow> row = desk.queries.instance(opened->instance);
    json.field("department", opened->department);
    json.field("department_name", row ? row->department_name : opened->department.text());
    json.end_object();
  }
  json.end_array();
  return told(std::move(json), outcome, 201);
}

}  // namespace budget
