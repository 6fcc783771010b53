#include "case_run.h"

#include <sstream>
#include <stdexcept>

#include "case_words.h"
#include "store/content_hash.h"

namespace budget::cases {
namespace {

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

void CaseRun::write(const RehearsalStep& step) {
  std::string line = "  " + minute_of(step.at) + "  " + step.text;
  if (!step.told.empty()) line += "  → " + names_of(step.told);
  write_line(line);
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

}  // namespace budget::cases
