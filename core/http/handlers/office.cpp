#include <algorithm>

#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::array kLevels{AlertLevel::info, AlertLevel::yellow, AlertLevel::orange,
                             AlertLevel::red};

Result<void> add_open_alerts(StatusRow& status, InstanceId instance, Desk& desk) {
  AlertFilter filter;
  filter.instance = instance;
  filter.state = AlertState::open;
  Page page{kLargestPage, 0};
  while (true) {
    const std::vector<AlertRow> rows = TRY(desk.queries.alerts(filter, page));
    for (const AlertRow& row : rows)
      ++status.open_alerts[row.data.level];
    if (rows.size() < static_cast<std::size_t>(kLargestPage)) return {};
    page.after = rows.back().data.id.value();
  }
}

/// The same figures as Queries::status, of what the caller may see only.
Result<StatusRow> own_status(const Call& call, Desk& desk, std::optional<FiscalYear> year) {
  StatusRow status;
  for (const InstanceRow& row : TRY(visible_instances(call, desk, year))) {
    ++status.instances;
    status.budgets += row.is_main ? 1 : 0;
    status.overdue += row.data.is_overdue ? 1 : 0;
    status.projects += row.projects;
    status.budget += row.budget;
    status.paid += row.paid;
    status.count(row.workflow_title, row.stage_title, 1);
    if (row.open_alerts > 0) TRY(add_open_alerts(status, row.data.id, desk));
  }
  return status;
}

void write_figures(JsonWriter& json, const StatusRow& status) {
  json.field("instances", status.instances)
      .field("budgets", status.budgets)
      .field("overdue", status.overdue)
      .field("projects", status.projects);
  json.money("budget", status.budget).money("paid", status.paid);
  json.key("stages").begin_array();
  for (const StageCount& stage : status.stages) {
    json.begin_object().field("workflow_title", stage.workflow_title).field("title", stage.title);
    json.field("instances", stage.instances).end_object();
  }
  json.end_array().key("open_alerts").begin_object();
  for (const AlertLevel level : kLevels) {
    const auto found = status.open_alerts.find(level);
    json.field(name_of(level), found == status.open_alerts.end() ? 0 : found->second);
  }
  json.end_object();
}

}  // namespace

Result<Response> get_health(const Call&, Desk& desk) {
  JsonWriter json;
  json.begin_object().field("status", "ok").field("version", desk.metrics.version()).end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_metrics(const Call&, Desk& desk) {
  Result<StatusRow> read = desk.queries.status(std::nullopt);
  std::optional<StatusRow> status;
  if (read) status = *std::move(read);
  return Response{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                  .body = desk.metrics.text(status, desk.commands_waiting, desk.more_metrics())};
}

Result<Response> get_me(const Call& call, Desk&) {
  const Account& account = *call.account;
  JsonWriter json;
  json.begin_object()
      .field("id", account.id)
      .field("name", account.name)
      .field("reads_all", account.reads_all);
  json.key("roles").begin_array();
  for (std::size_t i = 0; i < account.roles.size(); ++i) {
    const RoleHolding& holding = account.roles[i];
    json.begin_object().field("role", holding.role).field("title", account.titles[i]);
    json.field_or_null("region", holding.region)
        .field_or_null("department", holding.department)
        .end_object();
  }
  json.end_array().end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_status(const Call& call, Desk& desk) {
  TRY(may_see_budgets(call));
  const auto year = TRY(call.query.year());
  const bool whole = call.account->reads_all;
  const StatusRow status = TRY(whole ? desk.queries.status(year) : own_status(call, desk, year));
  JsonWriter json;
  json.begin_object();
  json.key("fiscal_year");
  if (year) {
    json.value(year->value());
  } else {
    json.null();
  }
  write_figures(json, status);
  if (whole) {
    json.field("queued_notices", status.queued_notices).field("last_event", status.last_event);
    json.field_or_null("last_at", status.last_at).key("channels_off").begin_array();
    for (const auto& [name, problem] : status.channels_off)
      json.begin_object().field("name", name).field_or_null("problem", problem).end_object();
    json.end_array();
  } else {
    json.key("queued_notices").null().key("last_event").null().key("last_at").null();
    json.key("channels_off").null();
  }
  json.end_object();
  return Response{.body = std::move(json).text()};
}

Result<Response> get_log(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  const Page page = TRY(call.query.page());
  const auto everything = [](const EventRow&) { return true; };
  const auto position = [](const EventRow& row, std::int64_t) { return row.seq.value(); };
  const auto fetch = [&](Page next) { return desk.queries.log(next); };
  return list_of(TRY(visible_rows<EventRow>(page, fetch, everything, position)));
}

}  // namespace budget
