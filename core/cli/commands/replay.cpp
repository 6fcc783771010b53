#include "engine/replay/year_replay.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/database_file.h"
#include "cli/findings.h"
#include "cli/progress.h"
#include "cli/render.h"
#include "config/check_all.h"
#include "config/rule_layers.h"
#include "config/workflow_file.h"
#include "store/entries.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

/// What the files say, and everything that is wrong with them.
struct Changed {
  ReplayedChanges changes;
  std::vector<Finding> findings;
};

void read_workflows(const ReplayOptions& options, Changed& changed) {
  for (const std::string& file : options.workflows) {
    Loaded<WorkflowDefinition> loaded = load_workflow_file(file);
    std::ranges::move(loaded.report.findings(), std::back_inserter(changed.findings));
    const WorkflowId id = loaded.value.id;
    changed.changes.workflows[id] = std::move(loaded.value);
  }
}

void read_rule_sets(const ReplayOptions& options, Changed& changed) {
  std::vector<LoadedRuleSet> rule_sets;
  for (const std::string& file : options.rules)
    rule_sets.push_back(load_rule_set_file(file));
  resolve_includes(rule_sets);
  for (LoadedRuleSet& loaded : rule_sets) {
    std::ranges::move(loaded.report.findings(), std::back_inserter(changed.findings));
    const RuleSetId id = loaded.value.id;
    changed.changes.rule_sets[id] = std::move(loaded.value);
  }
}

/// A whole configuration: everything in it stands in the place of what was in force.
void read_configuration(const ReplayOptions& options, Changed& changed) {
  if (options.changed.empty()) return;
  LoadReport report = load_all(options.changed);
  std::ranges::move(report.findings, std::back_inserter(changed.findings));
  if (!report.loaded) return;
  for (WorkflowDefinition& workflow : report.loaded->workflows) {
    const WorkflowId id = workflow.id;
    changed.changes.workflows[id] = std::move(workflow);
  }
  // The newest version of a set comes last.
  for (RuleSet& rule_set : report.loaded->rule_sets) {
    const RuleSetId id = rule_set.id;
    changed.changes.rule_sets[id] = std::move(rule_set);
  }
}

json::object counts_json(const std::map<std::string, int>& counts) {
  json::object object;
  for (const auto& [what, count] : counts)
    object[what] = count;
  return object;
}

json::object to_json(const ReplayReport& report) {
  json::array list;
  for (const ReplayedDifference& one : report.differences) {
    list.push_back(json::object{{"kind", budget::name_of(one.kind)},
                                {"seq", one.seq.value()},
                                {"at", one.at.to_text()},
                                {"instance", one.instance},
                                {"stage", one.stage.text()},
                                {"person", one.person.text()},
                                {"person_name", one.person_name},
                                {"what", one.what},
                                {"before", one.before},
                                {"after", one.after}});
  }
  return {{"differences", std::move(list)},
          {"compared", counts_json(report.compared)},
          {"not_compared", counts_json(report.not_compared)}};
}

std::string counts_text(const std::map<std::string, int>& counts) {
  std::string text;
  for (const auto& [what, count] : counts)
    text += (text.empty() ? "" : "、") + what + " " + grouped(count) + " 次";
  return text.empty() ? "无" : text;
}

void print(const Terminal& terminal, const ReplayReport& report) {
  std::map<ReplayedKind, Table> tables;
  std::map<ReplayedKind, int> counts;
  for (const ReplayedDifference& one : report.differences) {
    auto table = tables.try_emplace(one.kind, std::vector<Column>{{"序号", Align::right},
                                                                  {"时间"},
                                                                  {"代码"},
                                                                  {"事项", Align::left, true},
                                                                  {"原来"},
                                                                  {"现在", Align::left, true}});
    const std::string who = one.person_name.empty() ? "" : one.person_name + " ";
    table.first->second.add({std::to_string(one.seq.value()), to_minute(one.at.to_text()),
                             one.instance, who + one.what, one.before, one.after});
    ++counts[one.kind];
  }
  for (const auto& [kind, table] : tables) {
    terminal.out << '\n'
                 << styled(terminal,
                           std::string("══ ") + title_of(kind) + "（" +
                               std::to_string(counts[kind]) + "）══",
                           Style::bold)
                 << '\n';
    table.print(terminal);
  }
  terminal.out << (report.differences.empty() ? "没有一项决定会不同。\n" : "\n");
  Sheet sheet;
  sheet.add("已重算", counts_text(report.compared));
  sheet.add("不受流程和规则影响、未重算", counts_text(report.not_compared));
  sheet.print(terminal);
}

}  // namespace

Result<ExitCode> run(const Terminal& terminal, const ReplayOptions& options) {
  if (options.workflows.empty() && options.rules.empty() && options.changed.empty()) {
    return usage_error(terminal,
                       Error{ErrorCode::invalid_input,
                             "expected what to replay the year against, but nothing is named",
                             "give --workflow, --rules or --against with the changed files"});
  }
  Changed changed;
  read_configuration(options, changed);
  read_workflows(options, changed);
  read_rule_sets(options, changed);
  print_findings(terminal, terminal.err, changed.findings);
  const bool is_usable = std::ranges::none_of(changed.findings, [](const Finding& finding) {
    return finding.level == FindingLevel::error;
  });
  if (!is_usable) {
    remark(terminal, "文件有误（" + count_text(changed.findings) + "），没有重放。");
    return ExitCode::findings;
  }
  const auto file = database_file(terminal, options.from);
  if (!file) return ExitCode::usage;
  YearReplay replay(std::move(changed.changes));
  Progress progress(terminal, "重放", 0);
  TRY(read_entries(*file, [&](const Entry& entry, EventSeq first) {
    replay.take(entry, first);
    progress.advance_to(first.value());
  }));
  const ReplayReport report = replay.finish();
  if (terminal.is_json) {
    print_json(terminal, to_json(report));
  } else {
    print(terminal, report);
  }
  return report.differences.empty() ? ExitCode::ok : ExitCode::findings;
}

}  // namespace budget::cli
