// S1 of the targets: kills budgetd with SIGKILL at random moments under load, starts it again, and
// holds what is there against what was acknowledged.
//
//   crash_loop [--kills N] [--seed S]      from the repository's root, BUDGET_BIN_DIR naming the
//   folder of budgetd
//
// Each writer repeats a request with the same idempotency key until it is acknowledged, then goes
// on. At the end every acknowledged act and payment must be in the log exactly once, nothing else
// may be, and the database must verify.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite_queries.h"
#include "store/verify.h"
#include "support/daemon_process.h"
#include "support/many_departments.h"

namespace budget::crash {
namespace {

constexpr int kWriters = 6;

/// One department's writer: what it has sent and what was acknowledged. Survives the daemons.
struct Writer {
  int number = 0;
  std::int64_t acts = 0;      ///< acknowledged
  std::int64_t payments = 0;  ///< acknowledged
  std::int64_t repeated = 0;  ///< acknowledged as done before: the answer had been lost by a kill

  [[nodiscard]] std::string instance() const { return std::to_string(number + 1); }
  [[nodiscard]] std::string next_act() const { return acts % 2 == 0 ? "submit" : "withdraw"; }
};

void expect(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

/// Acts in turn; after a lost answer the same request goes out again to the next daemon.
void act_once(Writer& writer, test::HttpClient& drafter) {
  drafter.with_field("Idempotency-Key",
                     "act-" + std::to_string(writer.number) + "-" + std::to_string(writer.acts));
  const auto answer = drafter.post("/v1/instances/" + writer.instance() + "/acts",
                                   R"({"act":")" + writer.next_act() + R"("})");
  expect(answer.status == 200, "an act was refused: " + answer.body);
  if (answer.field("idempotent-replayed") == "true") ++writer.repeated;
  ++writer.acts;
}

void pay_once(Writer& writer, test::HttpClient& officer) {
  const std::string voucher =
      "PZ-" + std::to_string(writer.number) + "-" + std::to_string(writer.payments);
  const auto answer = officer.post(
      "/v1/payments",
      R"({"source":"crash","fiscal_year":2026,"rows":[{"date":"2026-01-05","project_code":")" +
          test::project_of(writer.number) +
          R"(","amount_yuan":"1.00","fund":"fiscal","voucher":")" + voucher + R"(","memo":""}]})");
  expect(answer.status / 100 == 2 && answer.body.find("\"rejected\":0") != std::string::npos,
         "a payment was refused: " + answer.body);
  if (answer.body.find("\"recorded\":1") == std::string::npos) ++writer.repeated;
  ++writer.payments;
}

/// Writes until the connection breaks. A broken connection is what a kill looks like; anything else
/// is a failure.
void write_until_killed(Writer& writer, int port, std::atomic<bool>& failed) {
  try {
    test::HttpClient drafter(port);
    test::HttpClient officer(port);
    drafter.with_token("token-drafter_" + std::to_string(writer.number));
    officer.with_token("token-officer");
    while (true) {
      act_once(writer, drafter);
      pay_once(writer, officer);
    }
  } catch (const std::exception& end) {
    const bool was_refused = std::strstr(end.what(), "was refused") != nullptr;
    if (was_refused) std::fprintf(stderr, "\n%s\n", end.what());
    if (was_refused) failed = true;
  }
}

/// One life of the daemon: load from all writers, a kill at a random moment.
void live_and_die(test::DaemonFolder& folder, std::vector<Writer>& writers,
                  std::chrono::microseconds life) {
  test::DaemonProcess daemon(folder);
  const int port = daemon.port();
  std::atomic<bool> failed = false;
  std::vector<std::thread> threads;
  for (Writer& writer : writers)
    threads.emplace_back([&writer, port, &failed] { write_until_killed(writer, port, failed); });
  std::mutex mutex;
  std::condition_variable never;
  {
    std::unique_lock lock(mutex);
    never.wait_for(lock, life);
  }
  daemon.signal(SIGKILL);
  for (std::thread& thread : threads)
    thread.join();
  (void)daemon.wait();
  expect(!failed, "a request was refused that should have been carried out");
}

void check_sound(const test::DaemonFolder& folder) {
  const auto report = verify(folder.path("budgetd.db").string());
  expect(static_cast<bool>(report), report ? "" : report.error().message);
  for (const Discrepancy& found : report->discrepancies)
    std::fprintf(stderr, "%s %s: %s\n", found.table.c_str(), found.key.c_str(),
                 found.message.c_str());
  expect(report->is_sound(), "the database does not verify");
}

std::int64_t acts_in_log(Queries& queries, InstanceId instance) {
  std::int64_t acts = 0;
  Page page{kLargestPage, 0};
  while (true) {
    const auto rows = queries.history(instance, page);
    expect(static_cast<bool>(rows), "the history cannot be read");
    for (const EventRow& row : *rows)
      acts += row.type == "act_performed" ? 1 : 0;
    if (static_cast<int>(rows->size()) < page.limit) return acts;
    page.after = rows->back().seq.value();
  }
}

/// A request that was sent but not acknowledged may have been done: at most one act and one payment
/// a writer.
void check_complete(const test::DaemonFolder& folder, const std::vector<Writer>& writers) {
  const auto queries = SqliteQueries::open(folder.path("budgetd.db").string());
  expect(static_cast<bool>(queries), "the database cannot be read");
  for (const Writer& writer : writers) {
    const std::int64_t acts = acts_in_log(**queries, InstanceId(writer.number + 1));
    const auto project = (*queries)->project(*FiscalYear::of(2026),
                                             *ProjectCode::parse(test::project_of(writer.number)));
    expect(static_cast<bool>(project), "a project is gone");
    const std::int64_t payments = project->paid[0].fen() / 100;
    expect(acts == writer.acts || acts == writer.acts + 1,
           "writer " + std::to_string(writer.number) + ": " + std::to_string(writer.acts) +
               " acts acknowledged, " + std::to_string(acts) + " in the log");
    expect(payments == writer.payments || payments == writer.payments + 1,
           "writer " + std::to_string(writer.number) + ": " + std::to_string(writer.payments) +
               " payments acknowledged, " + std::to_string(payments) + " recorded");
  }
}

int run(int kills, std::uint32_t seed) {
  test::DaemonFolder folder;
  folder.write("organisation.toml", test::organisation_of(kWriters));
  {
    test::DaemonProcess daemon(folder);
    test::open_departments(daemon, kWriters);
    (void)daemon.stop();
  }
  std::vector<Writer> writers(kWriters);
  for (int i = 0; i < kWriters; ++i)
    writers[static_cast<std::size_t>(i)].number = i;
  std::mt19937 random(seed);
  for (int kill = 1; kill <= kills; ++kill) {
    live_and_die(folder, writers, std::chrono::microseconds(random() % 60'000));
    if (kill % 10 == 0 || kill == kills) {
      check_sound(folder);
      check_complete(folder, writers);
      std::fprintf(stderr, "\r%d of %d kills survived ", kill, kills);
    }
  }
  std::int64_t acts = 0;
  std::int64_t payments = 0;
  std::int64_t repeated = 0;
  for (const Writer& writer : writers) {
    acts += writer.acts;
    payments += writer.payments;
    repeated += writer.repeated;
  }
  std::printf(
      "\n%d kills: %lld acts and %lld payments acknowledged, none lost, none twice; %lld answers "
      "were lost and given again; the database verifies\n",
      kills, static_cast<long long>(acts), static_cast<long long>(payments),
      static_cast<long long>(repeated));
  return acts > 0 && payments > 0 ? 0 : 1;
}

}  // namespace
}  // namespace budget::crash

int main(int argc, char** argv) {
  int kills = 100;
  std::uint32_t seed = 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--kills") == 0) kills = std::atoi(argv[i + 1]);
    if (std::strcmp(argv[i], "--seed") == 0)
      seed = static_cast<std::uint32_t>(std::atol(argv[i + 1]));
  }
  try {
    return budget::crash::run(kills, seed);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "\ncrash_loop (seed %u): %s\n", seed, failure.what());
    return 1;
  }
}
