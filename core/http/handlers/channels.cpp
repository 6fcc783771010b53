#include <limits>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// Held while a test is on its way; there is one at a time, since it keeps a worker waiting.
class InHand {
 public:
  explicit InHand(std::atomic<bool>& flag) : flag_(flag), is_mine_(!flag.exchange(true)) {}
  InHand(const InHand&) = delete;
  InHand& operator=(const InHand&) = delete;
  ~InHand() {
    if (is_mine_) flag_ = false;
  }
  [[nodiscard]] bool is_mine() const { return is_mine_; }

 private:
  std::atomic<bool>& flag_;
  bool is_mine_;
};

Result<ChannelAnswer> send_test(const Call& call, Desk& desk, EventSeq asked) {
  const InHand in_hand(*desk.test_in_hand);
  if (!in_hand.is_mine()) {
    return Error{ErrorCode::unavailable,
                 "expected to send a test message, but another one is on its way",
                 "try again in a moment"};
  }
  return (*desk.send_test)(call.path[0], call.account->id, asked);
}

}  // namespace

Result<Response> get_channels(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  return list_of(Listed<ChannelRow>{TRY(desk.queries.channels()), std::nullopt});
}

Result<Response> get_dead_letters(const Call& call, Desk& desk) {
  TRY(may_read_all(call));
  const Page page = TRY(call.query.page());
  const auto all = [](const LetterRow&) { return true; };
  const auto position = [](const LetterRow& row, std::int64_t) { return row.data.id.value(); };
  const auto fetch = [&](Page next) { return desk.queries.dead_letters(next); };
  return list_of(TRY(visible_rows<LetterRow>(page, fetch, all, position)));
}

Result<Prepared> act_on_letter(const Call& call, Desk&) {
  const LetterId letter(
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max())));
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  const std::string act = reader.text("act");
  std::string reason;
  if (act == "discard") reason = reader.text("reason");
  if (!act.empty() && act != "discard" && act != "retry")
    reader.complain("act", "expected one of retry, discard", act);
  reader.finish();
  if (act == "discard") return prepared(DiscardDeadLetter{letter, std::move(reason)}, findings);
  return prepared(RetryDeadLetter{letter}, findings);
}

Response tell_letter(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("letter", call.path[0]);
  return told(std::move(json), outcome, 200);
}

Result<Prepared> act_on_channel(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  const std::string act = reader.text("act");
  reader.finish();
  if (findings.empty() && act != "enable") {
    return Error{ErrorCode::invalid_input,
                 "expected the act \"enable\", but it is \"" + act + "\""};
  }
  return prepared(EnableChannel{call.path[0]}, findings);
}

Response tell_channel(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("channel", call.path[0]);
  return told(std::move(json), outcome, 200);
}

Result<Prepared> test_channel(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader(body, "", findings).finish();
  if (desk.send_test == nullptr) {
    return Error{ErrorCode::unavailable,
                 "expected to send a test message, but no channel runs here",
                 "notices have a channel when budgetd.toml says so"};
  }
  return prepared(TestChannel{call.path[0]}, findings);
}

/// A request that is repeated is told so; nothing is sent a second time for it.
Response tell_tested(const Call& call, Desk& desk, const Result<Outcome>& result) {
  if (!result) return problem(result.error());
  Result<ChannelAnswer> sent = ChannelAnswer{};
  if (!result->repeated) sent = send_test(call, desk, result->last);
  if (!sent) return problem(sent.error());
  JsonWriter json;
  json.begin_object().field("channel", call.path[0]);
  json.field_or_null("outcome", sent->outcome).field_or_null("answer", sent->answer);
  json.field_or_null("problem", sent->problem).field("wait_ms", sent->wait_ms);
  return told(std::move(json), *result, 200);
}

}  // namespace budget
