// What a province costs, in the order of the targets' page: P12 and P13 start and memory, P5 one
// more payment, P3 a file of payments, P4 a node, P14 growth with closed years.
//
//   province_bench [--regions N] [--database FILE] [--only P3|P4|P5|P14]
//
// 180 regions are the province; fewer are quicker to build. With a database the province is built
// there once, and each run works on a copy. P4 is the node after the payments of P3 and needs them:
// with a database they are kept beside it, in FILE.paid, and found there the next time.
// Prints each figure, the limit measured in the same run, their ratio by time and where it says so
// by processor time, and how loaded the machine was. Asserts nothing.

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include <cstring>
#include <memory>

#include "measuring.h"
#include "province_parts.h"
#include "store/sqlite_event_store.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget::bench {
namespace {

void read_whole(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY);
  const auto buffer = std::make_unique<char[]>(1 << 20);
  while (::read(fd, buffer.get(), 1 << 20) > 0) {
  }
  ::close(fd);
}

/// Durable commits of one small row each, the limit of P5.
Taken bare_commit(const std::filesystem::path& folder, int times) {
  sqlite3* db = nullptr;
  expect(sqlite3_open((folder / "bare.db").c_str(), &db) == SQLITE_OK,
         "cannot open the bare database");
  sqlite3_exec(db,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a INTEGER PRIMARY "
               "KEY, b INTEGER) STRICT;",
               nullptr, nullptr, nullptr);
  const Taken taken = time_of([&] {
    for (int i = 0; i < times; ++i)
      sqlite3_exec(db, "INSERT INTO t(b) VALUES(1)", nullptr, nullptr, nullptr);
  });
  sqlite3_close(db);
  return taken;
}

Command one_payment(int number, const ProvinceSize& size) {
  RecordPayments action;
  action.source = "bench";
  action.year = *FiscalYear::of(2026);
  const int region = number % size.regions;
  const int project = number % size.projects;
  action.rows = {{*Date::parse("2026-02-10"),
                  province_project(region, number % size.departments, project),
                  Money::from_fen(100), FundKind::fiscal, "PZ-" + std::to_string(number), ""}};
  return {province_recorder(region), Via::batch, {}, std::move(action)};
}

}  // namespace

void measure_one_payment(Engine& engine, SqliteQueries& queries, VirtualClock& clock,
                         const std::filesystem::path& folder, const ProvinceSize& size) {
  constexpr int kTimes = 3000;
  clock.advance_to(Instant::at(*Date::parse("2026-02-11"), 9));
  const Taken limit = bare_commit(folder, kTimes);
  Taken taken = time_of([&] {
    for (int i = 0; i < kTimes; ++i) {
      const auto outcome = engine.execute(one_payment(i, size));
      expect(static_cast<bool>(outcome), "a payment was refused");
      const InstanceId instance =
          engine.state()
              .projects
              .at({*FiscalYear::of(2026),
                   province_project(i % size.regions, i % size.departments, i % size.projects)})
              .instance;
      expect(static_cast<bool>(queries.instance(instance)), "the instance cannot be read");
    }
  });
  const double ms = 1e3 / kTimes;
  std::printf(
      "P5   one payment, committed and read back: %.3f ms (CPU %.3f ms); one bare commit %.3f ms "
      "(CPU %.3f); ratio %.2f (target <= 2); %s\n",
      taken.seconds * ms, taken.cpu * ms, limit.seconds * ms, limit.cpu * ms,
      taken.seconds / limit.seconds, load().c_str());
}

namespace {

/// In a process of its own, so that its memory is not counted.
void build_apart(const std::filesystem::path& database, const ProvinceSize& size) {
  const pid_t child = ::fork();
  expect(child >= 0, "cannot fork");
  if (child == 0) {
    test::SilentLogger logger;
    VirtualClock clock(Instant::at(*Date::parse("2025-10-09"), 8));
    {
      auto store = SqliteEventStore::open(database.string(), {.durability = Durability::none});
      expect(static_cast<bool>(store), "cannot make the database");
      Engine engine = *Engine::open(**store, clock, logger);
      build_province(engine, clock, size, [&](int region) {
        std::fprintf(stderr, "\r  region %d of %d", region + 1, size.regions);
      });
    }
    std::fprintf(stderr, "\n");
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  expect(status == 0, "the province could not be built");
}

struct Wishes {
  ProvinceSize size;
  std::filesystem::path database;  ///< where the province is kept; empty: nowhere
  std::string only;                ///< empty: everything
  [[nodiscard]] bool wants(const char* part) const { return only.empty() || only == part; }
};

void build(const std::filesystem::path& database, const ProvinceSize& size) {
  std::printf("building %d regions x %d departments x %d projects ...\n", size.regions,
              size.departments, size.projects);
  std::fflush(stdout);
  const double building = seconds_of([&] { build_apart(database, size); });
  std::printf("built in %.1f s, %.0f MB\n", building,
              static_cast<double>(std::filesystem::file_size(database)) / 1e6);
}

int run(const Wishes& wishes) {
  const test::TemporaryFolder temporary;
  if (wishes.wants("P14")) measure_growth();
  if (wishes.only == "P14") return 0;
  const std::filesystem::path database = temporary.path() / "province.db";
  const ProvinceSize& size = wishes.size;
  test::SilentLogger logger;
  VirtualClock clock(Instant::at(*Date::parse("2025-10-09"), 8));
  std::filesystem::path kept = wishes.database.empty() ? database : wishes.database;
  if (!std::filesystem::exists(kept)) build(kept, size);
  const std::filesystem::path paid = kept.string() + ".paid";
  const bool is_paid = wishes.only == "P4" && std::filesystem::exists(paid);
  if (is_paid) kept = paid;
  if (kept != database) std::filesystem::copy_file(kept, database);

  read_whole(database);  // into the page cache, for both
  const double reading = seconds_of([&] { read_whole(database); });
  const std::int64_t before = resident_kib();
  std::unique_ptr<SqliteEventStore> store;
  std::optional<Engine> engine;
  const double starting = seconds_of([&] {
    store = *SqliteEventStore::open(database.string());
    engine.emplace(*Engine::open(*store, clock, logger));
  });
  std::printf(
      "P12  start with %zu instances and %zu projects: %.3f s; reading the file once %.3f s; ratio "
      "%.1f (target <= 10); %s\n",
      engine->state().instances.size(), engine->state().projects.size(), starting, reading,
      starting / reading, load().c_str());
  std::printf("P13  memory of the state: %.0f MB (target < 500)\n",
              static_cast<double>(resident_kib() - before) / 1024);
  std::fflush(stdout);

  auto queries = SqliteQueries::open(database.string());
  expect(static_cast<bool>(queries), "the queries cannot be opened");
  const std::filesystem::path& folder = temporary.path();
  if (wishes.wants("P5")) measure_one_payment(*engine, **queries, clock, folder, size);
  if (wishes.wants("P3") || (wishes.wants("P4") && !is_paid))
    measure_payment_file(*engine, clock, folder, size);
  if (wishes.only == "P4" && !is_paid && kept != database) {
    queries->reset();
    engine.reset();
    store.reset();  // the last to close leaves everything in the one file
    std::filesystem::copy_file(database, paid);
    queries = SqliteQueries::open(database.string());
    store = *SqliteEventStore::open(database.string());
    engine.emplace(*Engine::open(*store, clock, logger));
  }
  if (wishes.wants("P4")) measure_node(*engine, **queries, clock, database, size);
  return 0;
}

}  // namespace
}  // namespace budget::bench

int main(int argc, char** argv) {
  budget::bench::Wishes wishes;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--regions") wishes.size.regions = std::atoi(argv[i + 1]);
    if (name == "--database") wishes.database = argv[i + 1];
    if (name == "--only") wishes.only = argv[i + 1];
  }
  if (wishes.size.regions < 1) {
    std::fprintf(stderr, "province_bench: expected --regions N with N >= 1\n");
    return 2;
  }
  return budget::bench::run(wishes);
}
