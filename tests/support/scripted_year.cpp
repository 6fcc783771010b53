#include "support/scripted_year.h"

#include <stdexcept>

#include "engine/apply/apply.h"
#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "support/fake_catalog.h"
#include "support/memory_event_store.h"
#include "support/silent_logger.h"
#include "support/small_office.h"

namespace budget::test {
namespace {

const char* const kThirdCode = "13060526P00020010025X";

class Script {
 public:
  Script()
      : clock_(Instant::at(day("2025-10-08"), 8)),
        engine_(Engine::open(store_, clock_, logger_).value()) {}

  Commits run(bool has_channels) {
    deploy();
    draft();
    agree();
    if (has_channels) deliver();
    spend();
    close();
    open_next_year();
    return store_.commits();
  }

 private:
  void now(const std::string& date, int hour = 10) {
    clock_.advance_to(Instant::at(day(date), hour));
  }

  void does(const PersonId& person, Action action, Via via = Via::api, std::string key = {}) {
    const Result<Outcome> outcome =
        engine_.execute({person, via, key, std::move(action), key.empty() ? key : "of " + key});
    if (!outcome) throw std::runtime_error("scripted year: " + outcome.error().message);
  }
  void acts(const std::string& person, const std::string& act, const std::string& reason = {}) {
    does(PersonId(person), PerformAct{InstanceId(1), ActId(act), reason, 0}, Via::console,
         "act-" + std::to_string(++keys_));
  }
  void pays(const std::string& date, const std::string& amount, const std::string& voucher) {
    RecordPayments action;
    action.source = "treasury";
    action.digest = "digest-" + voucher;
    action.year = year(2026);
    action.rows = {
        {day(date), code(kFirstCode), yuan(amount), FundKind::fiscal, voucher, "办公用品, \"A4\""},
        {day(date), code(kThirdCode), yuan(amount), FundKind::other, "",
         "not a project of the year"}};
    does(PersonId("officer"), std::move(action), Via::batch);
  }
  void fires() {
    while (engine_.next_due() && *engine_.next_due() <= clock_.now()) {
      if (!engine_.fire_due()) throw std::runtime_error("scripted year: a timer did not fire");
    }
  }

  void deploy() {
    does(system_actor(), DeployOrganisation{small_organisation(), ContentHash("organisation-1")},
         Via::startup);
    does(system_actor(), DeployWorkflow{small_workflow()}, Via::startup);
    does(system_actor(), DeployRuleSet{small_rule_set()}, Via::startup);
    Calendar calendar = small_calendar();
    calendar.years[2026] = {2026,
                            true,
                            "国办发明电〔2025〕7号",
                            {day("2026-01-01"), day("2026-01-02")},
                            {day("2026-01-04")}};
    does(system_actor(), PublishCalendar{std::move(calendar)}, Via::startup);
  }

  void draft() {
    does(PersonId("officer"),
         OpenCycle{RegionCode("130605"), year(2026), WorkflowId("annual_budget"), {}}, Via::cli,
         "cycle");
    Project first = project(kFirstCode, "10", {"2", "5", "8", "10"});
    first.purpose = "保障机关运转";
    first.goals = {{1, "保障机关正常运转"}, {2, "节约开支"}};
    const Project second = project(kSecondCode, "6.16", {"0", "0", "0", "6.16"});
    does(PersonId("drafter"),
         EnterProjects{InstanceId(1),
                       {first, second, project(kThirdCode, "1", {"1", "1", "1", "1"})}});
    does(PersonId("drafter"), DropProject{InstanceId(1), code(kThirdCode)});
    now("2025-10-27");
    fires();
    acts("drafter", "submit");
    acts("head", "return", "金额依据不足");
    first.name = "办公经费（修订）";
    does(PersonId("drafter"), EnterProjects{InstanceId(1), {first}});
    now("2025-11-10");
    fires();
  }

  void agree() {
    acts("drafter", "submit");
    acts("head", "approve");
    acts("reviewer", "approve");
    now("2026-01-20");
    acts("officer", "reply");
  }

  void deliver() {
    const ChannelRoute log{"log", {}, {}, false, false, {30'000}};
    const ChannelRoute mail{"smtp", {}, {}, false, true, {30'000, 120'000}};
    does(system_actor(), DeployChannels{{log, mail}}, Via::startup);
    const std::vector<NoticeId> waiting = outbox();
    does(system_actor(), ReportDelivered{"log", {{{}, {}, waiting}}}, Via::runner);
    for (const NoticeId id : {waiting.at(0), waiting.at(1)}) {
      for (const PersonId& person : engine_.state().outbox.at(id).recipients)
        does(system_actor(), ReportDelivered{"smtp", {{{}, person, {id}}}}, Via::runner);
    }
    const LetterContent dead = form(waiting.at(2));
    const LetterContent revived = form(waiting.at(3));
    for (const LetterContent& letter : {dead, revived}) {
      for (int failures = 0; failures < 3; ++failures) {
        does(system_actor(), ReportUndelivered{"smtp", {{letter, "连接被拒绝", 0, false}}},
             Via::runner);
      }
    }
    does(system_actor(), ReportChannelGone{"smtp", "不再提供"}, Via::runner);
    does(PersonId("system_admin"), EnableChannel{"smtp"});
    does(PersonId("system_admin"), RetryDeadLetter{revived.letter});
    does(system_actor(), ReportDelivered{"smtp", {revived}}, Via::runner);
    does(system_actor(), ReportChannelGone{"log", "不再提供"}, Via::runner);
  }

  LetterContent form(NoticeId notice) {
    const std::vector<PersonId> people = engine_.state().outbox.at(notice).recipients;
    const PersonId person = people.at(0);
    for (std::size_t i = 1; i < people.size(); ++i)
      does(system_actor(), ReportDelivered{"smtp", {{{}, people[i], {notice}}}}, Via::runner);
    does(system_actor(), FormLetters{"smtp", {{{}, person, {notice}}}}, Via::runner);
    const LetterId letter = engine_.state().last_letter;
    return {letter, person, {notice}};
  }

  void spend() {
    pays("2026-02-10", "5000.00", "PZ-1");
    now("2026-04-01");
    fires();
    pays("2026-03-20", "2000.00", "PZ-2");    // still behind: the alert is updated
    pays("2026-03-21", "20000.00", "PZ-3");   // caught up: closed
    pays("2026-03-22", "-20000.00", "PZ-4");  // taken back: open again
    now("2026-07-01");
    fires();
  }

  void close() {
    now("2027-01-02");
    fires();
    acts("evaluator", "evaluate");
  }

  void open_next_year() {
    does(PersonId("officer"),
         OpenCycle{RegionCode("130605"), year(2027), WorkflowId("annual_budget"), {}});
    does(PersonId("drafter"),
         EnterProjects{InstanceId(2), {project(kFirstCode, "12", {"3", "6", "9", "12"})}});
  }

  std::vector<NoticeId> outbox() const {
    std::vector<NoticeId> ids;
    for (const auto& [id, notice] : engine_.state().outbox)
      ids.push_back(id);
    return ids;
  }

  MemoryEventStore store_;
  VirtualClock clock_;
  SilentLogger logger_;
  Engine engine_;
  int keys_ = 0;
};

/// Drafts behind a gate.
class GateScript {
 public:
  GateScript()
      : clock_(Instant::at(day("2025-10-09"), 10)),
        engine_(Engine::open(store_, clock_, logger_, &plugins_).value()) {
    plugins_.install("plan_shape", passes("plan_shape"));
  }

  Commits run() {
    deploy();
    does("officer", OpenCycle{RegionCode("130605"), year(2026), WorkflowId("annual_budget"), {}});
    enter("10");
    submit();                // asks
    enter("12");             // while the rules look
    report(EventSeq(1), 3);  // at what was there before: stale
    submit();                // asks again
    report(last(), 0);       // fresh
    enter("14");             // stale
    submit();                // asks, and this stays pending
    does("drafter", CheckInstance{kInstance});
    report(last(), 0, CheckId(3));
    submit();  // goes, and drops the manual check
    plugins_.install("plan_shape", passes("plan_shape"), "1.1.0");
    does("officer", RepinRules{kInstance, "省厅更新规则"});
    does("drafter", PerformAct{kInstance, ActId("withdraw"), {}, 0});
    submit();  // asks for the new version, still pending at the end
    return store_.commits();
  }

 private:
  static constexpr InstanceId kInstance{1};

  void does(const std::string& person, Action action) { as(PersonId(person), std::move(action)); }
  void as(const PersonId& person, Action action, Via via = Via::api) {
    const Result<Outcome> outcome = engine_.execute({person, via, {}, std::move(action)});
    if (!outcome) throw std::runtime_error("scripted checks: " + outcome.error().message);
  }
  void deploy() {
    WorkflowDefinition workflow = small_workflow();
    workflow.transitions.front().gate = Gate{{PluginName("plan_shape")}};
    as(system_actor(), DeployOrganisation{small_organisation(), ContentHash("organisation-1")},
       Via::startup);
    as(system_actor(), DeployWorkflow{workflow}, Via::startup);
    as(system_actor(), DeployRuleSet{small_rule_set()}, Via::startup);
    as(system_actor(), PublishCalendar{small_calendar()}, Via::startup);
  }
  void enter(const std::string& budget) {
    does("drafter",
         EnterProjects{kInstance, {project(kFirstCode, budget, {"1", "2", "3", budget})}});
  }
  void submit() { does("drafter", PerformAct{kInstance, ActId("submit"), {}, 0}); }
  EventSeq last() const { return engine_.state().last_event; }

  void report(EventSeq as_of, int warnings, CheckId id = {}) {
    const auto& checks = engine_.state().checks;
    const Check& check = id == CheckId() ? checks.begin()->second : checks.at(id);
    PluginReport plugin;
    plugin.pin = engine_.state().instances.at(kInstance).data.pins.front();
    plugin.run = {RuleId("plan_shape.rule")};
    plugin.rows = 1;
    plugin.warnings = warnings;
    as(system_actor(), ReportCheck{check.id, as_of, {plugin}}, Via::runner);
  }

  MemoryEventStore store_;
  VirtualClock clock_;
  SilentLogger logger_;
  FakeCatalog plugins_;
  Engine engine_;
};

}  // namespace

const Commits& scripted_checks() {
  static const Commits kCommits = GateScript().run();
  return kCommits;
}

const Commits& scripted_year() {
  static const Commits kCommits = Script().run(true);
  return kCommits;
}

const Commits& scripted_year_without_channels() {
  static const Commits kCommits = Script().run(false);
  return kCommits;
}

Result<void> write(EventStore& store, State& state, const Commits& commits) {
  for (const std::vector<Entry>& commit : commits) {
    State after = state;
    for (const Entry& entry : commit) {
      for (const Event& event : entry.events)
        apply(after, entry.envelope, event);
    }
    const Result<EventSeq> last = store.commit(commit, after);
    if (!last) return last.error();
    for (const Entry& entry : commit)
      forget_closed(after, entry.events);
    state = std::move(after);
  }
  return {};
}

}  // namespace budget::test
