#include <limits>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

/// The one act there is on a thing.
Result<Prepared> only_act(const Call& call, const char* name, Action action) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  const std::string act = reader.text("act");
  reader.finish();
  if (findings.empty() && act != name) {
    return Error{ErrorCode::invalid_input,
                 "expected the act \"" + std::string(name) + "\", but it is \"" + act + "\""};
  }
  return prepared(std::move(action), findings);
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

Result<Prepared> retry_dead_letter(const Call& call, Desk&) {
  const std::int64_t number =
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max()));
  return only_act(call, "retry", RetryDeadLetter{LetterId(number)});
}

Response tell_retried(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("letter", call.path[0]);
  return told(std::move(json), outcome, 200);
}

Result<Prepared> act_on_channel(const Call& call, Desk&) {
  return only_act(call, "enable", EnableChannel{call.path[0]});
}

Response tell_channel(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("channel", call.path[0]);
  return told(std::move(json), outcome, 200);
}

}  // namespace budget
