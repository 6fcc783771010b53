#include <algorithm>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

Result<void> may_see_workflows(const Call& call) {
  if (call.account->is_administrator) return {};
  return may_see_budgets(call);
}

Error cannot_read() {
  return {ErrorCode::unavailable, "expected to read a definition, but this daemon cannot"};
}

struct SentWorkflow {
  std::string toml;
  std::string reason;
};

Result<SentWorkflow> sent_workflow(const Call& call, std::vector<Finding>& findings) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  ObjectReader reader(body, "", findings);
  SentWorkflow sent{std::string(reader.encoded("toml")), reader.optional_text("reason")};
  reader.finish();
  return sent;
}

void write_findings(JsonWriter& json, const std::vector<Finding>& findings) {
  json.key("findings").begin_array();
  for (const Finding& finding : findings)
    write(json, finding);
  json.end_array();
}

}  // namespace

Result<Response> get_workflows(const Call& call, Desk& desk) {
  TRY(may_see_workflows(call));
  (void)TRY(call.query.page());  // always one page
  return list_of(Listed<WorkflowRow>{TRY(desk.queries.workflows()), {}});
}

Result<Response> get_workflow(const Call& call, Desk& desk) {
  TRY(may_see_workflows(call));
  const std::vector<WorkflowRow> rows = TRY(desk.queries.workflows());
  const WorkflowRow row = TRY(workflow_named(call.path[0], rows));
  JsonWriter json;
  json.begin_object().key("definition").raw(row.content);
  json.field("is_current", row.is_current).field("open_instances", row.open_instances);
  json.end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> check_workflow(const Call& call, Desk& desk) {
  TRY(may_see_workflows(call));
  if (desk.read_workflow == nullptr) return cannot_read();
  std::vector<Finding> findings;
  const SentWorkflow sent = TRY(sent_workflow(call, findings));
  if (!findings.empty())
    return problem(Error{ErrorCode::invalid_input, "expected a definition in \"toml\""}, findings);
  const WorkflowReading reading = TRY((*desk.read_workflow)(sent.toml));
  JsonWriter json;
  json.begin_object().field("workflow", reading.definition.id);
  json.field("version", reading.definition.version).field("hash", reading.definition.hash);
  json.field("title", reading.definition.title);
  write_findings(json, reading.findings);
  json.end_object();
  return Response{.body = std::move(json).text()};
}

Result<Prepared> deploy_workflow(const Call& call, Desk& desk) {
  if (desk.read_workflow == nullptr) return cannot_read();
  std::vector<Finding> findings;
  const SentWorkflow sent = TRY(sent_workflow(call, findings));
  if (!findings.empty()) return prepared(DeployWorkflow{}, findings);
  WorkflowReading reading = TRY((*desk.read_workflow)(sent.toml));
  const bool is_bad = std::ranges::any_of(reading.findings, [](const Finding& finding) {
    return finding.level == FindingLevel::error;
  });
  if (is_bad) {
    return Prepared(problem(
        Error{ErrorCode::invalid_input, "expected a definition without errors, but it has some",
              "every finding says its line, and what to do"},
        reading.findings));
  }
  return Prepared(Action(DeployWorkflow{std::move(reading.definition), sent.reason}));
}

Response tell_deployed(const Call&, const Outcome& outcome) {
  const auto* deployed = find_event<WorkflowDeployed>(outcome);
  JsonWriter json;
  json.begin_object().key("workflow");
  if (deployed == nullptr) {
    json.null().key("version").null().key("hash").null();
  } else {
    json.value(deployed->definition.id).field("version", deployed->definition.version);
    json.field("hash", deployed->definition.hash);
  }
  return told(std::move(json), outcome, 201);
}

}  // namespace budget
