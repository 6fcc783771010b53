#include <map>
#include <utility>

#include "http/body.h"
#include "http/handlers/handlers.h"
#include "http/visibility.h"

namespace budget {
namespace {

ProjectCode read_code(ObjectReader& reader, std::string_view name) {
  const std::string text = reader.text(name);
  const Result<ProjectCode> code = ProjectCode::parse(text);
  if (!code && !text.empty()) reader.complain(name, code.error().message, text);
  return code ? *code : ProjectCode();
}

MovementKind read_kind(ObjectReader& reader) {
  const std::string text = reader.text("kind");
  for (const MovementKind kind :
       {MovementKind::transfer, MovementKind::adjustment, MovementKind::plan}) {
    if (text == name_of(kind)) return kind;
  }
  if (!text.empty()) reader.complain("kind", "expected transfer, adjustment or plan", text);
  return MovementKind::transfer;
}

PlanTreatment read_treatment(ObjectReader& reader) {
  const std::string text = reader.text("plan_treatment");
  for (const PlanTreatment treatment :
       {PlanTreatment::percent, PlanTreatment::amounts, PlanTreatment::given}) {
    if (text == name_of(treatment)) return treatment;
  }
  if (!text.empty()) reader.complain("plan_treatment", "expected percent, amounts or given", text);
  return PlanTreatment::percent;
}

AskedMove read_move(ObjectReader& reader) {
  AskedMove move;
  move.project = read_code(reader, "project_code");
  const std::optional<Money> budget = reader.optional_money("budget");
  const std::optional<Money> fiscal = reader.optional_money("fiscal");
  const std::optional<Money> other = reader.optional_money("other");
  if (budget) {
    Funds funds{*budget, Money(), other.value_or(Money())};
    const Result<Money> rest = subtract(*budget, funds.other);
    funds.fiscal = fiscal ? *fiscal : rest ? *rest : Money();
    move.funds = funds;
  } else if (fiscal || other) {
    reader.complain("budget", "expected the whole budget beside its parts, but it is missing");
  }
  const boost::json::array& nodes = reader.optional_array("plan");
  Plan plan;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ObjectReader node(nodes[i], reader.path_of(element_path("plan", i)), reader.findings());
    PlanNode read;
    read.month = static_cast<int>(node.integer("month", 1, 12));
    read.cumulative = node.money("cumulative");
    node.finish();
    plan.nodes.push_back(read);
  }
  if (!nodes.empty()) move.plan = std::move(plan);
  reader.finish();
  return move;
}

/// What a movement and a request for one have in common; nothing else may stand beside it.
template <typename Action>
void read_movement(ObjectReader& reader, Action& action) {
  action.kind = read_kind(reader);
  action.treatment = read_treatment(reader);
  action.effective_on = read_day(reader, "effective_on");
  const boost::json::array& moves = reader.array("moves");
  reader.finish();
  for (std::size_t i = 0; i < moves.size(); ++i) {
    ObjectReader move(moves[i], element_path("moves", i), reader.findings());
    action.moves.push_back(read_move(move));
  }
}

void write_moves(JsonWriter& json, const std::vector<BudgetMove>& moves) {
  for (const BudgetMove& move : moves) {
    json.begin_object().field("project_code", move.project.view());
    json.money("before", move.before.budget).money("after", move.after.budget).end_object();
  }
}

void write_budget(JsonWriter& json, const std::string& name, const BudgetMove* move) {
  if (move != nullptr) {
    json.money(name, move->after.budget);
  } else {
    json.key(name + "_fen").null().key(name + "_wan").null();
  }
}

}  // namespace

Result<Prepared> move_budget(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  MoveBudget action;
  action.approval = reader.text("approval");
  action.reason = reader.text("reason");
  read_movement(reader, action);
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Result<Prepared> ask_movement(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  AskMovement action;
  read_movement(reader, action);
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_asked(const Call& call, const Outcome& outcome) {
  const auto* asked = find_event<MovementAsked>(outcome);
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]);
  json.field("is_granted", asked != nullptr && asked->is_granted).key("moves").begin_array();
  if (asked != nullptr) write_moves(json, asked->moves);
  json.end_array();
  return told(std::move(json), outcome, 201);
}

Result<Response> get_asked_movement(const Call& call, Desk& desk) {
  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  const std::optional<AskedMovement> found = TRY(desk.queries.asked_movement(instance.data.id));
  if (!found) {
    return Error{ErrorCode::not_found, "expected to find what instance " +
                                           std::to_string(instance.data.id.value()) +
                                           " asks for, but nobody has said it"};
  }
  std::map<ProjectCode, std::pair<const BudgetMove*, const BudgetMove*>> rows;
  for (const BudgetMove& move : found->asked)
    rows[move.project].first = &move;
  for (const BudgetMove& move : found->granted)
    rows[move.project].second = &move;
  JsonWriter json;
  json.begin_object().field("instance", instance.data.id).field("kind", name_of(found->kind));
  json.field("plan_treatment", name_of(found->treatment));
  json.field("effective_on", found->effective_on).key("items").begin_array();
  for (const auto& [code, row] : rows) {
    const auto& [asked, granted] = row;
    const BudgetMove& either = granted != nullptr ? *granted : *asked;
    json.begin_object().field("project_code", code.view()).money("before", either.before.budget);
    write_budget(json, "asked", asked);
    write_budget(json, "granted", granted);
    json.key("plan").begin_array();
    for (const PlanNode& node : either.plan.nodes)
      json.begin_object()
          .field("month", node.month)
          .money("cumulative", node.cumulative)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return Response{.body = std::move(json).text()};
}

Response tell_movement(const Call& call, const Outcome& outcome) {
  const auto* moved = find_event<BudgetMoved>(outcome);
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]).key("moves").begin_array();
  if (moved != nullptr) write_moves(json, moved->moves);
  json.end_array();
  return told(std::move(json), outcome, 201);
}

Result<Prepared> act_on_exemption(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  const std::string act = reader.text("act");
  if (!act.empty() && act != "grant" && act != "lift")
    reader.complain("act", "expected grant or lift", act);
  ExemptFromRule grant;
  grant.project = read_code(reader, "project_code");
  grant.rule = RuleId(reader.text("rule"));
  grant.reason = reader.text("reason");
  if (act == "grant") grant.until = read_day(reader, "until");
  reader.finish();
  if (!findings.empty()) return prepared(std::move(grant), findings);
  grant.instance = TRY(instance_named(call.path[0], desk));
  if (act == "grant") return Prepared(std::move(grant));
  return Prepared(LiftExemption{grant.instance, grant.project, grant.rule, grant.reason});
}

Response tell_exemption(const Call& call, const Outcome& outcome) {
  int closed = 0;
  for (const Event& event : outcome.events)
    closed += std::holds_alternative<AlertClosed>(event) ? 1 : 0;
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]).field("alerts_closed", closed);
  return told(std::move(json), outcome, 200);
}

Result<Response> get_exemptions(const Call& call, Desk& desk) {
  const InstanceRow instance = TRY(visible_instance(call, desk, call.path[0]));
  const std::vector<GrantedExemption> rows = TRY(desk.queries.exemptions(instance.data.id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const GrantedExemption& granted : rows) {
    json.begin_object().field("project_code", granted.project.view()).field("rule", granted.rule);
    json.field("reason", granted.reason).field("until", granted.until);
    json.field("granted_by", granted.granted_by).field("granted_at", granted.granted_at);
    json.end_object();
  }
  json.end_array().key("next").null().end_object();
  return Response{.body = std::move(json).text()};
}

Result<Prepared> tell_goal_progress(const Call& call, Desk& desk) {
  const boost::json::value body = TRY(parse_json(call.request.body));
  std::vector<Finding> findings;
  ObjectReader reader(body, "", findings);
  TellGoalProgress action;
  action.project = read_code(reader, "project_code");
  action.month = static_cast<int>(reader.integer("month", 1, 12));
  const std::string achieved = reader.text("achieved_percent");
  const Result<BasisPoints> share = BasisPoints::parse_percent(achieved);
  if (share) action.achieved = *share;
  if (!share && !achieved.empty())
    reader.complain("achieved_percent", share.error().message, achieved);
  action.note = reader.optional_text("note");
  reader.finish();
  if (!findings.empty()) return prepared(std::move(action), findings);
  action.instance = TRY(instance_named(call.path[0], desk));
  return Prepared(std::move(action));
}

Response tell_progress_told(const Call& call, const Outcome& outcome) {
  JsonWriter json;
  json.begin_object().field("instance", call.path[0]);
  return told(std::move(json), outcome, 200);
}

}  // namespace budget
