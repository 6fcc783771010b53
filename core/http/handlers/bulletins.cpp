#include <limits>

#include "engine/reporting/bulletin.h"
#include "engine/reporting/letter_pages.h"
#include "engine/reporting/monitoring_pages.h"
#include "http/handlers/handlers.h"
#include "http/sheet_body.h"
#include "http/sheet_rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

Error missing(const char* name, const char* example) {
  return {ErrorCode::invalid_input, std::string("expected \"") + name + "\", but it is missing",
          std::string("say which: ?") + name + "=" + example};
}

/// Of whoever may see every department: a ranking of some of them would mislead.
Result<Bulletin> bulletin_for(const Call& call, Desk& desk, FiscalYear year, int month) {
  TRY(may_read_all(call));
  std::optional<RegionCode> region;
  if (auto text = TRY(call.query.name("region"))) region = RegionCode(*std::move(text));
  std::vector<BulletinRow> rows = TRY(desk.queries.bulletin(year, month, region, sight_of(call)));
  std::map<ContentHash, RuleSet> rule_sets;
  for (const BulletinRow& row : rows) {
    if (!rule_sets.contains(row.rule_set))
      rule_sets.emplace(row.rule_set, TRY(desk.queries.rule_set(row.rule_set)));
  }
  return bulletin_of(year, month, std::move(rows), rule_sets);
}

Result<AlertLetterRow> visible_letter(const Call& call, Desk& desk, const std::string& text) {
  const std::int64_t number =
      TRY(parse_integer("alert", text, 1, std::numeric_limits<std::int64_t>::max()));
  const Error none{ErrorCode::not_found, "expected to find a letter about alert " +
                                             std::to_string(number) +
                                             ", but there is none for you"};
  Result<AlertLetterRow> row = desk.queries.alert_letter(AlertId(number));
  if (!row) return row.error().code == ErrorCode::not_found ? none : row.error();
  if (!call.account->may_see(row->alert.department)) return none;
  return row;
}

}  // namespace

Result<Response> get_bulletin(const Call& call, Desk& desk) {
  const std::int64_t number = TRY(parse_integer("year", call.path[0], 2000, 2099));
  const FiscalYear year = TRY(FiscalYear::of(static_cast<int>(number)));
  const auto month = static_cast<int>(TRY(parse_integer("month", call.path[1], 1, 12)));
  JsonWriter json;
  write(json, TRY(bulletin_for(call, desk, year, month)));
  return Response{.body = std::move(json).text()};
}

Result<Response> get_alert_letters(const Call& call, Desk& desk) {
  AlertFilter filter;
  filter.year = TRY(call.query.year());
  filter.sight = sight_of(call);
  if (const std::string* instance = call.query.find("instance"))
    filter.instance = TRY(visible_instance(call, desk, *instance)).data.id;
  const Page page = TRY(call.query.page());
  return list_of(TRY(visible_rows<AlertLetterRow>(
      page, [&](Page part) { return desk.queries.alert_letters(filter, part); },
      [&](const AlertLetterRow& row) { return call.account->may_see(row.alert.department); },
      [](const AlertLetterRow&, std::int64_t before) { return before + 1; })));
}

Result<Response> get_alert_letter(const Call& call, Desk& desk) {
  JsonWriter json;
  write(json, TRY(visible_letter(call, desk, call.path[0])));
  return Response{.body = std::move(json).text()};
}

Result<Json> monitoring_payload(const Call& call, Desk& desk) {
  const std::string* instance = call.query.find("instance");
  if (instance == nullptr) return missing("instance", "2026-130605-203");
  const auto month = TRY(call.query.integer("month", 1, 12));
  if (!month) return missing("month", "6");
  return monitoring_pages(TRY(chosen_sheets(call, desk, *instance, static_cast<int>(*month))));
}

Result<Json> evaluation_payload(const Call& call, Desk& desk) {
  const std::string* text = call.query.find("instance");
  if (text == nullptr) return missing("instance", "2026-130605-203");
  const InstanceRow instance = TRY(visible_instance(call, desk, *text));
  const RuleSet rules = TRY(desk.queries.rule_set(instance.data.rule_set));
  return evaluation_pages(TRY(chosen_sheets(call, desk, *text, kEvaluation)),
                          evaluation_rules(rules));
}

Result<Json> evaluation_summary_payload(const Call& call, Desk& desk) {
  const std::string* text = call.query.find("instance");
  if (text == nullptr) return missing("instance", "2026-130605-203");
  const InstanceRow instance = TRY(visible_instance(call, desk, *text));
  const RuleSet rules = TRY(desk.queries.rule_set(instance.data.rule_set));
  const std::vector<SheetRow> rows = TRY(desk.queries.sheets(instance.data.id, kEvaluation));
  const std::vector<SheetRow> before = TRY(desk.queries.evaluations_before(instance.data.id));
  return evaluation_summary_pages(summary_of(rows, before, evaluation_rules(rules)));
}

Result<Json> bulletin_payload(const Call& call, Desk& desk) {
  const std::optional<FiscalYear> year = TRY(call.query.year());
  if (!year) return missing("year", "2026");
  const auto month = TRY(call.query.integer("month", 1, 12));
  if (!month) return missing("month", "6");
  return bulletin_pages(TRY(bulletin_for(call, desk, *year, static_cast<int>(*month))));
}

Result<Json> letter_payload(const Call& call, Desk& desk) {
  const std::string* alert = call.query.find("alert");
  if (alert == nullptr) return missing("alert", "12");
  return letter_pages(TRY(visible_letter(call, desk, *alert)));
}

}  // namespace budget
