#include <algorithm>
#include <functional>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// The report of an instance the caller may see.
Result<ReportRow> visible_report(const Call& call, Desk& desk) {
  return desk.queries.report(TRY(visible_instance(call, desk, call.path[0])).data.id);
}

}  // namespace

Result<Response> get_report(const Call& call, Desk& desk) {
  JsonWriter json;
  write(json, TRY(visible_report(call, desk)));
  return Response{.body = std::move(json).text()};
}

/// The refusal, with all that the report found and did not check.
Response tell_blocked(const Call& call, Desk& desk, const Result<Outcome>& result) {
  const Result<ReportRow> report = visible_report(call, desk);
  if (!report) return problem(result.error());
  std::vector<Finding> findings;
  for (const PluginReport& plugin : report->plugins) {
    if (plugin.is_shadow) continue;
    findings.insert(findings.end(), plugin.findings.begin(), plugin.findings.end());
    const RuleId whole(plugin.pin.plugin.text());
    if (!plugin.problem.empty())
      findings.push_back({whole, FindingLevel::error, {}, "未检查：" + plugin.problem, {}, {}});
    for (const RuleNotRun& rule : plugin.not_run)
      findings.push_back({rule.rule, FindingLevel::error, {}, "未检查：" + rule.reason, {}, {}});
  }
  std::ranges::stable_sort(findings, std::greater(), &Finding::level);  // errors first
  return problem(result.error(), findings);
}

Result<Prepared> check_instance(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader(body, "", findings).finish();
  CheckInstance action;
  if (!findings.empty()) return prepared(action, findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(action);
}

Response tell_checked(const Call& call, Desk& desk, const Result<Outcome>& result) {
  if (!result) return problem(result.error());
  const Result<Response> report = get_report(call, desk);
  return report ? *report : problem(report.error());
}

Result<Prepared> repin_rules(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  RepinRules action;
  action.reason = reader.text("reason");
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_pinned(const Call&, const Outcome& outcome) {
  const auto* pinned = find_event<RulesPinned>(outcome);
  JsonWriter json;
  json.begin_object().key("pins").begin_array();
  if (pinned != nullptr) {
    for (const PluginPin& pin : pinned->pins)
      write(json, pin);
  }
  json.end_array();
  return told(std::move(json), outcome, 200);
}

}  // namespace budget
