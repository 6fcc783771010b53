#include <algorithm>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/payment_body.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::size_t kMostRejectsTold = 100;

/// A batch may hold any region's rows, and a rejected row does not tell its region: who does not
/// read every region gets what they recorded themselves.
bool recorder_is_visible(const Call& call, const PersonId& recorder) {
  return call.account->reads_all || recorder == call.account->id;
}

}  // namespace

Result<Prepared> record_payments(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  RecordPayments action = read_payments(body, findings);
  return prepared(std::move(action), findings);
}

Response tell_payments(const Call&, const Outcome& outcome) {
  const auto* recorded = find_event<PaymentsRecorded>(outcome);
  JsonWriter json;
  json.begin_object();
  if (recorded == nullptr) {
    json.key("batch")
        .null()
        .field("recorded", 0)
        .field("known", 0)
        .field("rejected", 0)
        .money("sum", Money());
    json.key("rejects").begin_array().end_array();
    return told(std::move(json), outcome, 201);
  }
  Money sum;
  for (const Payment& row : recorded->rows)
    sum += row.amount;
  json.field("batch", recorded->batch)
      .field("recorded", recorded->rows.size())
      .field("known", recorded->known);
  json.field("rejected", recorded->rejects.size()).money("sum", sum).key("rejects").begin_array();
  for (std::size_t i = 0; i < std::min(recorded->rejects.size(), kMostRejectsTold); ++i)
    write(json, recorded->rejects[i]);
  json.end_array();
  return told(std::move(json), outcome, 201);
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
