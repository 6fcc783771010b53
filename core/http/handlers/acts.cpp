#include <limits>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/visibility.h"

namespace budget {

Result<Prepared> perform_act(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  PerformAct action;
  action.act = ActId(reader.text("act"));
  action.reason = reader.optional_text("reason");
  action.expected_revision =
      reader.optional_integer("expected_revision", 0, std::numeric_limits<std::int64_t>::max())
          .value_or(0);
  action.on_behalf_of = PersonId(reader.optional_text("on_behalf_of"));
  action.to = StageId(reader.optional_text("to"));
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_act(const Call&, const Outcome& outcome) {
  const auto* act = find_event<ActPerformed>(outcome);
  const auto* stage = find_last_event<StageEntered>(outcome);
  JsonWriter json;
  const auto* half = find_event<ActSigned>(outcome);
  json.begin_object();
  if (act == nullptr || stage == nullptr) {
    if (half != nullptr) {
      json.field("instance", half->instance).field("act", half->act).field("from", half->stage);
      json.field("stage", half->stage).field("round", half->round);
    } else {
      for (const char* name : {"instance", "act", "from", "stage", "round"})
        json.key(name).null();
    }
    for (const char* name : {"due_on", "due_is_provisional", "is_closed", "check"})
      json.key(name).null();
    json.field("waits_for_signatures", half != nullptr);
    json.key("not_checked").begin_array().end_array();
  } else {
    json.field("waits_for_signatures", false);
    json.field("instance", act->instance)
        .field("act", act->act)
        .field("from", act->from)
        .field("stage", stage->stage);
    json.field("round", act->starts_round ? act->round + 1 : act->round)
        .field("due_on", stage->due_on);
    json.field("due_is_provisional", stage->due_is_provisional).field("is_closed", stage->is_final);
    const GatePassage gate = act->gate.value_or(GatePassage());
    json.field_or_null("check", gate.check).key("not_checked").begin_array();
    for (const PluginName& rule : gate.not_checked)
      json.value(rule);
    json.end_array();
  }
  return told(std::move(json), outcome, 200);
}

}  // namespace budget
