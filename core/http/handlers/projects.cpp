#include <algorithm>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/project_body.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

Error no_project(const std::string& code) {
  return {ErrorCode::not_found, "expected to find project " + code + ", but there is none for you"};
}

}  // namespace

Result<Response> get_projects(const Call& call, Desk& desk) {
  (void)TRY(call.query.page());  // always one page
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  return list_of(Listed<ProjectRow>{TRY(desk.queries.projects(id)), std::nullopt});
}

Result<Response> get_project(const Call& call, Desk& desk) {
  const std::int64_t number = TRY(parse_integer("year", call.path[0], 2000, 2099));
  const FiscalYear year = TRY(FiscalYear::of(static_cast<int>(number)));
  const ProjectCode code = TRY(ProjectCode::parse(call.path[1]));
  const Result<ProjectRow> row = desk.queries.project(year, code);
  if (!row) return row.error().code == ErrorCode::not_found ? no_project(code.text()) : row.error();
  if (!visible_instance(call, desk, row->instance)) return no_project(code.text());
  JsonWriter json;
  write(json, *row);
  return Response{.body = std::move(json).text()};
}

Result<Prepared> enter_projects(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  EnterProjects action;
  const boost::json::array& projects = reader.array("projects");
  for (std::size_t i = 0; i < projects.size(); ++i) {
    action.projects.push_back(read_project(projects[i], element_path("projects", i), findings));
  }
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_entered(const Call&, const Outcome& outcome) {
  const auto* first = find_event<ProjectEntered>(outcome);
  JsonWriter json;
  json.begin_object().field_or_null("instance", first == nullptr ? InstanceId() : first->instance);
  json.key("entered").begin_array();
  for (const Event& event : outcome.events) {
    if (const auto* entered = std::get_if<ProjectEntered>(&event))
      json.value(entered->project.code.view());
  }
  json.end_array().key("findings").begin_array();
  for (const Event& event : outcome.events) {
    const auto* entered = std::get_if<ProjectEntered>(&event);
    if (entered == nullptr) continue;
    for (Finding& finding : check_project(entered->project)) {
      finding.place.field = entered->project.code.text() + "." + finding.place.field;
      write(json, finding);
    }
  }
  json.end_array();
  return told(std::move(json), outcome, 200);
}

Result<Prepared> drop_project(const Call& call, Desk& desk) {
  DropProject action;
  action.project = TRY(ProjectCode::parse(call.path[1]));
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_dropped(const Call&, const Outcome& outcome) {
  const auto* dropped = find_event<ProjectDropped>(outcome);
  JsonWriter json;
  json.begin_object();
  if (dropped == nullptr) {
    json.key("instance").null().key("dropped").null();
  } else {
    json.field("instance", dropped->instance).field("dropped", dropped->project.view());
  }
  return told(std::move(json), outcome, 200);
}

}  // namespace budget
