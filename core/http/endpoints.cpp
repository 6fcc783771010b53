#include "http/endpoints.h"

#include "http/handlers/handlers.h"

namespace budget {
namespace {

using Names = std::vector<std::string_view>;

Endpoint open_to_anyone(std::string_view pattern, Where where, Read read) {
  return {.method = Method::get,
          .pattern = pattern,
          .parameters = {},
          .access = Access::anyone,
          .where = where,
          .read = read};
}

Endpoint get(std::string_view pattern, Names parameters, Read read, Where where = Where::worker) {
  return {.method = Method::get,
          .pattern = pattern,
          .parameters = std::move(parameters),
          .where = where,
          .read = read};
}

/// A question whose words are too long for an address.
Endpoint post_to_read(std::string_view pattern, Read read) {
  return {.method = Method::post, .pattern = pattern, .parameters = {}, .read = read};
}

Endpoint change(Method method, std::string_view pattern, Prepare prepare, Tell tell,
                Where where = Where::worker) {
  return {.method = method,
          .pattern = pattern,
          .parameters = {},
          .where = where,
          .prepare = prepare,
          .tell = tell};
}

Endpoint with(Endpoint endpoint, TellMore tell_more) {
  endpoint.tell_more = tell_more;
  return endpoint;
}

std::vector<Endpoint> make_endpoints() {
  return {
      open_to_anyone("/healthz", Where::net, get_health),
      open_to_anyone("/metrics", Where::worker, get_metrics),
      get("/v1/me", {}, get_me, Where::net),
      get("/v1/status", {"year"}, get_status),
      get("/v1/cycles", {"limit", "after"}, get_cycles),
      with(change(Method::post, "/v1/cycles", open_cycle, nullptr), tell_cycle),
      get("/v1/instances", {"year", "department", "stage", "open", "overdue", "limit", "after"},
          get_instances),
      get("/v1/instances/{id}", {}, get_instance),
      get("/v1/instances/{id}/history", {"limit", "after"}, get_history),
      get("/v1/instances/{id}/children", {"limit", "after"}, get_children),
      change(Method::post, "/v1/instances/{id}/children", open_child, tell_child),
      get("/v1/instances/{id}/carried", {}, get_carried),
      get("/v1/instances/{id}/projects", {"limit", "after"}, get_projects),
      change(Method::post, "/v1/instances/{id}/projects", enter_projects, tell_entered),
      change(Method::del, "/v1/instances/{id}/projects/{code}", drop_project, tell_dropped),
      with(change(Method::post, "/v1/instances/{id}/acts", perform_act, tell_act, Where::net),
           tell_blocked),
      change(Method::post, "/v1/instances/{id}/arrangements", arrange_work, tell_arranged),
      get("/v1/instances/{id}/people", {}, get_people),
      get("/v1/instances/{id}/deadline", {}, get_deadline),
      get("/v1/queue", {"person"}, get_queue),
      get("/v1/substitutions", {"ended", "limit", "after"}, get_substitutions),
      change(Method::post, "/v1/substitutions", appoint_substitute, tell_appointed),
      change(Method::post, "/v1/substitutions/{id}/acts", act_on_substitution,
             tell_substitution_act),
      get("/v1/workflows", {"limit", "after"}, get_workflows),
      get("/v1/workflows/{name}", {}, get_workflow),
      post_to_read("/v1/workflows/check", check_workflow),
      change(Method::post, "/v1/workflows", deploy_workflow, tell_deployed),
      get("/v1/migrations", {"limit", "after"}, get_migrations),
      get("/v1/migrations/{id}", {}, get_migration),
      get("/v1/migrations/{id}/instances", {"limit", "after"}, get_migrated),
      post_to_read("/v1/migrations/preview", preview_migration),
      change(Method::post, "/v1/migrations", propose_migration, tell_migration),
      change(Method::post, "/v1/migrations/{id}/acts", act_on_migration, tell_migration),
      get("/v1/occasions", {"year"}, get_occasions),
      change(Method::post, "/v1/occasions", name_occasion, tell_occasion),
      get("/v1/instances/{id}/report", {}, get_report),
      with(change(Method::post, "/v1/instances/{id}/checks", check_instance, nullptr),
           tell_checked),
      change(Method::post, "/v1/instances/{id}/pins", repin_rules, tell_pinned),
      get("/v1/instances/{id}/not-assessed", {"month"}, get_not_assessed),
      get("/v1/instances/{id}/exemptions", {}, get_exemptions),
      change(Method::post, "/v1/instances/{id}/exemptions", act_on_exemption, tell_exemption),
      change(Method::post, "/v1/instances/{id}/movements", move_budget, tell_movement),
      get("/v1/instances/{id}/asked-movement", {}, get_asked_movement),
      change(Method::post, "/v1/instances/{id}/asked-movement", ask_movement, tell_asked),
      change(Method::post, "/v1/instances/{id}/goal-progress", tell_goal_progress,
             tell_progress_told),
      get("/v1/sheets", {"year", "instance", "month", "limit", "after"}, get_sheet_tasks),
      get("/v1/instances/{id}/sheets/{month}", {"project"}, get_sheets),
      change(Method::post, "/v1/instances/{id}/sheets/{month}", fill_sheets, tell_filled),
      change(Method::post, "/v1/instances/{id}/sheets/{month}/acts", act_on_sheets,
             tell_sheets_act),
      change(Method::post, "/v1/instances/{id}/evaluations/{code}/checks", check_evaluation,
             tell_evaluation_check),
      get("/v1/instances/{id}/evaluations/{code}/reasons", {}, get_score_reasons),
      get("/v1/instances/{id}/evaluation-summary", {}, get_evaluation_summary),
      get("/v1/instances/{id}/evaluations-before", {}, get_evaluations_before),
      get("/v1/bulletins/{year}/{month}", {"region"}, get_bulletin),
      get("/v1/alert-letters", {"year", "instance", "limit", "after"}, get_alert_letters),
      get("/v1/projects/{year}/{code}", {}, get_project),
      post_to_read("/v1/imports/preview", preview_import),
      change(Method::post, "/v1/imports", import_documents, tell_imported),
      get("/v1/instances/{id}/imports", {"limit", "after"}, get_imports),
      get("/v1/imports/{id}/files/{number}", {}, get_document),
      get("/v1/instances/{id}/document", {}, get_year_document),
      with(change(Method::post, "/v1/payments", record_payments, nullptr), tell_payments),
      get("/v1/payments/batches", {"limit", "after"}, get_batches),
      get("/v1/payments/rejects", {"batch", "limit", "after"}, get_rejects),
      get("/v1/alerts", {"year", "instance", "state", "month", "level", "phase", "limit", "after"},
          get_alerts),
      get("/v1/alerts/{id}", {}, get_alert),
      get("/v1/alerts/{id}/reasons", {}, get_alert_reasons),
      get("/v1/alerts/{id}/letter", {}, get_alert_letter),
      change(Method::post, "/v1/alerts/{id}/acts", handle_alert, tell_alert_act),
      get("/v1/alert-totals", {"year", "by"}, get_alert_totals),
      get("/v1/charts", {"year", "by", "region", "department", "years", "limit", "after"},
          get_charts),
      get("/v1/charts/projects/{year}/{code}", {"years"}, get_project_chart),
      get("/v1/charts/departments/{year}/{id}", {"years"}, get_department_chart),
      get("/v1/charts/regions/{year}/{code}", {"years"}, get_region_chart),
      get("/v1/charts/office/{year}", {"years"}, get_office_chart),
      get("/v1/exports/{what}",
          {"format", "year", "department", "instance", "person", "month", "project", "region",
           "alert"},
          get_export),
      get("/v1/notices", {"instance", "limit", "after"}, get_notices),
      get("/v1/dead-letters", {"limit", "after"}, get_dead_letters),
      change(Method::post, "/v1/dead-letters/{id}/acts", act_on_letter, tell_letter),
      get("/v1/channels", {}, get_channels),
      change(Method::post, "/v1/channels/{name}/acts", act_on_channel, tell_channel),
      with(change(Method::post, "/v1/channels/{name}/tests", test_channel, nullptr), tell_tested),
      get("/v1/plugins", {}, get_plugins),
      get("/v1/plugins/{name}", {}, get_plugin),
      change(Method::post, "/v1/plugins/{name}/acts", act_on_plugin, tell_plugin_act),
      get("/v1/log", {"limit", "after"}, get_log),
  };
}

}  // namespace

const std::vector<Endpoint>& endpoints() {
  static const std::vector<Endpoint> all = make_endpoints();
  return all;
}

}  // namespace budget
