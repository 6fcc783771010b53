#include "http/metrics.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "http/metrics_text.h"

namespace budget {
namespace {

constexpr std::array kCodes{ErrorCode::invalid_input, ErrorCode::unauthenticated,
                            ErrorCode::forbidden,     ErrorCode::not_found,
                            ErrorCode::conflict,      ErrorCode::blocked,
                            ErrorCode::too_large,     ErrorCode::unavailable,
                            ErrorCode::unsupported,   ErrorCode::internal};

std::uint64_t resident_bytes() {
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t whole(int number) {
  return static_cast<std::uint64_t>(std::max(number, 0));
}

void write_office(MetricsText& out, const StatusRow& status) {
  out.metric("budgetd_instances", "gauge", "Instances by stage.");
  std::map<std::string, int> stages;  // workflows may have stages of one title
  for (const StageCount& stage : status.stages)
    stages[stage.title] += stage.instances;
  for (const auto& [title, count] : stages)
    out.sample(whole(count), "stage", title);
  out.metric("budgetd_instances_overdue", "gauge", "Instances past their due day.");
  out.sample(whole(status.overdue));
  out.metric("budgetd_open_alerts", "gauge", "Open alerts by level.");
  for (const auto level :
       {AlertLevel::info, AlertLevel::yellow, AlertLevel::orange, AlertLevel::red}) {
    const auto found = status.open_alerts.find(level);
    out.sample(found == status.open_alerts.end() ? 0 : whole(found->second), "level",
               name_of(level));
  }
  out.metric("budgetd_notices_queued", "gauge", "Notices waiting in the outbox.");
  out.sample(whole(status.queued_notices));
  out.metric("budgetd_last_event", "gauge", "Place of the last event in the log.");
  out.sample(static_cast<std::uint64_t>(status.last_event.value()));
}

}  // namespace

Metrics::Metrics(std::vector<std::string> routes, std::string version)
    : routes_(std::move(routes)),
      version_(std::move(version)),
      requests_(routes_.size() + 1),
      started_(std::chrono::steady_clock::now()) {}

void Metrics::count_request(std::size_t route, int status) {
  const auto found = std::ranges::find(kStatuses, status);
  if (found == kStatuses.end()) return;
  ByStatus& counts = requests_[std::min(route, routes_.size())];
  counts[static_cast<std::size_t>(found - kStatuses.begin())].fetch_add(1,
                                                                        std::memory_order_relaxed);
}

void Metrics::count_command(const Result<void>& result) {
  auto& counter = result ? accepted_ : refused_[static_cast<std::size_t>(result.error().code)];
  counter.fetch_add(1, std::memory_order_relaxed);
}

std::string Metrics::text(const std::optional<StatusRow>& status, std::size_t commands_waiting,
                          std::string_view more) const {
  MetricsText out;
  out.metric("budgetd_build_info", "gauge", "Always 1; the label tells the version.");
  out.sample(1, "version", version_);
  out.metric("budgetd_uptime_seconds", "gauge", "Time since the start.");
  const auto uptime = std::chrono::steady_clock::now() - started_;
  out.sample(
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(uptime).count()));
  out.metric("budgetd_resident_memory_bytes", "gauge", "Memory in use.");
  out.sample(resident_bytes());
  out.metric("budgetd_http_requests_total", "counter", "Requests answered, by route and status.");
  for (std::size_t route = 0; route < requests_.size(); ++route) {
    for (std::size_t i = 0; i < kStatuses.size(); ++i) {
      const std::uint64_t count = requests_[route][i].load(std::memory_order_relaxed);
      if (count == 0) continue;
      out.sample(count, "route", route < routes_.size() ? routes_[route] : "none", "status",
                 std::to_string(kStatuses[i]));
    }
  }
  out.metric("budgetd_commands_accepted_total", "counter",
             "Commands of people that were carried out.");
  out.sample(accepted_.load(std::memory_order_relaxed));
  out.metric("budgetd_commands_refused_total", "counter",
             "Commands of people that were refused, by error code.");
  for (const ErrorCode code : kCodes) {
    out.sample(refused_[static_cast<std::size_t>(code)].load(std::memory_order_relaxed), "code",
               name_of(code));
  }
  out.metric("budgetd_commands_waiting", "gauge", "Commands in the engine's queue.");
  out.sample(commands_waiting);
  if (status) write_office(out, *status);
  return std::move(out).text() + std::string(more);
}

}  // namespace budget
