// P1 and P2 of the targets: durable acts over HTTP, held against a bare server measured in the same
// run.
//
//   acts_bench [--seconds S] [--rounds N]     from the repository's root, BUDGET_BIN_DIR naming the
//   folder of budgetd
//
// Both servers get the same requests from the same client on the same machine, in turns. Prints
// figures and ratios.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
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

std::string act_request(int client, std::int64_t n) {
  return post("/v1/instances/" + std::to_string(client + 1) + "/acts",
              "token-drafter_" + std::to_string(client),
              n % 2 == 0 ? R"({"act":"submit"})" : R"({"act":"withdraw"})");
}

double measure(int port, int clients, double seconds) {
  Load load;
  load.port = port;
  load.clients = clients;
  load.seconds = seconds;
  load.request = act_request;
  const LoadResult result = drive(load);
  // An instance the last run left handed in refuses one more submit; anything beyond that is a
  // failure to look at.
  if (result.refused > clients)
    std::fprintf(stderr, "refused %lld: %s\n", static_cast<long long>(result.refused),
                 result.first_refusal.c_str());
  return result.per_second();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

int run(double seconds, int rounds) {
  const test::TemporaryFolder temporary;
  const BareServer bare(temporary.path(), kMostClients);
  test::DaemonFolder folder;
  folder.write("organisation.toml", test::organisation_of(kMostClients));
  folder.set("level", "\"warn\"");
  test::DaemonProcess daemon(folder);
  test::open_departments(daemon, kMostClients);

  for (const int clients : {kMostClients, 1}) {
    std::vector<double> acts;
    std::vector<double> limit;
    std::vector<double> ratio;
    for (int round = 0; round < rounds; ++round) {
      limit.push_back(measure(bare.port(), clients, seconds));
      acts.push_back(measure(daemon.port(), clients, seconds));
      ratio.push_back(acts.back() / limit.back());
    }
    std::printf(
        "%s  %2d clients: %.0f acts/s; bare server %.0f/s; ratio %.2f (median of %d; target >= "
        "%s)\n",
        clients == 1 ? "P2" : "P1", clients, median(acts), median(limit), median(ratio), rounds,
        clients == 1 ? "0.8" : "0.5");
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
