#include <algorithm>
#include <array>
#include <memory>

#include "measuring.h"
#include "province_parts.h"
#include "store/sqlite_event_store.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget::bench {
namespace {

constexpr int kYear = 2036;  // the one that is open, in monitoring; the next one is drafted
constexpr int kHistory = 10;
constexpr ProvinceSize kCounty{1, 60, 30, kYear};
constexpr int kRepeats = 5;  // each on a copy of its own
constexpr int kStarts = 3;   // of each copy

struct Costs {
  double start = 1e9;    ///< seconds
  double act = 1e9;      ///< seconds of CPU, one at a time, durable
  double payment = 1e9;  ///< the same
  double node = 1e9;     ///< seconds of CPU, of 1,800 projects
  double megabytes = 0;
};

void open_drafts(Engine& engine, const ProvinceSize& size) {
  expect(
      static_cast<bool>(engine.execute(
          {PersonId("officer_000"),
           Via::batch,
           {},
           OpenCycle{
               province_region(0), *FiscalYear::of(size.year), WorkflowId("annual_budget"), {}}})),
      "the next year cannot be opened");
}

/// What waits in the outbox has arrived, as a running channel says it.
void deliver_all(Engine& engine) {
  std::vector<NoticeId> waiting;
  for (const auto& [id, notice] : engine.state().outbox)
    waiting.push_back(id);
  expect(static_cast<bool>(engine.execute(
             {system_actor(), Via::runner, {}, ReportDelivered{"log", {{{}, {}, waiting}}}})),
         "the notices cannot be reported");
  expect(engine.state().outbox.empty(), "notices are left");
}

void build(const std::filesystem::path& database, int closed_years) {
  test::SilentLogger logger;
  VirtualClock clock(Instant::at(*Date::parse("2025-10-09"), 8));
  auto store = *SqliteEventStore::open(database.string(), {.durability = Durability::none});
  Engine engine = *Engine::open(*store, clock, logger);
  ProvinceSize size = kCounty;
  deploy_province(engine, size);
  const ChannelRoute log{"log", {}, {}, false, false, {}};
  expect(
      static_cast<bool>(engine.execute({system_actor(), Via::startup, {}, DeployChannels{{log}}})),
      "the channel cannot be deployed");
  for (size.year = kYear - closed_years; size.year < kYear; ++size.year) {
    bring_to_monitoring(engine, clock, size, [](int) {});
    close_year(engine, clock, size);
    deliver_all(engine);
  }
  bring_to_monitoring(engine, clock, kCounty, [](int) {});
  clock.advance_to(Instant::at(*Date::of(kYear, 2, 1), 9));
  fire_all(engine, clock);
  ProvinceSize next = kCounty;
  next.year = kYear + 1;
  open_drafts(engine, next);
  deliver_all(engine);
}

/// One after another, each in a commit of its own.
double cpu_of_each(Engine& engine, const std::vector<Command>& commands) {
  const Taken taken = time_of([&] {
    for (const Command& command : commands)
      expect(static_cast<bool>(engine.execute(command)), "a command was refused");
  });
  return taken.cpu / static_cast<double>(commands.size());
}

std::vector<Command> payments() {
  std::vector<Command> commands;
  for (int i = 0; i < 300; ++i) {
    RecordPayments action;
    action.source = "bench";
    action.year = *FiscalYear::of(kYear);
    action.rows = {{*Date::of(kYear, 1, 10), province_project(0, i % 60, i % 30),
                    Money::from_fen(100), FundKind::fiscal, "PZ-" + std::to_string(i), ""}};
    commands.push_back({province_recorder(0), Via::batch, {}, std::move(action)});
  }
  return commands;
}

/// Drafts handed in and taken back, of every department.
std::vector<Command> acts(const Engine& engine) {
  std::vector<InstanceId> drafts;
  for (const auto& [id, instance] : engine.state().instances) {
    if (instance.data.year.value() == kYear + 1) drafts.push_back(id);
  }
  std::ranges::sort(drafts);
  std::vector<Command> commands;
  for (const char* name : {"submit", "withdraw", "submit", "withdraw"}) {
    for (std::size_t d = 0; d < drafts.size(); ++d) {
      Command command = draft_act(0, static_cast<int>(d), drafts[d]);
      std::get<PerformAct>(command.action).act = ActId(name);
      commands.push_back(std::move(command));
    }
  }
  return commands;
}

/// Every department drafts a project of the next year, without which nothing can be handed in.
void enter_drafts(Engine& engine) {
  std::vector<InstanceId> drafts;
  for (const auto& [id, instance] : engine.state().instances) {
    if (instance.data.year.value() == kYear + 1) drafts.push_back(id);
  }
  std::ranges::sort(drafts);
  for (std::size_t d = 0; d < drafts.size(); ++d) {
    Command command = draft_act(0, static_cast<int>(d), drafts[d]);
    Project project;
    project.code = province_project(0, static_cast<int>(d), 0);
    project.name = "专项业务经费";
    project.unit = engine.state().projects.at({*FiscalYear::of(kYear), project.code}).unit;
    project.funds = {Money::from_fen(400), Money::from_fen(400), Money()};
    project.plan.nodes = {{12, Money::from_fen(400)}};
    project.indicators = {
        {{"产出指标", "数量指标", "完成率"}, "", Comparator::at_least, "95", "%", "", "", "≥95%"}};
    command.action = EnterProjects{drafts[d], {project}};
    expect(static_cast<bool>(engine.execute(command)), "a draft was refused");
  }
}

/// Keeps what took least so far: the rest is the machine's other work.
void measure_once(const std::filesystem::path& database, Costs& costs) {
  test::SilentLogger logger;
  VirtualClock clock(Instant::at(*Date::of(kYear, 2, 2), 9));
  std::unique_ptr<SqliteEventStore> store;
  std::optional<Engine> engine;
  for (int i = 0; i < kStarts; ++i) {
    engine.reset();
    store.reset();
    const double taken = time_of([&] {
                           store = *SqliteEventStore::open(database.string());
                           engine.emplace(*Engine::open(*store, clock, logger));
                         }).seconds;
    costs.start = std::min(costs.start, taken);
  }
  enter_drafts(*engine);
  costs.payment = std::min(costs.payment, cpu_of_each(*engine, payments()));
  costs.act = std::min(costs.act, cpu_of_each(*engine, acts(*engine)));
  clock.advance_to(Instant::at(*Date::of(kYear, 4, 1), 0));
  costs.node = std::min(costs.node, time_of([&] { fire_all(*engine, clock); }).cpu);
}

Costs measure(int closed_years) {
  const test::TemporaryFolder temporary;
  const std::filesystem::path database = temporary.path() / "county.db";
  build(database, closed_years);
  Costs costs;
  costs.megabytes = static_cast<double>(std::filesystem::file_size(database)) / 1e6;
  for (int i = 0; i < kRepeats; ++i) {
    const std::filesystem::path copy = temporary.path() / ("copy" + std::to_string(i) + ".db");
    std::filesystem::copy_file(database, copy);
    measure_once(copy, costs);
    std::filesystem::remove(copy);
  }
  return costs;
}

void print(const char* what, double before, double after, double scale, const char* unit) {
  std::printf("P14  %s: %.3f %s without history, %.3f after %d closed years: %+.0f %%\n", what,
              before * scale, unit, after * scale, kHistory, (after / before - 1) * 100);
}

}  // namespace

void measure_growth() {
  const Costs before = measure(0);
  const Costs after = measure(kHistory);
  std::printf(
      "P14  a county of %d departments and %d projects: %.0f MB without history, %.0f after "
      "(target of each: less than +20 %%); %s\n",
      kCounty.departments, kCounty.departments * kCounty.projects, before.megabytes,
      after.megabytes, load().c_str());
  print("start", before.start, after.start, 1e3, "ms");
  print("an act, CPU", before.act, after.act, 1e6, "us");
  print("a payment, CPU", before.payment, after.payment, 1e6, "us");
  print("a node, CPU", before.node, after.node, 1e3, "ms");
  std::fflush(stdout);
}

}  // namespace budget::bench
