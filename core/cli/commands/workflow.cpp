#include <algorithm>
#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "cli/commands.h"
#include "cli/findings.h"
#include "cli/render.h"
#include "cli/workflow_drawing.h"
#include "cli/workflow_source.h"
#include "config/text_file.h"
#include "model/workflow_difference.h"
#include "model/workflow_words.h"

namespace budget::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kShownHash = 12;
constexpr std::string_view kSentName = "workflow.toml";  // what the daemon calls what it was sent

Style style_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::cosmetic:
      return Style::dim;
    case ChangeKind::compatible:
      return Style::green;
    case ChangeKind::timer:
      return Style::yellow;
    case ChangeKind::breaking:
      return Style::red;
  }
  return Style::plain;
}

void print_head(const Terminal& terminal, const WorkflowDefinition& definition) {
  Sheet sheet;
  sheet.add("流程", definition.title + "（" + definition.id.text() + "）");
  sheet.add("版本", std::to_string(definition.version) + "，标识 " + definition.hash.text());
  sheet.add("规则集", definition.rule_set.text());
  sheet.print(terminal);
}

std::string acts_of(const WorkflowDefinition& definition, const StageId& stage) {
  std::string acts;
  for (const Transition& transition : definition.transitions) {
    if (transition.from != stage) continue;
    acts += (acts.empty() ? "" : "、") + transition.title + "→" +
            quoted_title(definition, transition.to);
  }
  return acts;
}

json::object change_json(const DefinitionChange& change) {
  return {
      {"kind", name_of(change.kind)}, {"stage", change.stage.text()}, {"text", change.sentence}};
}

void print_changes(const Terminal& terminal, const std::vector<DefinitionChange>& changes) {
  for (const ChangeKind kind :
       {ChangeKind::breaking, ChangeKind::timer, ChangeKind::compatible, ChangeKind::cosmetic}) {
    for (const DefinitionChange& change : changes) {
      if (change.kind != kind) continue;
      terminal.out << styled(terminal, title_of(kind), style_of(kind)) << "  "
                   << printable(change.sentence) << '\n';
    }
  }
  if (changes.empty()) terminal.out << "没有变化。\n";
}

}  // namespace

Result<ExitCode> run(Api& api, const Terminal& terminal, const WorkflowListOptions&) {
  const json::array list = TRY(api.list("/v1/workflows"));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"items", list}});
    return ExitCode::ok;
  }
  Table table({{"流程"},
               {"版本", Align::right},
               {"标识"},
               {"现行"},
               {"阶段", Align::right},
               {"在办", Align::right},
               {"名称", Align::left, true}});
  for (const auto& row : list) {
    table.add({text_at(row, "id"), text_at(row, "version"),
               text_at(row, "hash").substr(0, kShownHash), flag_at(row, "is_current") ? "是" : "",
               text_at(row, "stages"), text_at(row, "open_instances"), text_at(row, "title")});
  }
  table.empty() ? say_nothing_found(terminal) : table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                     const WorkflowShowOptions& options) {
  const WorkflowDefinition definition = TRY(definition_named(globals, terminal, options.workflow));
  if (terminal.is_json) {
    print_json(terminal, json::object{{"id", definition.id.text()},
                                      {"version", definition.version},
                                      {"hash", definition.hash.text()},
                                      {"title", definition.title}});
    return ExitCode::ok;
  }
  print_head(terminal, definition);
  terminal.out << '\n';
  Table table({{"阶段"}, {"名称"}, {"角色"}, {"期限", Align::left, true}, {"事项"}});
  for (const Stage& stage : definition.stages) {
    table.add({stage.id.text(), stage.title, stage.role.text(),
               stage.deadline ? chinese_text(*stage.deadline, false) : "",
               acts_of(definition, stage.id)});
  }
  table.print(terminal);
  return ExitCode::ok;
}

Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                     const WorkflowDiffOptions& options) {
  const WorkflowDefinition before = TRY(definition_named(globals, terminal, options.before));
  const WorkflowDefinition after = TRY(definition_named(globals, terminal, options.after));
  const std::vector<DefinitionChange> changes = differences(before, after);
  if (terminal.is_json) {
    json::array list;
    for (const DefinitionChange& change : changes)
      list.push_back(change_json(change));
    print_json(terminal, json::object{{"changes", std::move(list)}});
  } else {
    print_changes(terminal, changes);
  }
  return changes.empty() ? ExitCode::ok : ExitCode::findings;
}

Result<ExitCode> run(const GlobalOptions& globals, const Terminal& terminal,
                     const WorkflowDrawOptions& options) {
  const WorkflowDefinition definition = TRY(definition_named(globals, terminal, options.workflow));
  const std::string drawing = options.as == "mermaid" ? draw_mermaid(definition)
                              : options.as == "dot"   ? draw_dot(definition)
                                                      : draw_text(definition);
  if (terminal.is_json) {
    print_json(terminal, json::object{{"as", options.as}, {"drawing", drawing}});
  } else {
    terminal.out << drawing;
  }
  return ExitCode::ok;
}

Result<ExitCode> run(Api& api, const Terminal& terminal, const WorkflowDeployOptions& options) {
  const Result<std::string> toml = read_text_file(options.file);
  if (!toml) return usage_error(terminal, toml.error());
  const auto checked = TRY(api.post("/v1/workflows/check", json::object{{"toml", *toml}}));
  std::vector<Finding> findings = findings_in(checked);
  for (Finding& finding : findings) {
    std::string& place = finding.place.field;  // "workflow.toml:12:5 stages[1].role"
    if (place.starts_with(kSentName)) place.replace(0, kSentName.size(), options.file);
  }
  if (!terminal.is_json || !options.check) print_findings(terminal, terminal.err, findings);
  const bool has_errors = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.level == FindingLevel::error; });
  if (options.check || has_errors) {
    if (terminal.is_json)
      print_json(terminal, checked);
    else
      terminal.out << options.file << "："
                   << (findings.empty() ? "没有发现问题。" : count_text(findings) + "。") << '\n';
    return has_errors ? ExitCode::findings : ExitCode::ok;
  }
  const auto answer =
      TRY(api.post("/v1/workflows", json::object{{"toml", *toml}, {"reason", options.reason}}));
  if (terminal.is_json) {
    print_json(terminal, answer);
    return ExitCode::ok;
  }
  if (text_at(answer, "hash").empty()) {
    terminal.out << "这一定义已是现行的，没有变化。\n";
  } else {
    terminal.out << printable(text_at(answer, "workflow")) << " 第 " << text_at(answer, "version")
                 << " 版已启用（" << text_at(answer, "hash").substr(0, kShownHash)
                 << "），新启动的年度按它办理；在办的仍按原定义，要迁移用 budgetctl workflow "
                    "migrate。\n";
  }
  return ExitCode::ok;
}

}  // namespace budget::cli
