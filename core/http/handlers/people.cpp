#include <array>
#include <limits>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/rows.h"
#include "http/visibility.h"

namespace budget {
namespace {

constexpr std::array kArrangements = {
    Arrangement::transfer,       Arrangement::delegate,   Arrangement::answer,
    Arrangement::recall,         Arrangement::add_signer, Arrangement::drop_signer,
    Arrangement::copy,           Arrangement::urge,       Arrangement::suspend,
    Arrangement::resume,         Arrangement::terminate,  Arrangement::propose_repair,
    Arrangement::confirm_repair, Arrangement::drop_repair};

std::optional<Arrangement> arrangement_named(const std::string& name) {
  for (const Arrangement one : kArrangements) {
    if (name == name_of(one)) return one;
  }
  return std::nullopt;
}

std::string all_arrangements() {
  std::string all;
  for (const Arrangement one : kArrangements)
    all += (all.empty() ? "" : ", ") + std::string(name_of(one));
  return all;
}

RegionCode region_of_request(ObjectReader& reader, const Call& call) {
  RegionCode region(reader.optional_text("region"));
  if (!region.empty() || call.account->roles.empty()) return region;
  return call.account->roles.front().region;
}

bool may_know(const Call& call, const SubstitutionRow& row) {
  const Account& account = *call.account;
  return account.reads_all || account.is_administrator || row.data.person == account.id ||
         row.data.substitute == account.id;
}

}  // namespace

Result<Prepared> arrange_work(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  ArrangeWork action;
  const std::string name = reader.text("arrangement");
  const std::optional<Arrangement> arrangement = arrangement_named(name);
  if (arrangement) {
    action.arrangement = *arrangement;
  } else if (!name.empty()) {
    reader.complain("arrangement", "expected one of " + all_arrangements(), name);
  }
  for (std::string& person : reader.optional_texts("people"))
    action.people.emplace_back(std::move(person));
  action.stage = StageId(reader.optional_text("stage"));
  action.reason = reader.optional_text("reason");
  action.expected_revision =
      reader.optional_integer("expected_revision", 0, std::numeric_limits<std::int64_t>::max())
          .value_or(0);
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_arranged(const Call&, const Outcome& outcome) {
  const auto* arranged = find_event<WorkArranged>(outcome);
  const auto* resumed = find_event<WorkResumed>(outcome);
  const auto* stage = find_last_event<StageEntered>(outcome);
  JsonWriter json;
  json.begin_object().key("instance");
  if (arranged != nullptr) {
    json.value(arranged->instance).field("arrangement", name_of(arranged->arrangement));
  } else if (resumed != nullptr) {
    json.value(resumed->instance).field("arrangement", name_of(Arrangement::resume));
  } else {
    json.null().key("arrangement").null();
  }
  json.key("stage");
  stage == nullptr ? json.null() : json.value(stage->stage);
  json.key("due_on");
  if (resumed != nullptr) {
    json.value(resumed->due_on);
  } else if (stage != nullptr) {
    json.value(stage->due_on);
  } else {
    json.null();
  }
  json.key("people").begin_array();
  if (arranged != nullptr) {
    for (const PersonId& person : arranged->people)
      json.value(person);
  }
  json.end_array();
  return told(std::move(json), outcome, 200);
}

Result<Response> get_people(const Call& call, Desk& desk) {
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  JsonWriter json;
  write(json, TRY(desk.queries.turn(id, desk.today)));
  return Response{.body = std::move(json).text()};
}

Result<Response> get_queue(const Call& call, Desk& desk) {
  PersonId person = call.account->id;
  if (auto other = TRY(call.query.name("person"))) {
    person = PersonId(*std::move(other));
    if (person != call.account->id) TRY(may_read_all(call));
  }
  return list_of(Listed<QueueRow>{TRY(desk.queries.queue(person, sight_of(call), desk.today)), {}});
}

Result<Response> get_substitutions(const Call& call, Desk& desk) {
  const bool ended = TRY(call.query.flag("ended"));
  const Page page = TRY(call.query.page());
  const auto is_visible = [&call](const SubstitutionRow& row) { return may_know(call, row); };
  const auto position = [](const SubstitutionRow& row, std::int64_t) {
    return row.data.id.value();
  };
  const auto fetch = [&](Page next) { return desk.queries.substitutions(ended, next); };
  return list_of(TRY(visible_rows<SubstitutionRow>(page, fetch, is_visible, position)));
}

Result<Prepared> appoint_substitute(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  AppointSubstitute action;
  Substitution& wanted = action.substitution;
  wanted.person = PersonId(reader.optional_text("person"));
  if (wanted.person.empty()) wanted.person = call.account->id;
  wanted.substitute = PersonId(reader.text("substitute"));
  wanted.first_day = read_day(reader, "first_day");
  wanted.last_day = read_day(reader, "last_day");
  for (std::string& role : reader.optional_texts("roles"))
    wanted.roles.emplace_back(std::move(role));
  wanted.reason = reader.optional_text("reason");
  reader.finish();
  return prepared(std::move(action), findings);
}

Response tell_appointed(const Call&, const Outcome& outcome) {
  const auto* appointed = find_event<SubstituteAppointed>(outcome);
  JsonWriter json;
  json.begin_object().key("substitution");
  appointed == nullptr ? json.null() : json.value(appointed->substitution.id);
  return told(std::move(json), outcome, 201);
}

Result<Prepared> act_on_substitution(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  EndSubstitution action;
  const std::string act = reader.text("act");
  if (!act.empty() && act != "end") reader.complain("act", "expected \"end\"", act);
  action.reason = reader.optional_text("reason");
  reader.finish();
  action.substitution = SubstitutionId(
      TRY(parse_integer("id", call.path[0], 1, std::numeric_limits<std::int64_t>::max())));
  return prepared(std::move(action), findings);
}

Response tell_substitution_act(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("substitution", call.path[0]);
  return told(std::move(json), outcome, 200);
}

Result<Response> get_occasions(const Call& call, Desk& desk) {
  TRY(may_see_budgets(call));
  const std::optional<FiscalYear> year = TRY(call.query.year());
  return list_of(Listed<OccasionRow>{TRY(desk.queries.occasions(year)), {}});
}

Result<Prepared> name_occasion(const Call& call, Desk&) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  NameOccasion action;
  action.region = region_of_request(reader, call);
  action.year = read_year(reader, "fiscal_year");
  action.occasion = OccasionId(reader.text("occasion"));
  action.day = read_day(reader, "day");
  action.reason = reader.optional_text("reason");
  reader.finish();
  return prepared(std::move(action), findings);
}

Response tell_occasion(const Call&, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().key("moved").begin_array();
  for (const Event& event : outcome.events) {
    const auto* moved = std::get_if<DeadlineMoved>(&event);
    if (moved == nullptr) continue;
    json.begin_object().field("instance", moved->instance).field("stage", moved->stage);
    json.field("before", moved->before).field("due_on", moved->due_on);
    json.field("was_provisional", moved->was_provisional);
    json.field("due_is_provisional", moved->due_is_provisional).end_object();
  }
  json.end_array();
  return told(std::move(json), outcome, 200);
}

Result<Response> get_deadline(const Call& call, Desk& desk) {
  const InstanceId id = TRY(visible_instance(call, desk, call.path[0])).data.id;
  JsonWriter json;
  write(json, TRY(desk.queries.deadline(id)));
  return Response{.body = std::move(json).text()};
}

}  // namespace budget
