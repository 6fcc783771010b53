#include "case_run.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "config/migration_file.h"
#include "config/workflow_file.h"
#include "engine/authorize.h"
#include "engine/children.h"
#include "engine/migration/migrator.h"
#include "engine/rehearsal/rehearsal.h"
#include "engine/replay/year_replay.h"
#include "engine/reporting/bulletin.h"
#include "engine/reporting/letter_pages.h"
#include "store/content_hash.h"
#include "store/entries.h"

namespace budget::cases {
namespace {

void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().message);
}

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

Date day(const std::string& text) {
  return must(Date::parse(text));
}

/// Splits a line at blanks; what stands in quotes at its end is the reason.
std::pair<std::vector<std::string>, std::string> split(std::string line) {
  std::string reason;
  if (const auto quote = line.find('"'); quote != std::string::npos) {
    reason = line.substr(quote + 1, line.rfind('"') - quote - 1);
    line.resize(quote);
  }
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return {words, reason};
}

/// The word behind another one; empty when that is not there.
std::string word_after(const std::vector<std::string>& words, const std::string& word) {
  const auto found = std::ranges::find(words, word);
  return found == words.end() || found + 1 == words.end() ? std::string() : *(found + 1);
}

Arrangement arrangement_named(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(Arrangement::drop_repair); ++i) {
    if (name == name_of(static_cast<Arrangement>(i))) return static_cast<Arrangement>(i);
  }
  throw std::runtime_error("expected an arrangement, but \"" + name + "\" is none");
}

std::string due_text(const std::optional<Date>& day) {
  return day ? day->to_text() : "never";
}

std::string minute_of(Instant moment) {
  std::string text = moment.to_text().substr(0, 16);
  text[10] = ' ';
  return text;
}

Engine open_engine(EventStore& store, const Clock& clock, Logger& logger,
                   const PluginCatalog& plugins, const test::OfficeFiles& given) {
  Engine engine = must(Engine::open(store, clock, logger, &plugins));
  for (const Command& command : test::deployment_of(given))
    must(engine.execute(command));
  return engine;
}

}  // namespace

CaseRun::CaseRun(EventStore& store, Queries& queries, Logger& logger,
                 const test::OfficeFiles& given, std::string database)
    : given_(given),
      database_(std::move(database)),
      queries_(queries),
      clock_(Instant::at(day(given.starts_on), 8)),
      engine_(open_engine(store, clock_, logger, plugins_, given)),
      runner_(&plugins_, &queries, logger),
      sink_([this](const RehearsalStep& step) { write(step); }),
      narrator_(engine_.state(), sink_) {}

void CaseRun::play(const std::string& steps) {
  std::istringstream stream(steps);
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    const auto [words, reason] = split(line);
    if (words.empty() || words.front().front() == '#') continue;
    write_line("> " + line);
    try {
      play_line(words, reason);
    } catch (const std::exception& fault) {
      throw std::runtime_error("steps.txt:" + std::to_string(number) + ": " + fault.what());
    }
  }
}

void CaseRun::play_line(const std::vector<std::string>& words, const std::string& reason) {
  const std::string verb = words.size() > 1 ? words[1] : "";
  if (words[0] == "on") {
    const int hour = words.size() > 2 ? std::stoi(words[2].substr(0, 2)) : 10;
    go_on_to(Instant::at(day(words.at(1)), hour));
  } else if (words[0] == "show") {
    show(words.at(1));
  } else if (words[0] == "rehearse") {
    rehearse_year(words.at(1));
  } else if (words[0] == "plugin") {
    set_plugin(words, reason);
  } else if ((words.size() > 2 && words[2] == "alert") || verb == "reports" || verb == "exempts" ||
             verb == "lifts" || verb == "moves" || verb == "tells" || verb == "asks" ||
             words[0] == "asked") {
    play_money(words, reason);
  } else if (verb == "fills" || verb == "hands-in" || verb == "accepts" || verb == "sends-back" ||
             verb == "checks-evaluation" || words[0] == "bulletin" || words[0] == "sheets" ||
             words[0] == "letter") {
    play_sheets(words, reason);
  } else if (verb == "checks") {
    command(words[0], CheckInstance{instance_of(words.at(2))});
  } else if (verb == "repins") {
    command(words[0], RepinRules{instance_of(words.at(2)), reason});
  } else if (verb == "opens") {
    command(words[0], OpenCycle{RegionCode(given_.region),
                                must(FiscalYear::of(std::stoi(words.at(2)))),
                                WorkflowId(words.size() > 3 ? words[3] : "annual_budget"),
                                {}});
  } else if (verb == "begins") {
    OpenChild action{instance_of(words.at(4)), WorkflowId(words.at(2)), reason, {}};
    if (const std::string alert = word_after(words, "alert"); !alert.empty())
      action.alert = AlertId(std::stoi(alert));
    command(words[0], std::move(action));
  } else if (verb == "enters") {
    command(words[0],
            EnterProjects{instance_of(words.at(4)), test::sample_projects(words.at(2)).projects});
  } else if (verb == "drops" && words.at(2) != "migration") {
    command(words[0], DropProject{instance_of(words.at(4)), must(ProjectCode::parse(words.at(2)))});
  } else if (verb == "does") {
    command(words[0],
            PerformAct{instance_of(words.at(4)), ActId(words.at(2)), reason, 0,
                       PersonId(word_after(words, "of")), StageId(word_after(words, "to"))});
  } else if (verb == "records") {
    record_up_to(words[0], words.at(2), day(words.at(5)));
  } else if (verb == "pays") {
    RecordPayments action;
    action.source = "case";
    action.year = must(FiscalYear::of(given_.year));
    action.rows = {{day(words.at(3)), must(ProjectCode::parse(words.at(2))),
                    must(Money::parse_yuan(words.at(4))), FundKind::fiscal,
                    words.size() > 5 ? words[5] : "", ""}};
    command(words[0], std::move(action));
  } else if (words[0] == "replay") {
    replay(words);
  } else if (words[0] == "night") {
    by_engine(Via::timer, CheckStaffing{});
  } else if (words[0] == "calendars") {
    by_engine(Via::startup, PublishCalendar{test::load_calendar(words.at(1))});
  } else if (words[0] == "people") {
    show_people(words.at(1));
  } else if (verb == "deploys" || verb == "tries" || verb == "proposes" || verb == "undoes" ||
             verb == "confirms" || (verb == "drops" && words.at(2) == "migration")) {
    play_definitions(words, reason);
  } else if (verb == "arranges" || verb == "appoints" || verb == "ends" || verb == "names") {
    play_people(words, reason);
  } else {
    throw std::runtime_error("expected one of the steps of case_run.h, but this is none");
  }
}

void CaseRun::play_money(const std::vector<std::string>& words, const std::string& text) {
  const std::string& verb = words[1];
  const auto behind = [&](const char* word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() || found + 1 == words.end() ? std::string() : *(found + 1);
  };
  const auto code = [&](const std::string& written) { return must(ProjectCode::parse(written)); };
  if (words.size() > 2 && words[2] == "alert") {
    HandleAlert action;
    action.alert = AlertId(std::stoi(words.at(3)));
    for (const AlertAct one :
         {AlertAct::acknowledge, AlertAct::inquire, AlertAct::explain, AlertAct::rectify,
          AlertAct::report, AlertAct::accept, AlertAct::reject, AlertAct::escalate,
          AlertAct::suppress, AlertAct::lift}) {
      if (verb == name_of(one)) action.act = one;
    }
    for (const DeviationCause cause :
         {DeviationCause::funds, DeviationCause::rules, DeviationCause::people,
          DeviationCause::equipment, DeviationCause::other}) {
      if (behind("because") == name_of(cause)) action.causes = {cause};
    }
    action.text = text;
    if (!behind("by").empty()) action.day = day(behind("by"));
    command(words[0], std::move(action));
  } else if (verb == "reports") {
    RecordPayments action;
    action.source = "month";
    action.year = must(FiscalYear::of(given_.year));
    action.shape =
        words.at(5) == "to-date" ? PaymentShape::cumulative_totals : PaymentShape::month_totals;
    action.rows = {{day(words.at(3)), code(words.at(2)), must(Money::parse_yuan(words.at(4))),
                    FundKind::fiscal, "", ""}};
    command(words[0], std::move(action));
  } else if (verb == "exempts") {
    command(words[0], ExemptFromRule{instance_of(behind("in")), code(words.at(2)),
                                     RuleId(behind("from")), text, day(behind("until"))});
  } else if (verb == "lifts") {
    command(words[0], LiftExemption{instance_of(behind("in")), code(words.at(2)),
                                    RuleId(behind("from")), text});
  } else if (verb == "tells") {
    command(words[0], TellGoalProgress{instance_of(behind("in")), code(words.at(2)),
                                       std::stoi(behind("month")),
                                       must(BasisPoints::parse_percent(behind("achieved"))), text});
  } else if (words[0] == "asked") {
    const std::optional<AskedMovement> asked = must(queries_.asked_movement(instance_of(verb)));
    if (!asked) return write_line("  nothing is asked for");
    write_line("  " + std::string(name_of(asked->kind)) + " from " + asked->effective_on.to_text());
    for (const BudgetMove& move : asked->asked)
      write_line("  asked   " + move.project.text() + " " + move.before.budget.to_wan() + " → " +
                 move.after.budget.to_wan());
    for (const BudgetMove& move : asked->granted)
      write_line("  granted " + move.project.text() + " " + move.before.budget.to_wan() + " → " +
                 move.after.budget.to_wan());
  } else {
    MoveBudget action;
    action.instance = instance_of(words.at(2));
    action.kind = words.at(3) == "transfer" ? MovementKind::transfer : MovementKind::adjustment;
    action.treatment = words.at(4) == "percent" ? PlanTreatment::percent : PlanTreatment::amounts;
    action.effective_on = day(behind("on"));
    action.approval = text;
    action.reason = text;
    for (const std::string& word : words) {
      const auto equals = word.find('=');
      if (equals == std::string::npos) continue;
      const Money budget = must(Money::parse_wan(word.substr(equals + 1)));
      action.moves.push_back(
          {code(word.substr(0, equals)), Funds{budget, budget, Money()}, std::nullopt});
    }
    if (verb == "asks") {
      return command(words[0], AskMovement{action.instance, action.kind, action.treatment,
                                           action.effective_on, std::move(action.moves)});
    }
    command(words[0], std::move(action));
  }
}

namespace {

/// A file of the repository, by its path from there.
std::string read_case_file(const std::string& path) {
  std::ifstream stream(path);
  if (!stream) throw std::runtime_error("expected the file " + path + ", but there is none");
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

int month_in(const std::vector<std::string>& words) {
  const std::string month = word_after(words, "month");
  return month.empty() ? kEvaluation : std::stoi(month);
}

/// One line of a case's sheet file: `code number|0 actual [field=value …]`, where the fields are
/// forecast, causes, likelihood, attainment, share, explanation and, for 0, expected and execution.
void read_line(std::map<ProjectCode, SheetEntry>& entries, const std::vector<std::string>& words) {
  const ProjectCode code = must(ProjectCode::parse(words.at(0)));
  SheetEntry& entry = entries[code];
  entry.project = code;
  SheetLine line;
  line.number = std::stoi(words.at(1));
  line.actual = words.at(2);
  for (std::size_t i = 3; i < words.size(); ++i) {
    const auto equals = words[i].find('=');
    const std::string name = words[i].substr(0, equals);
    const std::string value = words[i].substr(equals + 1);
    if (name == "expected") entry.expected = must(Money::parse_wan(value));
    if (name == "execution") entry.execution_explanation = value;
    if (name == "forecast") line.forecast = value;
    if (name == "explanation") line.explanation = value;
    if (name == "share") line.share = must(BasisPoints::parse_percent(value));
    for (const DeviationCause cause : {DeviationCause::funds, DeviationCause::people}) {
      if (name == "causes" && value == name_of(cause)) line.causes.push_back(cause);
    }
    for (const Likelihood one :
         {Likelihood::certain, Likelihood::possible, Likelihood::impossible}) {
      if (name == "likelihood" && value == name_of(one)) line.likelihood = one;
    }
    for (const Attainment one : {Attainment::reached, Attainment::partly, Attainment::missed}) {
      if (name == "attainment" && value == name_of(one)) line.attainment = one;
    }
  }
  if (line.number == 0) {
    entry.outcome = line.actual;
  } else {
    entry.lines.push_back(std::move(line));
  }
}

}  // namespace

std::vector<SheetRow> CaseRun::sheets(InstanceId instance, int month) {
  return must(queries_.sheets(instance, month));
}

void CaseRun::fill(const std::string& person, InstanceId instance, int month,
                   const std::string& file, bool hands_in) {
  std::map<ProjectCode, SheetEntry> entries;
  std::istringstream stream(read_case_file(file));
  for (std::string line; std::getline(stream, line);) {
    const std::vector<std::string> words = split(line).first;
    if (!words.empty() && words.front().front() != '#') read_line(entries, words);
  }
  FillSheets action;
  action.instance = instance;
  action.month = month;
  action.hands_in = hands_in;
  std::vector<Finding> findings;
  const RuleSet& rules =
      engine_.state().rule_sets.at(engine_.state().instances.at(instance).data.rule_set);
  for (const SheetRow& row : sheets(instance, month)) {
    const auto entry = entries.find(row.project.project.code);
    if (entry == entries.end()) continue;
    const std::vector<Indicator>& indicators = row.project.project.indicators;
    action.sheets.push_back(month == kEvaluation
                                ? weigh_evaluation(indicators, entry->second,
                                                   row.project.project.funds.budget,
                                                   evaluation_rules(rules), findings)
                                : weigh_monitoring(indicators, entry->second, findings));
  }
  for (const Finding& finding : findings)
    write_line("  finding " + finding.place.field + ": " + finding.message);
  if (findings.empty()) command(person, std::move(action));
}

void CaseRun::play_sheets(const std::vector<std::string>& words, const std::string& text) {
  const std::string& verb = words.at(1);
  if (words[0] == "bulletin") return show_bulletin(std::stoi(words.at(1)));
  if (words[0] == "sheets") return show_sheets(words.at(1), month_in(words));
  if (words[0] == "letter") {
    const AlertLetterRow letter = must(queries_.alert_letter(AlertId(std::stoi(words.at(1)))));
    write_line("  " + letter_number(letter) + " " + letter_title(letter.act) + ", due " +
               (letter.due_on ? letter.due_on->to_text() : "-") + ": " + letter.sentence);
    write_line("  " + (letter.answered_at ? "answered: " + letter.answer : "not answered"));
    return;
  }
  const InstanceId instance = instance_of(words.at(2));
  if (verb == "fills") {
    const bool hands_in = word_after(words, "and") == "hands";
    return fill(words[0], instance, month_in(words), word_after(words, "from"), hands_in);
  }
  if (verb == "checks-evaluation") {
    CheckEvaluation action{instance, must(ProjectCode::parse(words.at(3))), {}, text};
    const std::vector<SheetRow> rows = sheets(instance, kEvaluation);
    for (std::size_t i = 4; i < words.size(); ++i) {
      const auto equals = words[i].find('=');
      const auto colon = words[i].find(':');
      AdjustedScore one;
      one.number = std::stoi(words[i].substr(0, equals));
      one.after = must(Score::parse(words[i].substr(equals + 1, colon - equals - 1)));
      one.reason = words[i].substr(colon + 1);
      for (const SheetRow& row : rows) {
        if (row.project.project.code != action.project) continue;
        one.before = one.number == 0
                         ? row.execution.value_or(Score())
                         : row.sheet.scores.at(static_cast<std::size_t>(one.number) - 1).score;
      }
      action.scores.push_back(std::move(one));
    }
    return command(words[0], std::move(action));
  }
  ActOnSheets action{instance, month_in(words), SheetAct::hand_in, {}, text};
  if (verb == "accepts") action.act = SheetAct::accept;
  if (verb == "sends-back") action.act = SheetAct::send_back;
  for (const std::string& word : words) {
    if (const Result<ProjectCode> code = ProjectCode::parse(word)) action.projects.push_back(*code);
  }
  command(words[0], std::move(action));
}

void CaseRun::show_sheets(const std::string& department, int month) {
  for (const SheetRow& row : sheets(instance_of(department), month)) {
    std::string line = "  " + row.project.project.code.text() + " " +
                       (row.phase ? name_of(*row.phase) : "open") + ", budget " +
                       row.money.budget.to_wan() + ", paid " + row.money.paid.to_wan();
    if (row.sheet.achieved) line += ", goals " + row.sheet.achieved->to_percent() + " %";
    if (row.execution_alert) line += std::string(", execution ") + name_of(*row.execution_alert);
    if (row.goal_alert) line += std::string(", goal ") + name_of(*row.goal_alert);
    if (row.execution) line += ", execution " + row.execution->to_text();
    if (row.total) line += ", total " + row.total->to_text() + " " + row.grade;
    if (row.checked_total)
      line += ", checked " + row.checked_total->to_text() + " " + row.checked_grade;
    write_line(line);
    for (const IndicatorScore& score : row.sheet.scores)
      write_line("    " + score.score.to_text() + " of " + score.weight.to_text() + " " +
                 name_of(score.remark));
  }
}

void CaseRun::show_bulletin(int month) {
  const FiscalYear year = must(FiscalYear::of(given_.year));
  const Bulletin bulletin =
      bulletin_of(year, month, must(queries_.bulletin(year, month, std::nullopt, std::nullopt)),
                  engine_.state().rule_sets);
  for (const std::string& rule : bulletin.rules)
    write_line("  " + rule);
  for (const BulletinLine& line : bulletin.lines) {
    write_line("  " + (line.rank ? std::to_string(*line.rank) : std::string("-")) + " " +
               line.row.department_name + ": " + line.arithmetic);
  }
}

void CaseRun::go_on_to(Instant moment) {
  while (engine_.next_due() && *engine_.next_due() <= moment) {
    clock_.advance_to(*engine_.next_due());
    for (const Outcome& outcome : must(engine_.fire_due(1))) {
      narrator_.tell({system_actor(), Via::timer, {}, {}}, clock_.now(), outcome.events);
    }
  }
  clock_.advance_to(moment);
}

/// What goes on by itself, without time passing.
void CaseRun::settle() {
  while (!engine_.state().ready.empty()) {
    for (const Outcome& outcome : must(engine_.fire_due(1)))
      narrator_.tell({system_actor(), Via::timer, {}, {}}, clock_.now(), outcome.events);
  }
}

void CaseRun::replay(const std::vector<std::string>& words) {
  ReplayedChanges changes;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].find("rules") == std::string::npos) {
      WorkflowDefinition changed = test::load_workflow(words[i]);
      const WorkflowId id = changed.id;
      changes.workflows[id] = std::move(changed);
    } else {
      RuleSet changed = test::load_rule_set(words[i]);
      const RuleSetId id = changed.id;
      changes.rule_sets[id] = std::move(changed);
    }
  }
  YearReplay replay(std::move(changes));
  must(read_entries(database_,
                    [&](const Entry& entry, EventSeq first) { replay.take(entry, first); }));
  const ReplayReport report = replay.finish();
  for (const ReplayedDifference& one : report.differences) {
    write_line("  " + minute_of(one.at) + "  " + title_of(one.kind) + "  " + one.instance + "  " +
               one.what + ": " + one.before + " | " + one.after);
  }
  for (const auto& [what, count] : report.compared)
    write_line("  compared " + what + " " + std::to_string(count));
  for (const auto& [what, count] : report.not_compared)
    write_line("  not compared " + what + " " + std::to_string(count));
}

void CaseRun::command(const std::string& person, Action action) {
  const Command command{PersonId(person), Via::batch, {}, std::move(action)};
  const Result<Outcome> outcome = execute_with_checks(
      engine_, runner_, command, [this](const Command& report, const Outcome& reported) {
        narrator_.tell(report, clock_.now(), reported.events);
      });
  if (!outcome) {
    write_line("  refused (" + std::string(name_of(outcome.error().code)) +
               "): " + outcome.error().message);
    return;
  }
  const bool is_check = std::holds_alternative<CheckInstance>(command.action);
  if (outcome->events.empty() && !is_check) write_line("  nothing changed");
  narrator_.tell(command, clock_.now(), outcome->events);
  settle();
}

void CaseRun::by_engine(Via via, Action action) {
  const Command command{system_actor(), via, {}, std::move(action)};
  const Outcome outcome = must(engine_.execute(command));
  if (outcome.events.empty()) write_line("  nothing changed");
  narrator_.tell(command, clock_.now(), outcome.events);
}

void CaseRun::play_people(const std::vector<std::string>& words, const std::string& reason) {
  if (words[1] == "arranges") {
    ArrangeWork action{instance_of(words.at(4)), arrangement_named(words.at(2)), {}, {}, reason, 0};
    action.stage = StageId(word_after(words, "at"));
    const auto to = std::ranges::find(words, "to");
    for (auto word = to == words.end() ? to : to + 1; word != words.end() && *word != "at"; ++word)
      action.people.emplace_back(*word);
    command(words[0], std::move(action));
  } else if (words[1] == "appoints") {
    Substitution wanted;
    const std::string person = word_after(words, "for");
    wanted.person = PersonId(person.empty() ? words[0] : person);
    wanted.substitute = PersonId(words.at(2));
    wanted.first_day = day(word_after(words, "from"));
    wanted.last_day = day(word_after(words, "until"));
    if (const std::string role = word_after(words, "as"); !role.empty())
      wanted.roles.emplace_back(role);
    wanted.reason = reason;
    command(words[0], AppointSubstitute{wanted});
  } else if (words[1] == "ends") {
    command(words[0], EndSubstitution{SubstitutionId(std::stoi(words.at(3))), reason});
  } else {
    command(words[0], NameOccasion{RegionCode(given_.region), must(FiscalYear::of(given_.year)),
                                   OccasionId(words.at(2)), day(words.at(4)), reason});
  }
}

/// A plan names its definitions by version.
MigrationPlan CaseRun::plan_of(const std::string& file) const {
  const Loaded<MigrationFile> loaded = load_migration_file(file);
  for (const Finding& finding : loaded.report.findings())
    throw std::runtime_error(finding.place.to_text() + ": " + finding.message);
  MigrationPlan plan = loaded.value.plan;
  plan.region = RegionCode(given_.region);
  for (const auto& [hash, definition] : engine_.state().workflows) {
    if (std::to_string(definition.version) == loaded.value.to) plan.to = hash;
    if (std::to_string(definition.version) == loaded.value.from) plan.from = hash;
  }
  return plan;
}

void CaseRun::play_definitions(const std::vector<std::string>& words, const std::string& reason) {
  const std::string& verb = words[1];
  const PersonId person(words[0]);
  if (verb == "deploys") {
    Loaded<WorkflowDefinition> loaded = load_workflow_file(words.at(2));
    for (const Finding& finding : loaded.report.findings())
      write_line("  " + finding.place.to_text() + ": " + finding.message);
    loaded.value.hash = content_hash(loaded.value);
    command(words[0], DeployWorkflow{std::move(loaded.value), reason});
  } else if (verb == "tries") {
    const State& state = engine_.state();
    const MigrationPlan plan = plan_of(words.at(2));
    WorkflowMigrator migrator(state, plan, {person}, clock_.now(), {});
    for (const InstanceId id : migration_candidates(state, plan, {}, state.instances.size())) {
      const Instance& instance = state.instances.at(id).data;
      const MigrationOutcome outcome = migrator.outcome(instance);
      const std::string after =
          !outcome.after
              ? "stays: " + outcome.why
              : "goes: " + instance.stage.text() + " → " + outcome.after->stage.text() + ", due " +
                    due_text(instance.due_on) + " → " + due_text(outcome.after->due_on);
      write_line("  " + instance.department.text() + " " + after);
    }
  } else if (verb == "proposes") {
    command(words[0], ProposeMigration{plan_of(words.at(2))});
  } else if (verb == "undoes") {
    MigrationPlan plan;
    plan.region = RegionCode(given_.region);
    plan.undoes = MigrationId(std::stoi(words.at(3)));
    plan.reason = reason;
    command(words[0], ProposeMigration{std::move(plan)});
  } else if (verb == "confirms") {
    command(words[0], ConfirmMigration{MigrationId(std::stoi(words.at(3)))});
    go_on_to(clock_.now());
  } else {
    command(words[0], DropMigration{MigrationId(std::stoi(words.at(3))), reason});
  }
}

void CaseRun::show_people(const std::string& department) {
  const State& state = engine_.state();
  const Instance& instance = state.instances.at(instance_of(department)).data;
  const Turn turn = turn_of(state, instance, clock_.now().date());
  write_line("  轮到 " + names_of(whose_turn(turn)));
  for (const PossibleAct& possible : who_can_act(turn)) {
    std::string line = "  " + state.directory.name_of(possible.person);
    for (auto one = possible.right.principals.rbegin(); one != possible.right.principals.rend();
         ++one)
      line += " 代 " + state.directory.name_of(*one);
    write_line(line + ": " + possible.act.text());
  }
}

void CaseRun::set_plugin(const std::vector<std::string>& words, const std::string& text) {
  const std::string& name = words.at(1);
  const std::string& what = words.at(2);
  if (what == "shadow") return plugins_.set_stage(name, PluginStage::shadow);
  if (what == "leaves") return plugins_.remove(name);
  if (what == "passes") {
    plugins_.install(name, test::passes(name));
  } else if (what == "crashes") {
    plugins_.install(name, test::fails(ErrorCode::unavailable, "插件崩溃（信号 11）"));
  } else if (what == "lies") {
    plugins_.install(name, test::says(R"({"schema":"budget.rule.report/1","rules_run":true})"));
  } else if (what == "finds") {
    const bool is_error = words.at(3) == "error";
    plugins_.install(
        name, test::finds(name, is_error ? FindingLevel::error : FindingLevel::warning, text));
  } else if (what == "skips") {
    plugins_.install(name, test::skips(name, text));
  } else if (what == "version") {
    plugins_.install(name, test::passes(name), words.at(3));
  } else {
    throw std::runtime_error("expected what the plugin does, but \"" + what + "\" is nothing");
  }
}

void CaseRun::record_up_to(const std::string& person, const std::string& sample, Date last) {
  RecordPayments action;
  action.source = sample;
  action.year = must(FiscalYear::of(given_.year));
  for (const Payment& payment : test::sample_payments(sample)) {
    if (payment.paid_on <= last && recorded_.insert(payment.voucher).second)
      action.rows.push_back(payment);
  }
  command(person, std::move(action));
}

InstanceId CaseRun::instance_of(const std::string& department) const {
  for (const auto& [id, instance] : engine_.state().instances) {
    const std::string name = name_of(instance.data);
    if (name == department || name == std::to_string(given_.year) + "-" + department) return id;
  }
  return {};
}

std::string CaseRun::names_of(const std::vector<PersonId>& people) const {
  std::string names;
  for (const PersonId& person : people)
    names += (names.empty() ? "" : "、") + engine_.state().directory.name_of(person);
  return names;
}

void CaseRun::write(const RehearsalStep& step) {
  std::string line = "  " + minute_of(step.at) + "  " + step.text;
  if (!step.told.empty()) line += "  → " + names_of(step.told);
  write_line(line);
}

void CaseRun::show(const std::string& department) {
  const auto found = engine_.state().instances.find(instance_of(department));
  if (found == engine_.state().instances.end()) {
    write_line("  " + department + ": closed");
    return;
  }
  const Instance& data = found->second.data;
  write_line("  " + department + ": stage " + data.stage.text() + ", round " +
             std::to_string(data.round) + (data.due_on ? ", due " + data.due_on->to_text() : "") +
             (data.is_overdue ? ", overdue" : "") + ", authors " + names_of(data.authors) +
             ", open alerts " + std::to_string(found->second.open_alerts.size()));
  const Stage& stage = *find_stage(engine_.state().workflows.at(data.definition), data.stage);
  if (const std::string missing = missing_for(engine_.state(), data, stage); !missing.empty())
    write_line("    waits for: " + missing);
  if (const auto children = engine_.state().children.find(data.id);
      children != engine_.state().children.end()) {
    for (const InstanceId child : children->second) {
      const Instance& one = engine_.state().instances.at(child).data;
      write_line("    child " + name_of(one) + ": " + one.stage.text());
    }
  }
  for (const auto& [id, alert] : engine_.state().alerts) {
    if (alert.instance != data.id) continue;
    write_line("    " + std::to_string(alert.month) + "月 " + alert.project.text() + " " +
               name_of(alert.level) + " " + name_of(alert.state) + " (" + name_of(alert.cause) +
               ")");
  }
}

void CaseRun::rehearse_year(const std::string& sample) {
  const ProjectFile file = test::sample_projects(sample);
  RehearsalPlan plan;
  plan.region = file.region.code;
  plan.year = file.year;
  plan.workflow = WorkflowId("annual_budget");
  plan.starts_on = day(given_.starts_on);
  plan.projects[file.department.id] = file.projects;
  plan.payments = test::sample_payments(sample);
  const RehearsalSummary summary = must(rehearse(engine_, runner_, clock_, plan, sink_));
  write_line("  instances " + std::to_string(summary.instances) + ", closed " +
             std::to_string(summary.closed));
  for (const auto& [person, acts] : summary.acts)
    write_line("  " + engine_.state().directory.name_of(person) + ": " + std::to_string(acts) +
               " acts");
  for (const std::string& stuck : summary.stuck)
    write_line("  stuck: " + stuck);
}

}  // namespace budget::cases
