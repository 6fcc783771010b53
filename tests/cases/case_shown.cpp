#include "case_run.h"

#include "case_words.h"
#include "engine/children.h"
#include "engine/rehearsal/rehearsal.h"

namespace budget::cases {

void CaseRun::show(const std::string& department) {
  const auto found = engine_.state().instances.find(instance_of(department));
  if (found == engine_.state().instances.end()) {
    write_line("  " + department + ": closed");
    return;
  }
  const Instance& data = found->second.data;
  write_line("  " + department + ": stage " + data.stage.text() + ", round " +
             std::to_string(data.round) + (data.due_on ? ", due " + data.due_on->to_text() : "") +
             (data.is_overdue ? ", overdue" : "") + ", authors " + names_of(data.authors) +
             ", open alerts " + std::to_string(found->second.open_alerts.size()));
  const Stage& stage = *find_stage(engine_.state().workflows.at(data.definition), data.stage);
  if (const std::string missing = missing_for(engine_.state(), data, stage); !missing.empty())
    write_line("    waits for: " + missing);
  if (const auto children = engine_.state().children.find(data.id);
      children != engine_.state().children.end()) {
    for (const InstanceId child : children->second) {
      const Instance& one = engine_.state().instances.at(child).data;
      write_line("    child " + name_of(one) + ": " + one.stage.text());
    }
  }
  for (const auto& [id, alert] : engine_.state().alerts) {
    if (alert.instance != data.id) continue;
    write_line("    " + std::to_string(alert.month) + "月 " + alert.project.text() + " " +
               name_of(alert.level) + " " + name_of(alert.state) + " (" + name_of(alert.cause) +
               ")");
  }
}

void CaseRun::set_plugin(const std::vector<std::string>& words, const std::string& text) {
  const std::string& name = words.at(1);
  const std::string& what = words.at(2);
  if (what == "shadow") return plugins_.set_stage(name, PluginStage::shadow);
  if (what == "leaves") return plugins_.remove(name);
  if (what == "passes") {
    plugins_.install(name, test::passes(name));
  } else if (what == "crashes") {
    plugins_.install(name, test::fails(ErrorCode::unavailable, "插件崩溃（信号 11）"));
  } else if (what == "lies") {
    plugins_.install(name, test::says(R"({"schema":"budget.rule.report/1","rules_run":true})"));
  } else if (what == "finds") {
    const bool is_error = words.at(3) == "error";
    plugins_.install(
        name, test::finds(name, is_error ? FindingLevel::error : FindingLevel::warning, text));
  } else if (what == "skips") {
    plugins_.install(name, test::skips(name, text));
  } else if (what == "version") {
    plugins_.install(name, test::passes(name), words.at(3));
  } else {
    throw std::runtime_error("expected what the plugin does, but \"" + what + "\" is nothing");
  }
}

void CaseRun::rehearse_year(const std::string& sample) {
  const ProjectFile file = test::sample_projects(sample);
  RehearsalPlan plan;
  plan.region = file.region.code;
  plan.year = file.year;
  plan.workflow = WorkflowId("annual_budget");
  plan.starts_on = day(given_.starts_on);
  plan.projects[file.department.id] = file.projects;
  plan.payments = test::sample_payments(sample);
  const RehearsalSummary summary = must(rehearse(engine_, runner_, clock_, plan, sink_));
  write_line("  instances " + std::to_string(summary.instances) + ", closed " +
             std::to_string(summary.closed));
  for (const auto& [person, acts] : summary.acts)
    write_line("  " + engine_.state().directory.name_of(person) + ": " + std::to_string(acts) +
               " acts");
  for (const std::string& stuck : summary.stuck)
    write_line("  stuck: " + stuck);
}

}  // namespace budget::cases
