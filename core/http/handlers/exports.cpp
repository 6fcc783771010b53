#include <algorithm>
#include <array>

#include <budget/plugin.h>

#include "engine/export_tables.h"
#include "http/handlers/handlers.h"
#include "http/long_turn.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::size_t kMostRows = 50'000;

/// Rows gathered so far. Errors: too_large.
template <typename Row>
Result<void> take(std::vector<Row>& all, std::vector<Row> more) {
  if (all.size() + more.size() > kMostRows) {
    return Error{ErrorCode::too_large,
                 "expected at most " + std::to_string(kMostRows) + " rows, but there are more",
                 "narrow it with year, department or instance"};
  }
  std::ranges::move(more, std::back_inserter(all));
  return {};
}

/// Every page of rows. fetch(Page) reads one; `position(row, before)` continues behind a row.
template <typename Row, typename Fetch, typename Position>
Result<std::vector<Row>> all_pages(Fetch fetch, Position position) {
  std::vector<Row> all;
  Page page{kLargestPage, 0};
  while (true) {
    std::vector<Row> rows = TRY(fetch(page));
    const bool is_last = rows.size() < static_cast<std::size_t>(kLargestPage);
    if (!rows.empty()) page.after = position(rows.back());
    TRY(take(all, std::move(rows)));
    if (is_last) return all;
  }
}

Result<std::vector<InstanceRow>> chosen_instances(const Call& call, Desk& desk) {
  if (const std::string* instance = call.query.find("instance"))
    return std::vector{TRY(visible_instance(call, desk, *instance))};
  InstanceFilter filter;
  filter.year = TRY(call.query.year());
  if (auto department = TRY(call.query.name("department")))
    filter.department = DepartmentId(*std::move(department));
  filter.sight = sight_of(call);
  auto rows =
      TRY(all_pages<InstanceRow>([&](Page page) { return desk.queries.instances(filter, page); },
                                 [](const InstanceRow& row) { return row.data.id.value(); }));
  std::erase_if(
      rows, [&](const InstanceRow& row) { return !call.account->may_see(row.data.department); });
  return rows;
}

Result<Json> instances(const Call& call, Desk& desk) {
  return export_instances(TRY(chosen_instances(call, desk)));
}

Result<Json> projects(const Call& call, Desk& desk) {
  std::vector<ProjectRow> rows;
  const std::vector<InstanceRow> chosen = TRY(chosen_instances(call, desk));
  for (const InstanceRow& instance : chosen) {
    std::vector<ProjectRow> more = TRY(desk.queries.projects(instance.data.id));
    TRY(take(rows, std::move(more)));
  }
  return export_projects(rows);
}

Result<Json> alerts(const Call& call, Desk& desk) {
  AlertFilter filter;
  filter.year = TRY(call.query.year());
  if (const std::string* instance = call.query.find("instance")) {
    filter.instance = TRY(visible_instance(call, desk, *instance)).data.id;
  } else {
    filter.sight = sight_of(call);
  }
  const auto department = TRY(call.query.name("department"));
  auto rows = TRY(all_pages<AlertRow>([&](Page page) { return desk.queries.alerts(filter, page); },
                                      [](const AlertRow& row) { return row.data.id.value(); }));
  std::erase_if(rows, [&](const AlertRow& row) {
    return !call.account->may_see(row.department) ||
           (department && row.department.text() != *department);
  });
  return export_alerts(rows);
}

Result<Json> payments(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  const std::optional<FiscalYear> year = TRY(call.query.year());
  return export_payments(
      TRY(all_pages<PaymentRow>([&](Page page) { return desk.queries.payments(year, page); },
                                [](const PaymentRow& row) { return row.id; })));
}

Result<Json> events(const Call& call, Desk& desk) {
  if (const std::string* instance = call.query.find("instance")) {
    const InstanceId id = TRY(visible_instance(call, desk, *instance)).data.id;
    return export_events(
        TRY(all_pages<EventRow>([&](Page page) { return desk.queries.history(id, page); },
                                [](const EventRow& row) { return row.seq.value(); })));
  }
  TRY(may_read_all(call));
  return export_events(
      TRY(all_pages<EventRow>([&](Page page) { return desk.queries.log(page); },
                              [](const EventRow& row) { return row.seq.value(); })));
}

Result<Json> calendar(const Call& call, Desk& desk) {
  CalendarSetting setting;
  const std::optional<FiscalYear> year = TRY(call.query.year());
  setting.title = (year ? std::to_string(year->value()) + "年" : std::string()) + "预算日历";
  // The entries are as of the last event, which is when they were last right.
  setting.now = TRY(desk.queries.status(year)).last_at;
  if (auto person = TRY(call.query.name("person"))) setting.person = PersonId(*std::move(person));
  return export_calendar(TRY(chosen_instances(call, desk)), setting);
}

struct Export {
  std::string_view what;
  Result<Json> (*payload)(const Call&, Desk&);
};
constexpr std::array kExports{Export{"projects", projects},
                              Export{"payments", payments},
                              Export{"alerts", alerts},
                              Export{"instances", instances},
                              Export{"events", events},
                              Export{"calendar", calendar},
                              Export{"monitoring", monitoring_payload},
                              Export{"evaluation", evaluation_payload},
                              Export{"evaluation_summary", evaluation_summary_payload},
                              Export{"bulletin", bulletin_payload},
                              Export{"letter", letter_payload}};

Result<Json> payload_of(const Call& call, Desk& desk) {
  std::string known;
  for (const Export& one : kExports) {
    if (one.what == call.path[0]) return one.payload(call, desk);
    known += (known.empty() ? "" : ", ") + std::string(one.what);
  }
  return Error{ErrorCode::not_found,
               "expected something that can be exported, but there is no " + call.path[0],
               "it is one of " + known};
}

bool writes_files(const PluginInfo& plugin) {
  return std::ranges::find(plugin.capabilities, BUDGET_EXPORT_WRITE) != plugin.capabilities.end();
}

/// The exporter of this name, ready to be called. Errors: not_found, unavailable.
Result<std::string> exporter_named(const std::string& name, const PluginCatalog* catalog) {
  std::string known;
  for (const PluginInfo& plugin :
       catalog == nullptr ? std::vector<PluginInfo>() : catalog->plugins()) {
    if (plugin.name == name && plugin.stage != PluginStage::active) {
      return Error{ErrorCode::unavailable,
                   "expected the exporter " + name + " to be active, but it is " +
                       std::string(name_of(plugin.stage)) +
                       (plugin.problem.empty() ? "" : ": " + plugin.problem)};
    }
    if (!writes_files(plugin)) continue;
    if (plugin.name == name) return name;
    known += (known.empty() ? "" : ", ") + plugin.name;
  }
  return Error{ErrorCode::not_found,
               "expected the name of a configured exporter, but \"" + name + "\" is none",
               known.empty() ? "configure one with [[plugins]] in budgetd.toml"
                             : "the exporters are " + known};
}

/// The media type as one of the constants a response can carry.
std::string_view media_type_of(std::string_view told) {
  for (const std::string_view known : {kCsv, kJsonLines, kCalendar, kJson, kPlainText})
    if (told == known) return known;
  return kBytes;
}

/// Letters, digits, dot, dash and underscore; it becomes part of a header.
std::string plain_name(std::string name) {
  std::erase_if(name, [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '-' || c == '_');
  });
  return name;
}

}  // namespace

Result<Response> get_export(const Call& call, Desk& desk) {
  const LongTurn turn(desk.long_work_in_hand);
  if (!turn.is_mine()) {
    return Error{ErrorCode::unavailable,
                 "expected to export at once, but another export or import is in hand",
                 "ask again in a moment"};
  }
  const std::optional<std::string> format = TRY(call.query.name("format"));
  if (!format) return Response{.body = TRY(payload_of(call, desk)).to_text()};
  const std::string exporter = TRY(exporter_named(*format, desk.catalog));
  PluginCall asked;
  asked.capability = BUDGET_EXPORT_WRITE;
  asked.payload = TRY(payload_of(call, desk)).to_text();
  PluginReply reply = TRY(desk.catalog->call(exporter, asked));
  if (reply.files.size() != 1) {
    return Error{ErrorCode::unsupported, "expected one file of the exporter " + exporter +
                                             ", but it wrote " +
                                             std::to_string(reply.files.size())};
  }
  const Json result = TRY(Json::parse(reply.result));
  std::string told;
  for (const Json& file : result["files"].items())
    told = file["media_type"].text();
  Response response{.content_type = media_type_of(told), .body = std::move(reply.files[0].bytes)};
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + plain_name(reply.files[0].name) + "\"");
  return response;
}

}  // namespace budget
