// P6: a year of a whole office rehearsed, all deadlines and messages, as `budgetctl rehearse` does
// it: the real engine, a database on disk without waiting for it, and every step kept.
//
//   rehearsal_bench [departments] [projects] [years]

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "engine/rehearsal/load.h"
#include "engine/rehearsal/made_up_office.h"
#include "store/content_hash.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"
#include "support/office_files.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget::bench {
namespace {

constexpr double kTarget_s = 2.0;
constexpr int kFirstYear = 2026;

template <typename T>
T must(Result<T> result) {
  if (result) return std::move(result).value();
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

struct Measured {
  double seconds = 0;
  std::size_t steps = 0;
  int messages = 0;
  RehearsalSummary summary;
};

Measured rehearse_once(const MadeUpOffice& office, int years) {
  const test::TemporaryFolder folder;
  const std::string database = (folder.path() / "rehearsal.db").string();
  const auto begin = std::chrono::steady_clock::now();
  const auto store = must(SqliteEventStore::open(database, {.durability = Durability::none}));
  test::SilentLogger logger;
  VirtualClock clock{Instant::at(must(Date::of(kFirstYear - 1, 9, 1)))};
  Engine engine = must(Engine::open(*store, clock, logger));
  Organisation organisation;
  for (Command& command : test::deployment_of({})) {
    if (auto* deployed = std::get_if<DeployOrganisation>(&command.action)) {
      organisation = made_up_organisation(office, deployed->organisation.roles,
                                          deployed->organisation.regions.front());
      deployed->organisation = organisation;
      deployed->hash = content_hash(organisation);
    }
    must(engine.execute(command));
  }
  const auto queries = must(SqliteQueries::open(database));
  RehearsalPlan plan;
  plan.region = organisation.regions.front().code;
  plan.workflow = WorkflowId("annual_budget");
  for (int i = 0; i < years; ++i) {
    const FiscalYear year = must(FiscalYear::of(kFirstYear + i));
    RehearsedYear one{year,
                      must(Date::of(year.value() - 1, 9, 1)),
                      made_up_projects(office, organisation, year),
                      {}};
    if (i == 0) {
      plan.year = one.year;
      plan.starts_on = one.starts_on;
      plan.projects = std::move(one.projects);
    } else {
      plan.further.push_back(std::move(one));
    }
  }
  StepRunner runner(nullptr, queries.get(), logger);
  std::vector<RehearsalStep> steps;
  Measured measured;
  measured.summary = must(rehearse(engine, runner, clock, plan,
                                   [&](const RehearsalStep& step) { steps.push_back(step); }));
  RehearsalLoad load;
  for (const RehearsalStep& step : steps)
    load.add(step);
  measured.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  measured.steps = steps.size();
  for (const auto& [person, days] : load.people())
    measured.messages += RehearsalLoad::total(days).messages;
  return measured;
}

int run(const MadeUpOffice& office, int years) {
  const Measured measured = rehearse_once(office, years);
  std::printf("P6  %d departments x %d projects, %d year(s): %.3f s; limit %.1f s, ratio %.2f\n",
              office.departments, office.projects, years, measured.seconds, kTarget_s,
              measured.seconds / kTarget_s);
  std::printf("    %zu steps, %d messages, %d of %d closed, %zu stuck\n", measured.steps,
              measured.messages, measured.summary.closed, measured.summary.instances,
              measured.summary.stuck.size());
  return measured.summary.closed == measured.summary.instances ? 0 : 1;
}

}  // namespace
}  // namespace budget::bench

int main(int count, char** words) {
  budget::MadeUpOffice office;
  if (count > 1) office.departments = std::atoi(words[1]);
  if (count > 2) office.projects = std::atoi(words[2]);
  return budget::bench::run(office, count > 3 ? std::atoi(words[3]) : 1);
}
