#include "cli/workflow_drawing.h"

#include <algorithm>

#include "model/workflow_words.h"

namespace budget::cli {
namespace {

/// Titles stand between quotes in both languages.
std::string quoted(std::string text) {
  std::string safe;
  for (const char c : text) {
    if (c == '"' || c == '\\') continue;
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

std::string label_of(const Transition& transition) {
  std::string label = transition.title;
  if (transition.signing) label += "（" + chinese_text(*transition.signing) + "）";
  return label;
}

std::string notes_of(const Stage& stage) {
  std::string notes;
  if (!stage.node_months.empty()) {
    for (const int month : stage.node_months)
      notes += (notes.empty() ? "节点 " : "、") + std::to_string(month);
    notes += "月";
  }
  if (stage.deadline) notes += (notes.empty() ? "" : "；") + chinese_text(*stage.deadline, false);
  return notes;
}

/// Where an act may lead, the usual place first.
std::vector<StageId> ends_of(const Transition& transition) {
  std::vector<StageId> ends = {transition.to};
  ends.insert(ends.end(), transition.choices.begin(), transition.choices.end());
  return ends;
}

}  // namespace

std::string draw_text(const WorkflowDefinition& definition) {
  std::string text = definition.title + "（" + definition.id.text() + " 第 " +
                     std::to_string(definition.version) + " 版）\n";
  for (const Stage& stage : definition.stages) {
    const bool is_initial = stage.id == definition.initial;
    text += std::string("\n") +
            (stage.is_final ? "■ "
             : is_initial   ? "▶ "
                            : "● ") +
            stage.title + "（" + stage.id.text() + "）" +
            (stage.role.empty() ? "" : "  " + stage.role.text());
    if (const std::string notes = notes_of(stage); !notes.empty()) text += "  " + notes;
    text += "\n";
    std::vector<const Transition*> acts;
    for (const Transition& transition : definition.transitions) {
      if (transition.from == stage.id) acts.push_back(&transition);
    }
    for (const Transition* act : acts) {
      text += act == acts.back() ? "  └─ " : "  ├─ ";
      text += label_of(*act);
      if (act->role != stage.role && !act->role.empty()) text += "〔" + act->role.text() + "〕";
      text += act->kind == ActKind::automatic ? " ⇒ " : goes_back(*act) ? " ↩ " : " → ";
      std::string ends;
      for (const StageId& end : ends_of(*act))
        ends += (ends.empty() ? "" : " 或 ") + quoted_title(definition, end);
      text += ends + (act->starts_round ? "（新一轮）" : "") +
              (!act->approves_plan                                ? ""
               : definition.subject == Subject::budget_adjustment ? "（按核定数调整预算）"
                                                                  : "（批复计划）") +
              (act->gate ? "  ◇ 关口" : "") + "\n";
    }
  }
  return text;
}

std::string draw_mermaid(const WorkflowDefinition& definition) {
  std::string text = "stateDiagram-v2\n";
  for (const Stage& stage : definition.stages)
    text += "  state \"" + quoted(stage.title) + "\" as " + stage.id.text() + "\n";
  text += "  [*] --> " + definition.initial.text() + "\n";
  for (const Transition& transition : definition.transitions) {
    for (const StageId& end : ends_of(transition)) {
      text += "  " + transition.from.text() + " --> " + end.text() + " : " +
              quoted(label_of(transition)) + (end == transition.to ? "" : "（选择）") + "\n";
    }
  }
  for (const Stage& stage : definition.stages) {
    if (stage.is_final) text += "  " + stage.id.text() + " --> [*]\n";
  }
  return text;
}

std::string draw_dot(const WorkflowDefinition& definition) {
  std::string text = "digraph " + definition.id.text() + " {\n  rankdir=TB;\n" +
                     "  node [shape=box, style=rounded, fontname=\"Noto Serif CJK SC\"];\n" +
                     "  edge [fontname=\"Noto Serif CJK SC\", fontsize=10];\n" + "  label=\"" +
                     quoted(definition.title) + "\";\n";
  for (const Stage& stage : definition.stages) {
    std::string label = quoted(stage.title);
    if (!stage.role.empty()) label += "\\n" + stage.role.text();
    if (const std::string notes = notes_of(stage); !notes.empty()) label += "\\n" + quoted(notes);
    text += "  " + stage.id.text() + " [label=\"" + label + "\"" +
            (stage.is_final                   ? ", peripheries=2"
             : stage.id == definition.initial ? ", penwidth=2"
                                              : "") +
            "];\n";
  }
  for (const Transition& transition : definition.transitions) {
    const char* style = transition.kind == ActKind::automatic   ? ", style=dashed"
                        : transition.kind == ActKind::take_back ? ", style=dotted"
                        : goes_back(transition)                 ? ", color=gray40"
                                                                : "";
    for (const StageId& end : ends_of(transition)) {
      text += "  " + transition.from.text() + " -> " + end.text() + " [label=\"" +
              quoted(label_of(transition)) + "\"" + style + "];\n";
    }
  }
  return text + "}\n";
}

}  // namespace budget::cli
