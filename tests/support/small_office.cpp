#include "support/small_office.h"

#include <optional>
#include <stdexcept>

#include "engine/apply/apply.h"
#include "engine/due.h"

namespace budget::test {
namespace {

const RegionCode kRegion("130605");
const DepartmentId kDepartment("130605-203");
const std::vector<int> kNodes = {3, 6, 10, 12};

Stage stage(const std::string& id, const std::string& role) {
  Stage made;
  made.id = StageId(id);
  made.title = id;
  made.role = RoleId(role);
  return made;
}

Transition transition(const std::string& from, const std::string& act, ActKind kind,
                      const std::string& to, const std::string& role) {
  Transition made;
  made.from = StageId(from);
  made.act = ActId(act);
  made.title = act;
  made.kind = kind;
  made.to = StageId(to);
  made.role = RoleId(role);
  return made;
}

Role role(const std::string& id, RoleScope scope, std::vector<Permission> grants = {},
          Administrator administrator = Administrator::none) {
  return {RoleId(id), id, scope, administrator, std::move(grants)};
}

Person person(const std::string& id, const std::vector<std::string>& department_roles,
              const std::vector<std::string>& office_roles) {
  Person made{PersonId(id), id, true, {}};
  for (const std::string& held : department_roles)
    made.roles.push_back({RoleId(held), RegionCode(), kDepartment});
  for (const std::string& held : office_roles)
    made.roles.push_back({RoleId(held), kRegion, DepartmentId()});
  return made;
}

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

}  // namespace

Money yuan(const std::string& text) {
  return must(Money::parse_yuan(text));
}
ProjectCode code(const std::string& text) {
  return must(ProjectCode::parse(text));
}
FiscalYear year(int value) {
  return must(FiscalYear::of(value));
}

Project project(const std::string& code_text, const std::string& budget_wan,
                const std::vector<std::string>& plan_wan) {
  Project made;
  made.code = code(code_text);
  made.name = "办公经费";
  made.unit = UnitCode("203001");
  made.funds = {wan(budget_wan), wan(budget_wan), Money()};
  for (std::size_t i = 0; i < plan_wan.size(); ++i)
    made.plan.nodes.push_back({kNodes[i], wan(plan_wan[i])});
  made.indicators.push_back({{"产出指标", "数量指标", "采购数量"},
                             "",
                             Comparator::at_least,
                             "10",
                             "个",
                             "",
                             "",
                             "≥10个"});
  return made;
}

WorkflowDefinition small_workflow() {
  WorkflowDefinition made;
  made.id = WorkflowId("annual_budget");
  made.title = "部门预算";
  made.rule_set = RuleSetId("hebei");
  made.initial = StageId("draft");
  made.hash = ContentHash("workflow-1");

  Stage draft = stage("draft", "drafter");
  draft.editable = true;
  draft.deadline =
      DeadlineRule{DeadlineReference::fiscal_year, -1, 10, 31, {}, Roll::none, 24, "本地做法"};
  draft.ladder = {{{-5, SpanUnit::days}, {}},
                  {{2, SpanUnit::days}, RoleId("head")},
                  {{5, SpanUnit::days}, RoleId("officer")}};
  Stage monitoring = stage("monitoring", "");
  monitoring.node_months = kNodes;
  Stage closed = stage("closed", "");
  closed.is_final = true;
  made.stages = {draft,
                 stage("review", "head"),
                 stage("finance", "reviewer"),
                 stage("reply", "officer"),
                 monitoring,
                 stage("evaluation", "evaluator"),
                 closed};

  Transition submit = transition("draft", "submit", ActKind::hand_in, "review", "drafter");
  submit.needs = {must(Requirement::parse("project_count >= 1"))};
  Transition back = transition("review", "return", ActKind::judge, "draft", "head");
  back.reason_required = true;
  back.starts_round = true;
  Transition approve = transition("finance", "approve", ActKind::judge, "reply", "reviewer");
  approve.differs_from = {StageId("review")};
  Transition reply = transition("reply", "reply", ActKind::judge, "monitoring", "officer");
  reply.approves_plan = true;
  made.transitions = {
      submit,
      transition("review", "withdraw", ActKind::take_back, "draft", "drafter"),
      transition("review", "approve", ActKind::judge, "finance", "head"),
      back,
      approve,
      transition("finance", "back", ActKind::judge, "review", "reviewer"),
      transition("finance", "undo", ActKind::take_back, "review", "head"),
      reply,
      transition("monitoring", "conclude", ActKind::automatic, "evaluation", ""),
      transition("evaluation", "evaluate", ActKind::hand_in, "closed", "evaluator")};
  return made;
}

RuleSet small_rule_set() {
  RuleSet made;
  made.id = RuleSetId("hebei");
  made.title = "支出进度";
  made.valid_from = year(2022);
  made.hash = ContentHash("rules-1");
  Rule rule;
  rule.id = RuleId("own_plan_lag");
  rule.title = "累计支出落后于累计计划";
  rule.months = kNodes;
  rule.thresholds = {{AlertLevel::info, false, BasisPoints(0), AlertAction::record},
                     {AlertLevel::yellow, true, BasisPoints(800), AlertAction::warn},
                     {AlertLevel::red, true, BasisPoints(2000), AlertAction::warn}};
  made.rules = {rule};
  return made;
}

Organisation small_organisation() {
  Organisation made;
  made.regions = {{kRegion, "白沟新城"}};
  made.departments = {{kDepartment, kRegion, "党群工作部", {{UnitCode("203001"), "本级"}}}};
  made.roles = {role("drafter", RoleScope::department),
                role("head", RoleScope::department),
                role("evaluator", RoleScope::department),
                role("reviewer", RoleScope::office),
                role("officer", RoleScope::office,
                     {Permission::open_cycle, Permission::record_payments, Permission::read_all}),
                role("system_admin", RoleScope::office,
                     {Permission::open_cycle, Permission::record_payments}, Administrator::system),
                role("security_admin", RoleScope::office, {}, Administrator::security),
                role("audit_admin", RoleScope::office, {}, Administrator::audit)};
  made.people = {person("drafter", {"drafter"}, {}),
                 person("head", {"head"}, {}),
                 person("both", {"drafter", "head"}, {"reviewer", "officer"}),
                 person("reviewer", {}, {"reviewer"}),
                 person("officer", {}, {"officer"}),
                 person("evaluator", {"evaluator"}, {}),
                 person("system_admin", {"head"}, {"system_admin"}),
                 person("security_admin", {"head"}, {"security_admin"}),
                 person("audit_admin", {"head"}, {"audit_admin"})};
  return made;
}

Calendar small_calendar() {
  Calendar made;
  made.edition = ContentHash("calendar-1");
  return made;
}

SmallOffice::SmallOffice() {
  now("2025-10-08", 8);
  const auto deploy = [this](Action action) {
    must(carry_out({system_actor(), Via::startup, {}, std::move(action)},
                   Context{now_, {}, {}, {}}));
  };
  deploy(DeployOrganisation{small_organisation(), ContentHash("organisation-1")});
  deploy(DeployWorkflow{small_workflow()});
  deploy(DeployRuleSet{small_rule_set()});
  deploy(PublishCalendar{small_calendar()});
}

void SmallOffice::now(const std::string& date, int hour) {
  now_ = Instant::at(day(date), hour);
}

Result<std::vector<Event>> SmallOffice::carry_out(const Command& command, Context context) {
  std::vector<Event> events = TRY(decide(state_, command, context)).events;
  for (const Event& event : events)
    apply(state_, {now_, command.actor, command.via}, event);
  forget_closed(state_, events);
  return events;
}

Result<std::vector<Event>> SmallOffice::does(const std::string& person, Action action) {
  return does(person, std::move(action), Context{});
}

Result<std::vector<Event>> SmallOffice::does(const std::string& person, Action action,
                                             Context context, CheckId waited_for) {
  context.now = now_;
  return carry_out({PersonId(person), Via::api, {}, std::move(action), {}, waited_for},
                   std::move(context));
}

Result<std::vector<Event>> SmallOffice::by_system(Action action, Via via) {
  return carry_out({system_actor(), via, {}, std::move(action)}, Context{now_, {}, {}, {}});
}

Result<std::vector<Event>> SmallOffice::reports(Action action) {
  Context context;
  context.now = now_;
  return carry_out({system_actor(), Via::runner, {}, std::move(action)}, std::move(context));
}

Result<std::vector<Event>> SmallOffice::acts(const std::string& person, const std::string& act,
                                             const std::string& reason) {
  return does(person, PerformAct{InstanceId(1), ActId(act), reason, 0});
}

Result<std::vector<Event>> SmallOffice::pays(const std::string& code_text, const std::string& date,
                                             const std::string& amount_yuan,
                                             const std::string& voucher) {
  RecordPayments action;
  action.source = "test";
  action.year = year(2026);
  action.rows = {{day(date), code(code_text), yuan(amount_yuan), FundKind::fiscal, voucher, ""}};
  return does("officer", std::move(action));
}

std::vector<Event> SmallOffice::fires() {
  std::vector<Event> all;
  while (true) {
    const std::vector<Command> commands = due(state_, now_, 1);
    if (commands.empty()) return all;
    std::vector<Event> events = must(carry_out(commands.front(), Context{now_, {}, {}, {}}));
    if (events.empty()) throw std::runtime_error("a due timer did nothing");
    all.insert(all.end(), events.begin(), events.end());
  }
}

void SmallOffice::drafts(std::vector<Project> projects) {
  now("2025-10-09");
  must(does("officer", OpenCycle{kRegion, year(2026), WorkflowId("annual_budget"), {}}));
  must(does("drafter", EnterProjects{InstanceId(1), std::move(projects)}));
}

void SmallOffice::monitors(std::vector<Project> projects) {
  drafts(std::move(projects));
  must(acts("drafter", "submit"));
  must(acts("head", "approve"));
  must(acts("reviewer", "approve"));
  now("2026-01-20");
  must(acts("officer", "reply"));
}

}  // namespace budget::test
