#include "attack_office.h"

#include <algorithm>

#include "support/small_office.h"

namespace budget::test {
namespace {

const RegionCode kHere("130605");
const RegionCode kElsewhere("130186");
const DepartmentId kTheirs("130605-203");
const DepartmentId kOther("130605-204");
const AlertId kAlert(1);

Person holder(const std::string& id, const std::vector<std::string>& roles,
              const DepartmentId& department = kTheirs, const RegionCode& region = kHere) {
  Person made{PersonId(id), id, true, {}};
  for (const std::string& role : roles) {
    const bool is_office = role == "reviewer" || role == "officer" || role.ends_with("_admin");
    made.roles.push_back({RoleId(role), region, is_office ? DepartmentId() : department});
  }
  return made;
}

Organisation office() {
  Organisation made = small_organisation();
  made.departments.push_back({kOther, kHere, "人社局", {}});
  for (Role& role : made.roles) {
    if (role.id == RoleId("officer") || role.id == RoleId("system_admin"))
      role.grants.push_back(Permission::steer);
  }
  made.people = {holder("d1", {"drafter"}),
                 holder("d2", {"drafter"}),
                 holder("h1", {"head"}),
                 holder("h2", {"head"}),
                 holder("r1", {"reviewer"}),
                 holder("r2", {"reviewer"}),
                 holder("o1", {"officer"}),
                 holder("o2", {"officer"}),
                 holder("e1", {"evaluator"}),
                 holder("dh", {"drafter", "head"}),
                 holder("hr", {"head", "reviewer"}),
                 holder("dro", {"drafter", "reviewer", "officer"}),
                 holder("all", {"drafter", "head", "reviewer", "officer", "evaluator"}),
                 holder("other_head", {"head", "drafter"}, kOther),
                 holder("elsewhere", {"reviewer", "officer"}, kTheirs, kElsewhere),
                 holder("sys", {"head", "drafter", "reviewer", "system_admin"}),
                 holder("sec", {"head", "drafter", "reviewer", "security_admin"}),
                 holder("aud", {"head", "drafter", "reviewer", "officer", "audit_admin"}),
                 holder("left", {"drafter", "head", "reviewer", "officer"})};
  made.people.back().enabled = false;
  return made;
}

/// Who drafted in any round, who acted in the stages of this one, and who last of all.
struct Past {
  const char* title;
  int round;
  std::vector<const char*> authors;  ///< ascending
  std::vector<std::pair<const char*, const char*>> actors;
  /// Who monitors: whoever records payments (""), holders of a role, or nobody ("-").
  const char* monitors = "";
  const char* answered = "";  ///< who has answered the alert
};

const std::vector<Past>& pasts() {
  static const std::vector<Past> all = {
      {"first round", 1, {"d1"}, {{"draft", "d1"}, {"review", "h1"}, {"finance", "r1"}}},
      {"second round, returned to another drafter",
       2,
       {"d1", "dh"},
       {{"draft", "dh"}, {"review", "h1"}, {"finance", "r1"}},
       "officer",
       "dro"},
      {"third round, reviewed by hr",
       3,
       {"d1", "dh", "dro"},
       {{"draft", "dro"}, {"review", "hr"}, {"finance", "r2"}},
       "-"},
      {"drafted by everybody's stand-in",
       2,
       {"all", "d1"},
       {{"draft", "all"}, {"review", "h2"}},
       "",
       "all"},
      {"review was jumped over by a repair", 1, {"dh"}, {{"draft", "dh"}}}};
  return all;
}

struct Way {
  const char* title;
  std::vector<Substitution> substitutions;
};

Substitution stands_in(int id, const char* person, const char* substitute,
                       const char* last_day = "2025-11-30", std::vector<RoleId> roles = {}) {
  return {SubstitutionId(id),
          PersonId(person),
          PersonId(substitute),
          day("2025-11-01"),
          day(last_day),
          std::move(roles),
          ""};
}

const std::vector<Way>& ways() {
  static const std::vector<Way> all = {
      {"nobody stands in", {}},
      {"drafters stand in for heads and reviewers",
       {stands_in(1, "h1", "d1"), stands_in(2, "r1", "d2"), stands_in(3, "h2", "dro")}},
      {"heads stand in for drafters; authors and administrators lend their role",
       {stands_in(1, "dh", "h1"), stands_in(2, "dro", "r1"), stands_in(3, "sys", "d2"),
        stands_in(4, "left", "o2"), stands_in(5, "all", "o1")}},
      {"a chain of three, a longer one, windows and roles that do not fit",
       {stands_in(1, "h1", "r1"), stands_in(2, "r1", "o1"), stands_in(3, "o1", "d2"),
        stands_in(4, "d2", "e1"), stands_in(5, "h2", "other_head", "2025-11-05"),
        stands_in(6, "r2", "h2", "2025-11-30", {RoleId("evaluator")}), stands_in(7, "o2", "d2"),
        stands_in(8, "other_head", "r2")}},
      {"through somebody who left",
       {stands_in(1, "h2", "left"), stands_in(2, "left", "o2"), stands_in(3, "r2", "o1"),
        stands_in(4, "d1", "left"), stands_in(5, "sys", "r2")}}};
  return all;
}

struct Hand {
  const char* title;
  StageWork work;
};

const std::vector<Hand>& hands() {
  StageWork suspended;
  suspended.suspended_since = day("2025-11-03");
  StageWork delegated;
  delegated.delegation = Delegation{PersonId("h1"), PersonId("o1")};
  StageWork transferred;
  transferred.assignee = PersonId("h2");
  StageWork to_one_who_left;
  to_one_who_left.assignee = PersonId("left");
  StageWork signed_once;
  signed_once.added_signers = {{PersonId("e1"), PersonId("h1")},
                               {PersonId("d1"), PersonId("e1")},
                               {PersonId("other_head"), PersonId("h1")}};
  signed_once.votes = {{ActId("approve"), PersonId("h1"), PersonId("h1")}};
  StageWork proposed;
  proposed.repair = RepairProposal{StageId("draft"), PersonId("o1"), "录错了阶段"};
  StageWork proposed_by_drafter = proposed;
  proposed_by_drafter.repair->by = PersonId("dro");
  static const std::vector<Hand> all = {{"plain", {}},
                                        {"suspended", suspended},
                                        {"delegated by h1 to o1", delegated},
                                        {"transferred to h2", transferred},
                                        {"transferred to one who left", to_one_who_left},
                                        {"signed by h1, e1 and d1 were added", signed_once},
                                        {"o1 proposed a repair", proposed},
                                        {"dro proposed a repair, who drafts", proposed_by_drafter}};
  return all;
}

void let_monitor(State& state, const std::string& who) {
  WorkflowDefinition& workflow = state.workflows.at(state.instances.at(kAttacked).data.definition);
  for (Stage& stage : workflow.stages) {
    if (stage.node_months.empty()) continue;
    if (who == "-") stage.node_months.clear();
    if (who != "-") stage.role = RoleId(who);
  }
}

void raise(State& state, AlertId id, const char* project, const char* rule,
           const std::string& answered) {
  Alert& raised = state.alerts[id];
  raised.id = id;
  raised.instance = kAttacked;
  raised.project = code(project);
  raised.rule = RuleId(rule);
  state.instances.at(kAttacked).open_alerts.insert(id);
  if (answered.empty()) return;
  AlertHandling& handling = state.handlings[id];
  handling.phase = AlertPhase::explained;
  handling.answered_by = PersonId(answered);
}

/// One alert about the first project, answered or not, and two that others answered: by another
/// rule, and about another project.
void alert(State& state, const std::string& answered) {
  raise(state, kAlert, kFirstCode, "own_plan_lag", answered);
  raise(state, AlertId(2), kFirstCode, "policy_lag", "o1");
  raise(state, AlertId(3), kSecondCode, "own_plan_lag", "o2");
}

/// Ways out of the review that the office's own workflow does not have: one of another role than
/// the stage's, and one back of the stage's own.
void add_side_ways(WorkflowDefinition& workflow) {
  Transition pull;
  pull.from = StageId("review");
  pull.act = ActId("pull");
  pull.kind = ActKind::judge;
  pull.to = StageId("finance");
  pull.role = RoleId("reviewer");
  workflow.transitions.push_back(pull);
  Transition undo = pull;
  undo.act = ActId("undo");
  undo.kind = ActKind::take_back;
  undo.to = StageId("draft");
  undo.role = find_stage(workflow, undo.from)->role;
  workflow.transitions.push_back(undo);
}

State attacked(const StageId& stage, const Past& past, const Hand& hand, const Way& way) {
  static const State base = [] {
    SmallOffice office;
    office.drafts({project(kFirstCode, "10", {"2", "5", "8", "10"})});
    return office.state();
  }();
  State state = base;
  set_organisation(state, office(), ContentHash("attack"));
  Instance& data = state.instances.at(kAttacked).data;
  data.stage = stage;
  data.round = past.round;
  data.authors.clear();
  for (const char* author : past.authors)
    data.authors.emplace_back(author);
  data.actors.clear();
  for (const auto& [where, who] : past.actors) {
    if (StageId(where) == stage) break;
    data.actors.push_back({StageId(where), PersonId(who)});
    data.last_actor = PersonId(who);
    data.previous_stage = StageId(where);
  }
  data.work = hand.work;
  // One that o1 wants, and one that runs elsewhere.
  WorkflowMigration wanted;
  wanted.id = MigrationId(1);
  wanted.plan.region = kHere;
  wanted.proposed_by = PersonId("o1");
  state.migrations[wanted.id] = wanted;
  wanted.id = MigrationId(2);
  wanted.plan.region = kElsewhere;
  state.migrations[wanted.id] = wanted;
  let_monitor(state, past.monitors);
  alert(state, past.answered);
  for (const Substitution& substitution : way.substitutions)
    state.substitutions[substitution.id] = substitution;
  // Sheets that people of both sides filled in and handed in.
  for (Stage& one : state.workflows.at(data.definition).stages) {
    if (one.id == StageId("evaluation")) one.sheets = StageSheets{SheetKind::evaluation, {}};
    if (!one.node_months.empty()) one.sheets = StageSheets{SheetKind::monitoring, {}};
  }
  add_side_ways(state.workflows.at(data.definition));
  SheetState monitored;
  monitored.month = 3;
  monitored.phase = SheetPhase::handed_in;
  monitored.filled_by = PersonId("dro");
  monitored.handed_in_by = PersonId("d1");
  monitored.handed_in_for = {PersonId("o2")};
  SheetState evaluated = monitored;
  evaluated.month = kEvaluation;
  evaluated.filled_for = {PersonId("o1")};
  evaluated.handed_in_for = {};
  evaluated.filled_by = PersonId("e1");
  evaluated.handed_in_by = PersonId("all");
  state.projects.at({data.year, code(kFirstCode)}).sheets = {evaluated, monitored};
  return state;
}

}  // namespace

std::vector<PersonId> attackers() {
  std::vector<PersonId> people;
  for (const Person& person : office().people)
    people.push_back(person.id);
  people.emplace_back("unknown");
  return people;
}

std::vector<AttackCase> attack_cases() {
  std::vector<AttackCase> cases;
  for (const Stage& stage : small_workflow().stages) {
    if (stage.is_final) continue;
    for (std::size_t past = 0; past < pasts().size(); ++past) {
      for (std::size_t hand = 0; hand < hands().size(); ++hand) {
        for (std::size_t way = 0; way < ways().size(); ++way) {
          cases.push_back({attacked(stage.id, pasts()[past], hands()[hand], ways()[way]),
                           stage.id.text() + "; " + pasts()[past].title + "; " +
                               hands()[hand].title + "; " + ways()[way].title,
                           past + hand + way});
        }
      }
    }
  }
  return cases;
}

std::vector<Attempt> attempts() {
  std::vector<Attempt> all;
  std::vector<std::string> acts;
  for (const Transition& transition : small_workflow().transitions) {
    if (std::ranges::find(acts, transition.act.text()) == acts.end())
      acts.push_back(transition.act.text());
  }
  acts.insert(acts.end(), {"pull", "undo"});
  for (const std::string& act : acts) {
    for (const char* whose : {"", "h1", "dh", "d1", "sys"}) {
      PerformAct action{kAttacked, ActId(act), "理由", 0, PersonId(whose), {}};
      all.push_back({act + (*whose == 0 ? "" : std::string(" for ") + whose), action});
    }
  }
  for (int i = 0; i <= static_cast<int>(Arrangement::drop_repair); ++i) {
    const auto arrangement = static_cast<Arrangement>(i);
    all.push_back({name_of(arrangement),
                   ArrangeWork{kAttacked, arrangement, {PersonId("h2")}, StageId(), "理由", 0}});
  }
  for (const char* added : {"d1", "other_head"}) {
    all.push_back(
        {std::string("drop the signer ") + added,
         ArrangeWork{kAttacked, Arrangement::drop_signer, {PersonId(added)}, {}, "理由", 0}});
  }
  all.push_back({"enter", EnterProjects{kAttacked, {}}});
  all.push_back({"drop", DropProject{kAttacked, code(kFirstCode)}});
  ImportDocuments import;
  import.instance = kAttacked;
  all.push_back({"import", import});
  AskMovement ask;
  ask.instance = kAttacked;
  all.push_back({"ask for a movement", ask});
  all.push_back({"check", CheckInstance{kAttacked}});
  all.push_back({"repin", RepinRules{kAttacked, "理由"}});
  all.push_back({"act on what is not there", PerformAct{InstanceId(99), ActId("submit"), "", 0}});
  all.push_back({"open here", OpenCycle{kHere, year(2027), WorkflowId("annual_budget"), {}}});
  all.push_back({"open elsewhere", OpenCycle{kElsewhere, year(2027), WorkflowId("x"), {}}});
  all.push_back({"name a day", NameOccasion{kHere, year(2026), OccasionId("x"), day(kToday), ""}});
  all.push_back({"record payments", RecordPayments{"test", "", year(2026), {}, {}, {}}});
  all.push_back({"appoint for h1", AppointSubstitute{stands_in(0, "h1", "d1")}});
  all.push_back({"appoint for d1", AppointSubstitute{stands_in(0, "d1", "h1")}});
  all.push_back({"appoint sec", AppointSubstitute{stands_in(0, "h1", "sec")}});
  all.push_back({"appoint oneself", AppointSubstitute{stands_in(0, "d1", "d1")}});
  all.push_back({"appoint for sys", AppointSubstitute{stands_in(0, "sys", "h1")}});
  for (int i = 0; i <= static_cast<int>(AlertAct::lift); ++i) {
    const auto act = static_cast<AlertAct>(i);
    all.push_back({std::string(name_of(act)) + " the alert", HandleAlert{kAlert, act}});
  }
  all.push_back({"act on no alert", HandleAlert{AlertId(99), AlertAct::acknowledge}});
  const RuleId rule("own_plan_lag");
  const ProjectCode first = code(kFirstCode);
  all.push_back({"exempt", ExemptFromRule{kAttacked, first, rule, "理由", day(kToday)}});
  all.push_back({"lift an exemption", LiftExemption{kAttacked, first, rule, "理由"}});
  MoveBudget move;
  move.instance = kAttacked;
  all.push_back({"move money", move});
  all.push_back({"tell progress", TellGoalProgress{kAttacked, first, 6, BasisPoints(), ""}});
  all.push_back({"end substitution 1", EndSubstitution{SubstitutionId(1), ""}});
  all.push_back({"retry a letter", RetryDeadLetter{LetterId(1)}});
  all.push_back({"discard a letter", DiscardDeadLetter{LetterId(1), ""}});
  all.push_back({"enable a channel", EnableChannel{"mail"}});
  all.push_back({"test a channel", TestChannel{"mail"}});
  all.push_back({"quarantine a plugin", ActOnPlugin{"x", PluginAct::quarantine, ""}});
  all.push_back({"fire a timer", FireTimer{kAttacked, TimerTrack::stage, "draft.due", 1}});
  MigrationPlan here;
  here.region = kHere;
  MigrationPlan there;
  there.region = kElsewhere;
  all.push_back({"propose a migration", ProposeMigration{here}});
  all.push_back({"propose a migration elsewhere", ProposeMigration{there}});
  all.push_back({"confirm a migration", ConfirmMigration{MigrationId(1)}});
  all.push_back({"confirm a migration elsewhere", ConfirmMigration{MigrationId(2)}});
  all.push_back({"confirm what is not there", ConfirmMigration{MigrationId(9)}});
  all.push_back({"drop a migration", DropMigration{MigrationId(1), ""}});
  all.push_back({"continue a migration", ContinueMigration{MigrationId(1)}});
  all.push_back({"deploy a workflow", DeployWorkflow{small_workflow(), {}}});
  all.push_back({"deploy people", DeployOrganisation{office(), ContentHash("x")}});
  all.push_back({"publish a calendar", PublishCalendar{small_calendar()}});
  all.push_back({"deploy rules", DeployRuleSet{small_rule_set()}});
  all.push_back({"deploy channels", DeployChannels{}});
  all.push_back({"form letters", FormLetters{"mail", {}}});
  all.push_back({"report letters", ReportDelivered{"mail", {}}});
  all.push_back({"report letters that failed", ReportUndelivered{"mail", {}}});
  all.push_back({"report a channel gone", ReportChannelGone{"mail", ""}});
  all.push_back({"report a plugin", ReportPlugin{}});
  all.push_back({"fire an alert's deadline", FireAlertDeadline{kAlert, day(kToday)}});
  all.push_back({"report a check", ReportCheck{CheckId(1), EventSeq(1), {}}});
  all.push_back({"check staffing", CheckStaffing{}});
  all.push_back({"open a child", OpenChild{kAttacked, WorkflowId("annual_budget"), "理由", {}}});
  all.push_back({"open a child of nothing",
                 OpenChild{InstanceId(99), WorkflowId("annual_budget"), "理由", {}}});
  all.push_back({"open an unknown child", OpenChild{kAttacked, WorkflowId("x"), "理由", {}}});
  all.push_back({"go on", GoOn{kAttacked}});
  for (const int month : {3, kEvaluation}) {
    const std::string which = month == kEvaluation ? " the self-evaluation" : " a monitoring sheet";
    all.push_back({"fill in" + which, FillSheets{kAttacked, month, {}}});
    for (const SheetAct act : {SheetAct::hand_in, SheetAct::accept, SheetAct::send_back}) {
      all.push_back({name_of(act) + which, ActOnSheets{kAttacked, month, act, {}, "理由"}});
      all.push_back({name_of(act) + which + " by its code",
                     ActOnSheets{kAttacked, month, act, {code(kFirstCode)}, "理由"}});
    }
  }
  all.push_back({"check a self-evaluation", CheckEvaluation{kAttacked, code(kFirstCode), {}, "x"}});
  all.push_back({"fire a sheet's deadline", FireSheetDeadline{kAttacked, 3}});
  return all;
}

}  // namespace budget::test
