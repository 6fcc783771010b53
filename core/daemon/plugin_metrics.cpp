#include "daemon/plugin_metrics.h"

#include <algorithm>

#include "http/metrics_text.h"

namespace budget {
namespace {

std::uint64_t whole(std::int64_t number) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0));
}

}  // namespace

std::string plugin_metrics(const PluginCatalog& plugins) {
  const std::vector<PluginStatus> all = plugins.status();
  if (all.empty()) return {};
  MetricsText out;
  out.metric("budgetd_plugin_stage", "gauge", "Always 1; the labels tell each plugin's stage.");
  for (const PluginStatus& plugin : all)
    out.sample(1, "name", plugin.info.name, "stage", name_of(plugin.info.stage));
  out.metric("budgetd_plugin_calls_total", "counter", "Calls of each plugin.");
  for (const PluginStatus& plugin : all)
    out.sample(whole(plugin.calls), "name", plugin.info.name);
  out.metric("budgetd_plugin_faults_total", "counter",
             "Calls that ended in a crash, a hang or another fault of the plugin.");
  for (const PluginStatus& plugin : all)
    out.sample(whole(plugin.faults), "name", plugin.info.name);
  out.metric("budgetd_plugin_milliseconds_total", "counter", "Time spent in each plugin.");
  for (const PluginStatus& plugin : all)
    out.sample(whole(plugin.total_ms), "name", plugin.info.name);
  return std::move(out).text();
}

}  // namespace budget
