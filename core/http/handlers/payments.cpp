#include <algorithm>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/payment_body.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::size_t kMostTold = 100;

/// A batch may hold any region's rows, and a rejected row does not tell its region: who does not
/// read every region gets what they recorded themselves.
bool recorder_is_visible(const Call& call, const PersonId& recorder) {
  return call.account->reads_all || recorder == call.account->id;
}

/// Not yet made on this day. A row without a voucher may be a month's total, which is dated at the
/// month's end: its month counts.
bool is_ahead(const Payment& row, Date today) {
  return row.paid_on > today &&
         (!row.voucher.empty() || row.paid_on > Date::last_of_month(today.year(), today.month()));
}

/// They are recorded all the same, and count from their month on.
void write_dated_ahead(JsonWriter& json, const PaymentsRecorded& recorded, Date today) {
  std::size_t rows = 0;
  std::vector<std::string> first;
  for (const Payment& row : recorded.rows) {
    if (!is_ahead(row, today)) continue;
    if (++rows <= kMostTold) first.push_back(canonical_row(row));
  }
  json.key("dated_ahead").begin_object().field("rows", rows).key("first").begin_array();
  for (const std::string& text : first)
    json.value(text);
  json.end_array().end_object();
}

/// Rows without a voucher that stood in an earlier file, too: they are recorded, and may be there
/// twice.
void write_repeated(JsonWriter& json, const PaymentsRecorded& recorded, Desk& desk) {
  const bool has_any =
      std::ranges::any_of(recorded.rows, [](const Payment& row) { return row.voucher.empty(); });
  RepeatedRows repeated;
  if (has_any) {
    Result<RepeatedRows> found = desk.queries.repeated(recorded.batch, static_cast<int>(kMostTold));
    if (found) repeated = *std::move(found);
  }
  json.key("repeated_rows").begin_object().field("rows", repeated.rows).key("first").begin_array();
  for (const Payment& row : repeated.first)
    json.value(canonical_row(row));
  json.end_array().end_object();
}

/// The alert an event is about, if it says that something lags or is overspent.
std::optional<AlertId> warned_of(const Event& event) {
  if (const auto* raised = std::get_if<AlertRaised>(&event)) return raised->alert.id;
  if (const auto* updated = std::get_if<AlertUpdated>(&event)) return updated->alert;
  if (const auto* reopened = std::get_if<AlertReopened>(&event)) return reopened->alert;
  return std::nullopt;
}

/// Projects of which more is paid than budgeted now, by the alerts that these payments led to.
void write_above_budget(JsonWriter& json, const Outcome& outcome, Desk& desk) {
  json.key("above_budget").begin_array();
  std::size_t asked = 0;
  for (const Event& event : outcome.events) {
    const std::optional<AlertId> id = warned_of(event);
    if (!id || ++asked > kMostTold) continue;
    const Result<AlertRow> row = desk.queries.alert(*id);
    if (!row || row->data.month != 0) continue;
    const AlertInputs& inputs = row->data.inputs;
    json.begin_object()
        .field("alert", row->data.id)
        .field("project_code", row->data.project.view());
    json.field("project_name", row->project_name).money("budget", inputs.budget);
    json.money("paid", inputs.paid).money("above", inputs.paid - inputs.budget).end_object();
  }
  json.end_array();
}

}  // namespace

Result<Prepared> record_payments(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  RecordPayments action = read_payments(body, findings);
  return prepared(std::move(action), findings);
}

Response tell_payments(const Call&, Desk& desk, const Result<Outcome>& result) {
  if (!result) return problem(result.error());
  const auto* recorded = find_event<PaymentsRecorded>(*result);
  static const PaymentsRecorded kNothing{};
  const PaymentsRecorded& told_of = recorded == nullptr ? kNothing : *recorded;
  Money sum;
  for (const Payment& row : told_of.rows)
    sum += row.amount;
  JsonWriter json;
  json.begin_object().key("batch");
  recorded == nullptr ? json.null() : json.value(recorded->batch);
  json.field("recorded", told_of.rows.size()).field("known", told_of.known);
  json.field("rejected", told_of.rejects.size()).money("sum", sum).key("rejects").begin_array();
  for (std::size_t i = 0; i < std::min(told_of.rejects.size(), kMostTold); ++i)
    write(json, told_of.rejects[i]);
  json.end_array();
  write_dated_ahead(json, told_of, desk.today);
  write_repeated(json, told_of, desk);
  write_above_budget(json, *result, desk);
  return told(std::move(json), *result, 201);
}

Result<Response> get_batches(const Call& call, Desk& desk) {
  TRY(may_read_payments(call));
  const Page page = TRY(call.query.page());
  const auto is_visible = [&call](const BatchRow& row) {
    return recorder_is_visible(call, row.actor);
  };
  const auto position = [](const BatchRow& row, std::int64_t) { return row.batch.value(); };
  const auto fetch = [&](Page next) { return desk.queries.batches(next); };
  return list_of(TRY(visible_rows<BatchRow>(page, fetch, is_visible, position)));
}

Result<Response> get_rejects(const Call& call, Desk& desk) {
  TRY(may_read_payments(call));
  std::optional<BatchId> batch;
  if (const auto number =
          TRY(call.query.integer("batch", 1, std::numeric_limits<std::int64_t>::max()))) {
    batch = BatchId(*number);
  }
  const Page page = TRY(call.query.page());
  const auto is_visible = [&call](const RejectRow& row) {
    return recorder_is_visible(call, row.actor);
  };
  const auto position = [](const RejectRow& row, std::int64_t) { return row.id; };
  const auto fetch = [&](Page next) { return desk.queries.rejects(batch, next); };
  return list_of(TRY(visible_rows<RejectRow>(page, fetch, is_visible, position)));
}

}  // namespace budget
