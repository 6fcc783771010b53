#include <limits>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {

Result<Response> get_children(const Call& call, Desk& desk) {
  InstanceFilter filter;
  filter.parent = TRY(visible_instance(call, desk, call.path[0])).data.id;
  const Page page = TRY(call.query.page());
  const auto is_visible = [&call](const InstanceRow& row) {
    return call.account->may_see(row.data.department);
  };
  const auto position = [](const InstanceRow& row, std::int64_t) { return row.data.id.value(); };
  const auto fetch = [&](Page next) { return desk.queries.instances(filter, next); };
  return list_of(TRY(visible_rows<InstanceRow>(page, fetch, is_visible, position)));
}

Result<Prepared> open_child(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  OpenChild action;
  action.workflow = WorkflowId(reader.text("workflow"));
  action.about = reader.text("about");
  action.alert = AlertId(
      reader.optional_integer("alert", 1, std::numeric_limits<std::int64_t>::max()).value_or(0));
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.parent = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_child(const Call&, const Outcome& outcome) {
  const auto* opened = find_event<InstanceOpened>(outcome);
  const auto* entered = find_event<StageEntered>(outcome);
  JsonWriter json;
  json.begin_object();
  if (opened == nullptr || entered == nullptr) {
    for (const char* name : {"id", "key", "workflow", "stage", "due_on"})
      json.key(name).null();
  } else {
    Instance instance;
    instance.workflow = opened->workflow;
    instance.department = opened->department;
    instance.year = opened->year;
    instance.origin = opened->origin;
    json.field("id", opened->instance).field("key", name_of(instance));
    json.field("workflow", opened->workflow).field("stage", entered->stage);
    json.field("due_on", entered->due_on);
  }
  return told(std::move(json), outcome, 201);
}

Result<Response> get_carried(const Call& call, Desk& desk) {
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const CarriedRow& row : TRY(desk.queries.carried(id))) {
    json.begin_object().field("from", row.data.from).field("at", row.at);
    json.field("errors", row.data.errors).field("warnings", row.data.warnings);
    json.key("alerts").begin_array();
    for (const CarriedAlert& alert : row.alerts) {
      json.begin_object().field("id", alert.alert).field("project_code", alert.project.view());
      json.field("project_name", alert.project_name).field("rule", alert.rule);
      json.field("month", alert.month).field("level", name_of(alert.level));
      json.field("sentence", alert.sentence).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("next").null().end_object();
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
