// P12, P13 and P5 of the targets: start with a province's state, its memory, and one more payment.
//
//   province_bench [--regions N]      180 regions are the province; fewer are quicker to build
//
// Prints each figure, the limit measured in the same run, and their ratio. Asserts nothing.

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "province.h"
#include "store/sqlite_event_store.h"
#include "store/sqlite_queries.h"
#include "support/silent_logger.h"
#include "support/temporary_folder.h"

namespace budget::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

double seconds_of(const std::function<void()>& work) {
  const auto begin = SteadyClock::now();
  work();
  return std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

std::int64_t resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atoll(line.c_str() + 6);
  }
  return 0;
}

void read_whole(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY);
  const auto buffer = std::make_unique<char[]>(1 << 20);
  while (::read(fd, buffer.get(), 1 << 20) > 0) {
  }
  ::close(fd);
}

void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "province_bench: %s\n", what);
  std::exit(1);
}

/// Seconds of one durable commit of one small row, the limit of P5.
double bare_commit(const std::filesystem::path& folder, int times) {
  sqlite3* db = nullptr;
  expect(sqlite3_open((folder / "bare.db").c_str(), &db) == SQLITE_OK,
         "cannot open the bare database");
  sqlite3_exec(db,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a INTEGER PRIMARY "
               "KEY, b INTEGER) STRICT;",
               nullptr, nullptr, nullptr);
  const double taken = seconds_of([&] {
    for (int i = 0; i < times; ++i)
      sqlite3_exec(db, "INSERT INTO t(b) VALUES(1)", nullptr, nullptr, nullptr);
  });
  sqlite3_close(db);
  return taken / times;
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

void measure_payments(Engine& engine, SqliteQueries& queries, const std::filesystem::path& folder,
                      const ProvinceSize& size) {
  constexpr int kTimes = 3000;
  const double limit = bare_commit(folder, kTimes);
  double cpu = cpu_seconds();
  const double taken =
      seconds_of([&] {
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
      }) /
      kTimes;
  cpu = (cpu_seconds() - cpu) / kTimes;
  std::printf(
      "P5   one payment, committed and read back: %.3f ms (own CPU %.3f ms); one bare commit %.3f "
      "ms; ratio %.2f (target <= 2)\n",
      taken * 1e3, cpu * 1e3, limit * 1e3, taken / limit);
}

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

int run(const ProvinceSize& size) {
  const test::TemporaryFolder temporary;
  const std::filesystem::path database = temporary.path() / "province.db";
  test::SilentLogger logger;
  VirtualClock clock(Instant::at(*Date::parse("2025-10-09"), 8));

  std::printf("building %d regions x %d departments x %d projects ...\n", size.regions,
              size.departments, size.projects);
  std::fflush(stdout);
  const double building = seconds_of([&] { build_apart(database, size); });
  std::printf("built in %.1f s, %.0f MB\n", building,
              static_cast<double>(std::filesystem::file_size(database)) / 1e6);

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
      "%.1f (target <= 10)\n",
      engine->state().instances.size(), engine->state().projects.size(), starting, reading,
      starting / reading);
  std::printf("P13  memory of the state: %.0f MB (target < 500)\n",
              static_cast<double>(resident_kib() - before) / 1024);

  auto queries = SqliteQueries::open(database.string());
  expect(static_cast<bool>(queries), "cannot open the queries");
  measure_payments(*engine, **queries, temporary.path(), size);
  return 0;
}

}  // namespace
}  // namespace budget::bench

int main(int argc, char** argv) {
  budget::bench::ProvinceSize size;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--regions") == 0) size.regions = std::atoi(argv[i + 1]);
  }
  if (size.regions < 1) {
    std::fprintf(stderr, "province_bench: expected --regions N with N >= 1\n");
    return 2;
  }
  return budget::bench::run(size);
}
