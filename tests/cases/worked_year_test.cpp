#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "config/organisation_file.h"
#include "config/project_file.h"
#include "config/rule_layers.h"
#include "config/workflow_file.h"
#include "engine/engine.h"
#include "engine/rehearsal/virtual_clock.h"
#include "store/deployment.h"
#include "store/sqlite_event_store.h"
#include "store/verify.h"
#include "support/office_files.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

// The years of three departments under every shipped rule set, each rule at its edge in the real
// engine: tests/cases/worked_year/*.txt. A file is about one department:
//
//   projects <file>                                     its sheets
//   set <rule set>                                      a year under these rules begins
//   rename <code> <name>                                for rules that go by words
//   plan <code> <month>=<元> …                          in place of the printed one
//   goal <code> <month> <percent>                       told by the unit before the node
//   draft <code> <month> <rule>=<level>                 raised when the plan is handed in
//   <code> <month> <元> [<rule>=<level> …]              paid from the year's start to the month's
//   end, and
//                                                       what is raised at the node; nothing else
//                                                       may be
//   late <code> <month> <元> <rule>=open|closed         recorded after the node, dated in its month
//
// What is listed first is paid in January, each further difference on the first day behind the
// month before it. Whatever is not listed, or no longer, is paid in full. Every alert that is
// raised must be listed, every one that is listed must be raised, each once.

namespace budget::cases {
namespace {

namespace fs = std::filesystem;

template <typename T>
T worked(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

/// "13060526P000029100333 3月 hebei.own_plan_lag red"
std::string alert_text(const ProjectCode& code, int month, const std::string& rule,
                       const std::string& level) {
  return code.text() + " " + std::to_string(month) + "月 " + rule + " " + level;
}

/// Over-spending is of the whole year.
int month_of(const std::string& rule, int month) {
  return rule == "budgetd.over_spending" ? 0 : month;
}

struct Payable {
  ProjectCode code;
  int month = 0;
  Money paid;
};

struct Late {
  ProjectCode code;
  int month = 0;
  Money amount;
  std::string rule;
  bool is_open = false;
};

/// One year under one rule set.
struct Script {
  int line = 0;
  std::string rule_set;
  std::map<ProjectCode, std::string> names;
  std::map<ProjectCode, Plan> plans;
  std::vector<std::pair<ProjectCode, GoalProgress>> goals;
  std::vector<Payable> paid;
  std::vector<Late> late;
  std::set<std::string> expected;
};

std::pair<std::string, std::string> halves(const std::string& word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos) throw std::runtime_error("expected name=value in " + word);
  return {word.substr(0, equals), word.substr(equals + 1)};
}

ProjectCode code_in(const std::string& word) {
  return worked(ProjectCode::parse(word));
}

void read_line(std::istringstream& words, const std::string& first, Script& script) {
  std::string code = first;
  const bool is_kind = first == "rename" || first == "plan" || first == "goal" ||
                       first == "draft" || first == "late";
  if (is_kind) words >> code;
  std::string word;
  if (first == "rename") {
    words >> script.names[code_in(code)];
  } else if (first == "plan") {
    while (words >> word) {
      const auto [month, amount] = halves(word);
      script.plans[code_in(code)].nodes.push_back(
          {std::stoi(month), worked(Money::parse_yuan(amount))});
    }
  } else {
    int month = 0;
    std::string amount;
    words >> month;
    if (first != "draft") words >> amount;
    if (first == "goal")
      script.goals.push_back({code_in(code), {month, worked(BasisPoints::parse_percent(amount))}});
    if (first == "late") {
      words >> word;
      script.late.push_back({code_in(code), month, worked(Money::parse_yuan(amount)),
                             halves(word).first, halves(word).second == "open"});
    }
    if (!is_kind) script.paid.push_back({code_in(code), month, worked(Money::parse_yuan(amount))});
    while (first != "late" && words >> word) {
      const auto [rule, level] = halves(word);
      script.expected.insert(alert_text(code_in(code), month_of(rule, month), rule, level));
    }
  }
}

struct WorkedYear {
  fs::path projects;
  std::vector<Script> scripts;
};

WorkedYear read_worked_year(const fs::path& path) {
  WorkedYear read;
  std::ifstream file(path);
  int number = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    std::istringstream words(text.substr(0, text.find('#')));
    std::string first;
    if (!(words >> first)) continue;
    try {
      if (first == "projects") {
        words >> read.projects;
      } else if (first == "set") {
        words >> read.scripts.emplace_back().rule_set;
        read.scripts.back().line = number;
      } else {
        read_line(words, first, read.scripts.back());
      }
    } catch (const std::exception& problem) {
      throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": " +
                               problem.what());
    }
  }
  return read;
}

std::vector<RuleSet> shipped_rule_sets() {
  std::vector<LoadedRuleSet> loaded;
  for (const auto& file : fs::directory_iterator("config/rulesets"))
    loaded.push_back(load_rule_set_file(file.path()));
  resolve_includes(loaded);
  std::vector<RuleSet> sets;
  for (LoadedRuleSet& set : loaded)
    sets.push_back(std::move(set.value));
  return sets;
}

/// The people of config/organisation.toml in another department.
Organisation office_of(const ProjectFile& file) {
  Organisation office = load_organisation_file("config/organisation.toml").value.organisation;
  office.regions = {file.region};
  office.departments = {file.department};
  for (Person& person : office.people) {
    for (RoleHolding& role : person.roles) {
      if (!role.region.empty()) role.region = file.region.code;
      if (!role.department.empty()) role.department = file.department.id;
    }
  }
  return office;
}

/// Plays one script from the draft to the last node and keeps what was raised.
class Play {
 public:
  Play(EventStore& store, const ProjectFile& file, const Script& script)
      : file_(file),
        script_(script),
        clock_(Instant::at(worked(Date::of(file.year.value() - 1, 10, 9)), 9)),
        engine_(worked(Engine::open(store, clock_, logger_))) {
    WorkflowDefinition workflow = load_workflow_file("workflows/annual_budget.toml").value;
    workflow.rule_set = RuleSetId(script.rule_set);
    for (Transition& transition : workflow.transitions)
      transition.gate.reset();
    const std::vector<WorkflowDefinition> workflows{workflow};
    for (const Command& command :
         budget::deployment_of(office_of(file), test::load_calendar("config/calendars"),
                               shipped_rule_sets(), workflows))
      does(command);
  }

  void run() {
    draft();
    for (int month = 1; month <= 12; ++month) {
      go_to(worked(Date::of(year(), month, 15)));
      tell_goals(month);
      pay_for(month);
      const Date end = Date::last_of_month(year(), month);
      go_to(end.plus_days(1));
      for (const Late& late : script_.late) {
        if (late.month == month) pay_late(late, end);
      }
    }
  }

  std::multiset<std::string> raised;

 private:
  int year() const { return file_.year.value(); }
  InstanceId instance() const { return InstanceId(1); }

  void does(const Command& command) { keep(worked(engine_.execute(command))); }
  void does(const char* person, Action action) {
    does({PersonId(person), Via::batch, {}, std::move(action)});
  }
  void acts(const char* person, const char* act) {
    does(person, PerformAct{instance(), ActId(act), {}, 0});
  }
  void go_to(Date day) {
    clock_.advance_to(Instant::at(day, 9));
    while (engine_.next_due() && *engine_.next_due() <= clock_.now()) {
      for (const Outcome& outcome : worked(engine_.fire_due(1)))
        keep(outcome);
    }
  }
  void keep(const Outcome& outcome) {
    for (const Event& event : outcome.events) {
      if (const auto* one = std::get_if<AlertRaised>(&event))
        raised.insert(alert_text(one->alert.project, one->alert.month, one->alert.rule.text(),
                                 name_of(one->alert.level)));
    }
  }

  void draft() {
    does("liu_yang", OpenCycle{file_.region.code, file_.year, WorkflowId("annual_budget"), {}});
    EnterProjects action{instance(), file_.projects};
    for (Project& project : action.projects) {
      if (script_.names.contains(project.code)) project.name = script_.names.at(project.code);
      if (script_.plans.contains(project.code)) project.plan = script_.plans.at(project.code);
    }
    does("wang_fang", std::move(action));
    acts("wang_fang", "submit");
    acts("li_qiang", "approve");
    acts("chen_jing", "approve");
    go_to(worked(Date::of(year(), 1, 10)));
    acts("liu_yang", "reply");
    acts("zhao_min", "publish");
  }

  void tell_goals(int month) {
    for (const auto& [code, progress] : script_.goals) {
      if (progress.month == month)
        does("wang_fang",
             TellGoalProgress{instance(), code, progress.month, progress.achieved, ""});
    }
  }

  /// What is to have been paid by the end of a month: the next amount listed, else the budget.
  Money target_of(const Project& project, int month) const {
    for (const Payable& listed : script_.paid) {
      if (listed.code == project.code && listed.month >= month) return listed.paid;
    }
    return std::max(project.funds.budget, engine_paid(project.code));
  }
  Money engine_paid(const ProjectCode& code) const {
    return paid_by(engine_.state().projects.at({file_.year, code}), 12);
  }

  void pay_for(int month) {
    std::vector<Payment> rows;
    for (const Project& project : file_.projects) {
      const Money missing = target_of(project, month) - engine_paid(project.code);
      if (!missing.is_zero())
        rows.push_back({worked(Date::of(year(), month, 1)), project.code, missing, FundKind::fiscal,
                        "PZ-" + std::to_string(++voucher_), ""});
    }
    if (!rows.empty()) record(std::move(rows));
  }

  void record(std::vector<Payment> rows) {
    RecordPayments action;
    action.source = "国库支付";
    action.year = file_.year;
    action.rows = std::move(rows);
    const Command command{PersonId("sun_lei"), Via::batch, {}, std::move(action)};
    const Outcome outcome = worked(engine_.execute(command));
    for (const Event& event : outcome.events) {
      if (const auto* recorded = std::get_if<PaymentsRecorded>(&event)) {
        for (const PaymentReject& reject : recorded->rejects)
          ADD_FAILURE() << reject.text << ": " << reject.reason;
      }
    }
    keep(outcome);
  }

  void pay_late(const Late& late, Date day) {
    record({{day, late.code, late.amount, FundKind::fiscal, "LATE-" + std::to_string(++voucher_),
             ""}});
    const State& state = engine_.state();
    const auto found = state.alert_by_key.find(
        {{file_.year, late.code}, RuleId(late.rule), month_of(late.rule, late.month)});
    ASSERT_NE(found, state.alert_by_key.end()) << late.code.text() << " " << late.rule;
    EXPECT_EQ(state.alerts.at(found->second).state == AlertState::open, late.is_open)
        << late.code.text() << " " << late.rule << " after " << late.amount.to_yuan();
  }

  const ProjectFile& file_;
  const Script& script_;
  test::SilentLogger logger_;
  VirtualClock clock_;
  Engine engine_;
  int voucher_ = 0;
};

class WorkedYearTest : public testing::TestWithParam<const char*> {};

TEST_P(WorkedYearTest, RaisesWhatIsListedOnceAndNothingElse) {
  const WorkedYear year =
      read_worked_year(fs::path("tests/cases/worked_year") / (std::string(GetParam()) + ".txt"));
  const ProjectFile file = load_project_file(year.projects).value;
  for (const Script& script : year.scripts) {
    SCOPED_TRACE("line " + std::to_string(script.line) + ": " + script.rule_set);
    const test::TemporaryFolder temporary;
    const std::string database = (temporary.path() / "year.db").string();
    {
      auto store = SqliteEventStore::open(database, {.durability = Durability::none});
      ASSERT_TRUE(store) << store.error().message;
      Play play(**store, file, script);
      play.run();
      for (const std::string& alert : script.expected)
        EXPECT_EQ(play.raised.count(alert), 1U) << "expected: " << alert;
      for (const std::string& alert : play.raised)
        EXPECT_TRUE(script.expected.contains(alert)) << "not expected: " << alert;
    }
    const auto verified = verify(database);
    ASSERT_TRUE(verified) << verified.error().message;
    EXPECT_TRUE(verified->discrepancies.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(All, WorkedYearTest,
                         testing::Values("baigou_2026", "zhengding_2024", "development_zone_2023"),
                         [](const auto& one) { return std::string(one.param); });

TEST(WorkedYearsTest, EveryShippedRuleSetIsWorked) {
  std::set<std::string> sets;
  for (const char* name : {"baigou_2026", "zhengding_2024", "development_zone_2023"}) {
    for (const Script& script :
         read_worked_year(fs::path("tests/cases/worked_year") / (std::string(name) + ".txt"))
             .scripts)
      sets.insert(script.rule_set);
  }
  for (const RuleSet& set : shipped_rule_sets())
    EXPECT_TRUE(sets.contains(set.id.text())) << set.id.text();
}

}  // namespace
}  // namespace budget::cases
