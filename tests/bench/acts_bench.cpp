// P1 and P2 of the targets: durable acts over HTTP, held against a bare server measured in the same
// run.
//
//   acts_bench [--seconds S] [--rounds N]     from the repository's root, BUDGET_BIN_DIR naming the
//   folder of budgetd
//
// All servers get the same requests from the same client on the same machine, in turns. Prints
// medians: the figure, the limit (a bare server on the same network stack) and the ratio. For the
// eye: what each server costs, a bare one without any network stack beside them, and the client,
// because it runs on the same processors.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "bare_server.h"
#include "http_load.h"
#include "support/daemon_process.h"
#include "support/many_departments.h"
#include "support/temporary_folder.h"

namespace budget::bench {
namespace {

constexpr int kMostClients = 64;

/// Handing in and taking back in turn, one department per client.
class Acts {
 public:
  Acts() {
    for (int client = 0; client < kMostClients; ++client) {
      const std::string path = "/v1/instances/" + std::to_string(client + 1) + "/acts";
      const std::string token = "token-drafter_" + std::to_string(client);
      submits_.push_back(post(path, token, R"({"act":"submit"})"));
      withdraws_.push_back(post(path, token, R"({"act":"withdraw"})"));
    }
  }

  [[nodiscard]] std::string_view request(int client, std::int64_t n) const {
    return (n % 2 == 0 ? submits_ : withdraws_)[static_cast<std::size_t>(client)];
  }

 private:
  std::vector<std::string> submits_;
  std::vector<std::string> withdraws_;
};

/// Seconds of processor a process has used so far, all its threads together.
double cpu_seconds_of(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i)
    fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

struct Figures {
  std::vector<double> per_second;
  std::vector<double> server_us;  ///< of processor, per act
  std::vector<double> client_us;
};

struct Target {
  int port = 0;
  int process = 0;
};

void measure(const Acts& acts, const Target& target, int clients, double seconds,
             Figures& figures) {
  Load load;
  load.port = target.port;
  load.clients = clients;
  load.seconds = seconds;
  load.warm_up_s = std::min(0.5, seconds / 4);
  load.request = [&acts](int client, std::int64_t n) { return acts.request(client, n); };
  const double before = cpu_seconds_of(target.process);
  const LoadResult result = drive(load);
  const double cpu = cpu_seconds_of(target.process) - before;
  // An instance the last run left handed in refuses one more submit; anything beyond that is a
  // failure to look at.
  if (result.refused > clients)
    std::fprintf(stderr, "refused %lld: %s\n", static_cast<long long>(result.refused),
                 result.first_refusal.c_str());
  figures.per_second.push_back(result.per_second());
  figures.server_us.push_back(cpu * 1e6 / (result.per_second() * (seconds + load.warm_up_s)));
  figures.client_us.push_back(result.own_us_per_answer());
}

/// A year whose first deadline (October of the year before) lies ahead: with the deadline behind
/// it, every act would cause a reminder of its own, and be two.
int year_ahead() {
  const std::chrono::year_month_day today(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return static_cast<int>(today.year()) + 2;
}

/// The shipped workflow with its gates open: the bare server asks no rule plugins either.
std::string without_gates(const std::string& workflow) {
  std::istringstream lines(workflow);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("gate = ")) kept += line + "\n";
  }
  return kept;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double median_ratio(const Figures& ours, const Figures& limit) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours.per_second.size(); ++i)
    ratios.push_back(ours.per_second[i] / limit.per_second[i]);
  return median(ratios);
}

void for_the_eye(const char* name, const char* server, const Figures& figures) {
  std::printf("%s    %-28s %7.0f/s; processor per act: server %.1f us, client %.1f us\n", name,
              server, median(figures.per_second), median(figures.server_us),
              median(figures.client_us));
}

int run(double seconds, int rounds) {
  const test::TemporaryFolder temporary;
  const BareServer bare(temporary.path(), kMostClients, BareStack::asio);
  const BareServer barest(temporary.path(), kMostClients, BareStack::epoll);
  test::DaemonFolder folder;
  folder.write("organisation.toml", test::organisation_of(kMostClients));
  folder.write("workflows/annual_budget.toml",
               without_gates(folder.read("workflows/annual_budget.toml")));
  folder.set("level", "\"warn\"");
  test::DaemonProcess daemon(folder);
  test::open_departments(daemon, kMostClients, year_ahead());
  const Acts acts;

  for (const int clients : {kMostClients, 1}) {
    const char* name = clients == 1 ? "P2" : "P1";
    Figures ours;
    Figures limit;
    Figures no_stack;
    for (int round = 0; round < rounds; ++round) {
      measure(acts, {bare.port(), bare.id()}, clients, seconds, limit);
      measure(acts, {daemon.port(), daemon.id()}, clients, seconds, ours);
      measure(acts, {barest.port(), barest.id()}, clients, seconds, no_stack);
    }
    std::printf(
        "%s  %2d clients: %.0f acts/s; bare server %.0f/s; ratio %.2f (median of %d; "
        "target >= %s)\n",
        name, clients, median(ours.per_second), median(limit.per_second), median_ratio(ours, limit),
        rounds, clients == 1 ? "0.8" : "0.5");
    for_the_eye(name, "budgetd", ours);
    for_the_eye(name, "bare server", limit);
    for_the_eye(name, "bare server without a stack", no_stack);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace budget::bench

int main(int argc, char** argv) {
  double seconds = 3;
  int rounds = 3;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--seconds") == 0) seconds = std::atof(argv[i + 1]);
    if (std::strcmp(argv[i], "--rounds") == 0) rounds = std::atoi(argv[i + 1]);
  }
  try {
    return budget::bench::run(seconds, rounds);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "acts_bench: %s\n", failure.what());
    return 1;
  }
}
