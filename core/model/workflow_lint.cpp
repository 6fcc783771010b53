#include <algorithm>
#include <iterator>
#include <set>

#include "model/amount_tiers.h"
#include "model/workflow_definition.h"

namespace budget {
namespace {

/// Collects the findings of one definition.
class Linter {
 public:
  explicit Linter(const WorkflowDefinition& definition) : definition_(definition) {}

  std::vector<Finding> run() {
    check_stages();
    check_transitions();
    check_paths();
    check_units();
    std::ranges::move(lint_amount_tiers(definition_), std::back_inserter(findings_));
    return std::move(findings_);
  }

 private:
  void report(std::string field, std::string message, std::string quote = {},
              FindingLevel level = FindingLevel::error) {
    Finding finding;
    finding.rule = RuleId("workflow.lint");
    finding.level = level;
    finding.place.field = std::move(field);
    finding.message = std::move(message);
    finding.quote = std::move(quote);
    findings_.push_back(std::move(finding));
  }

  static std::string stage_field(std::size_t i, const char* part) {
    return "stages[" + std::to_string(i) + "]." + part;
  }
  static std::string transition_field(std::size_t i, const char* part) {
    return "transitions[" + std::to_string(i) + "]." + part;
  }

  void check_sheets(const Stage& stage, std::size_t i) {
    if (!stage.sheets) return;
    const bool is_monitoring = stage.sheets->kind == SheetKind::monitoring;
    if (is_monitoring && stage.node_months.empty()) {
      report(stage_field(i, "sheets"),
             "expected node_months beside monitoring sheets, which open at each node, but there "
             "are none",
             stage.id.text());
    }
    if (is_monitoring && stage.sheets->within.count <= 0) {
      report(stage_field(i, "sheets.within"),
             "expected a time to fill in the sheets such as \"10wd\", but there is " +
                 stage.sheets->within.to_text(),
             stage.id.text());
    }
    if (!is_monitoring && (stage.is_final || stage.role.empty())) {
      report(stage_field(i, "sheets"),
             "expected a stage with a role that evaluates, but a closed or automatic stage has "
             "none",
             stage.id.text());
    }
  }

  void check_stages() {
    std::set<StageId> seen;
    bool has_final = false;
    for (std::size_t i = 0; i < definition_.stages.size(); ++i) {
      const Stage& stage = definition_.stages[i];
      has_final = has_final || stage.is_final;
      if (!seen.insert(stage.id).second)
        report(stage_field(i, "id"), "expected every stage once, but this id is used twice",
               stage.id.text());
      const bool waits_for_person =
          !stage.is_final && automatic_transition(definition_, stage.id) == nullptr;
      if (waits_for_person && stage.role.empty()) {
        report(stage_field(i, "role"),
               "expected a role for a stage where a person must act, but there is none",
               stage.id.text());
      }
      for (std::size_t n = 0; n < stage.node_months.size(); ++n) {
        const int month = stage.node_months[n];
        if (month < 1 || month > 12 || (n > 0 && month <= stage.node_months[n - 1])) {
          report(stage_field(i, "node_months"), "expected months from 1 to 12 in ascending order",
                 std::to_string(month));
        }
      }
      const bool redo_fits =
          !stage.redo_deadline ||
          (stage.deadline && stage.redo_deadline->cutoff_hour == stage.deadline->cutoff_hour &&
           stage.redo_deadline->reference == DeadlineReference::stage_entered);
      if (!redo_fits) {
        report(stage_field(i, "redo_deadline"),
               "expected it beside a deadline with the same cutoff_hour, counting from "
               "stage_entered, but it is not so",
               stage.id.text());
      }
      if (!stage.ladder.empty() && !stage.deadline) {
        report(stage_field(i, "ladder"),
               "expected a deadline for the ladder to count from, but the stage has none",
               stage.id.text());
      }
      check_ladder(stage, i);
      check_sheets(stage, i);
      check_others(stage, i);
      if (stage.is_final && (stage.deadline || !stage.node_months.empty())) {
        report(stage_field(i, stage.deadline ? "deadline" : "node_months"),
               "expected nothing to wait for in a final stage, but its timers would never stop",
               stage.id.text());
      }
    }
    if (!has_final) report("stages", "expected a final stage, but there is none");
    if (find_stage(definition_, definition_.initial) == nullptr) {
      report("initial", "expected the initial stage to be one of the stages",
             definition_.initial.text());
    }
  }

  /// What a stage has to do with other instances.
  void check_others(const Stage& stage, std::size_t i) {
    for (const auto& [field, workflows] :
         {std::pair{"opens", &stage.opens}, {"may_open", &stage.may_open}}) {
      std::set<WorkflowId> seen;
      for (const WorkflowId& workflow : *workflows) {
        if (!seen.insert(workflow).second)
          report(stage_field(i, field), "expected every workflow once", workflow.text());
        if (workflow == definition_.id) {
          report(stage_field(i, field),
                 "expected other workflows, but this one would open itself without end",
                 workflow.text());
        }
      }
    }
    for (const Wait& wait : stage.waits_for) {
      if (wait.children.empty() && wait.stage.empty()) {
        report(stage_field(i, "waits_for"),
               "expected the parent's stage that is waited for, but there is none",
               stage.id.text());
      }
    }
    const bool has_others =
        !stage.opens.empty() || !stage.may_open.empty() || !stage.waits_for.empty();
    if (stage.is_final && has_others) {
      report(stage_field(i, !stage.opens.empty()
                                ? "opens"
                                : (stage.may_open.empty() ? "waits_for" : "may_open")),
             "expected nothing to open or to wait for in a final stage", stage.id.text());
    }
  }

  /// Ascending where it can be told: days and working days on one side of the due day cannot be
  /// compared.
  void check_ladder(const Stage& stage, std::size_t i) {
    const auto side = [](const Span& span) {
      return span.count < 0 ? -1 : (span.count > 0 ? 1 : 0);
    };
    for (std::size_t n = 1; n < stage.ladder.size(); ++n) {
      const Span& before = stage.ladder[n - 1].offset;
      const Span& here = stage.ladder[n].offset;
      const bool rises =
          side(here) != side(before)
              ? side(here) > side(before)
              : side(here) != 0 && (here.unit != before.unit || here.count > before.count);
      if (rises) continue;
      report(stage_field(i, "ladder") + "[" + std::to_string(n) + "].at",
             "expected a rung after " + before.to_text() + ", but there is " + here.to_text() +
                 "; list them in order of time",
             stage.id.text());
    }
  }

  void check_transitions() {
    std::set<StageId> automatic;
    std::set<std::pair<StageId, ActId>> seen;
    for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
      const Transition& transition = definition_.transitions[i];
      const Stage* from = find_stage(definition_, transition.from);
      if (from == nullptr)
        report(transition_field(i, "from"), "expected an existing stage", transition.from.text());
      if (find_stage(definition_, transition.to) == nullptr) {
        report(transition_field(i, "to"), "expected an existing stage", transition.to.text());
      }
      if (!seen.emplace(transition.from, transition.act).second) {
        report(transition_field(i, "act"),
               "expected one transition for an act in a stage, but this one is the second",
               transition.act.text());
      }
      if (from != nullptr && from->is_final)
        report(transition_field(i, "from"), "expected nothing to leave a final stage",
               transition.from.text());
      if (from != nullptr && transition.kind == ActKind::automatic && from->node_months.empty() &&
          from->waits_for.empty()) {
        report(transition_field(i, "kind"),
               "expected node_months or waits_for in the stage of an automatic transition, which "
               "waits for the last node or for others",
               transition.from.text());
      }
      if (transition.kind == ActKind::automatic && !automatic.insert(transition.from).second) {
        report(transition_field(i, "kind"),
               "expected one automatic transition in a stage, but this one is the second",
               transition.from.text());
      }
      if (transition.kind == ActKind::automatic && goes_round_alone(transition)) {
        report(
            transition_field(i, "to"),
            "expected a person somewhere on the way round, but every transition of it is automatic",
            transition.to.text());
      }
      for (const StageId& other : transition.differs_from) {
        if (find_stage(definition_, other) == nullptr)
          report(transition_field(i, "differs_from"), "expected an existing stage", other.text());
      }
      if (transition.gate) check_gate(transition, i);
      check_signing(transition, i);
      check_choices(transition, i);
    }
  }

  void check_signing(const Transition& transition, std::size_t i) {
    if (!transition.signing) return;
    if (transition.kind != ActKind::judge) {
      report(transition_field(i, "signing"),
             "expected several signatures below a judgement only, but this act is " +
                 std::string(name_of(transition.kind)),
             transition.act.text());
    }
  }

  void check_choices(const Transition& transition, std::size_t i) {
    const std::string field = transition_field(i, "choices");
    const bool may_choose = transition.kind == ActKind::judge;
    if (!may_choose && (!transition.choices.empty() || transition.to_previous)) {
      report(transition.to_previous ? transition_field(i, "to_previous") : field,
             "expected a choice of stages in a judgement only, but this act is " +
                 std::string(name_of(transition.kind)),
             transition.act.text());
    }
    std::set<StageId> seen = {transition.to};
    for (const StageId& choice : transition.choices) {
      if (find_stage(definition_, choice) == nullptr)
        report(field, "expected an existing stage", choice.text());
      if (!seen.insert(choice).second)
        report(field, "expected every stage once, and not the one of \"to\"", choice.text());
      if (choice == transition.from)
        report(field, "expected another stage than the one it leaves", choice.text());
    }
  }

  void check_gate(const Transition& transition, std::size_t i) {
    if (transition.kind == ActKind::automatic || transition.kind == ActKind::take_back) {
      report(transition_field(i, "gate"),
             "expected a gate on an act that hands in or judges, but this one is " +
                 std::string(name_of(transition.kind)),
             transition.act.text());
    }
    const std::vector<PluginName>& rules = transition.gate->rules;
    const std::string field = transition_field(i, "gate.rules");
    if (rules.empty()) report(field, "expected at least one rule plugin, but there is none");
    for (std::size_t n = 0; n < rules.size(); ++n) {
      if (std::find(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(n), rules[n]) ==
          rules.begin() + static_cast<std::ptrdiff_t>(n))
        continue;
      report(field + "[" + std::to_string(n) + "]",
             "expected every rule plugin once, but this one is named twice", rules[n].text());
    }
  }

  /// Whether one comes back to a transition's beginning by automatic transitions alone.
  bool goes_round_alone(const Transition& start) const {
    const Transition* next = &start;
    for (std::size_t steps = 0; next != nullptr && steps < definition_.stages.size(); ++steps) {
      if (next->to == start.from) return true;
      next = automatic_transition(definition_, next->to);
    }
    return false;
  }

  /// Without a beginning, an end or a link no stage has a way; that is reported once, not for every
  /// stage.
  bool is_connected() const {
    const auto exists = [&](const StageId& id) { return find_stage(definition_, id) != nullptr; };
    return exists(definition_.initial) &&
           std::ranges::any_of(definition_.stages, &Stage::is_final) &&
           std::ranges::all_of(definition_.transitions,
                               [&](const Transition& t) { return exists(t.from) && exists(t.to); });
  }

  void check_paths() {
    if (!is_connected()) return;
    const std::set<StageId> reached = reachable_from(definition_.initial);
    for (std::size_t i = 0; i < definition_.stages.size(); ++i) {
      const Stage& stage = definition_.stages[i];
      if (!reached.contains(stage.id))
        report(stage_field(i, "id"),
               "expected a way to this stage from the initial one, but there is none",
               stage.id.text());
      if (stage.is_final) continue;
      const std::set<StageId> onward = reachable_from(stage.id);
      const bool ends = std::ranges::any_of(
          definition_.stages, [&](const Stage& s) { return s.is_final && onward.contains(s.id); });
      if (!ends)
        report(stage_field(i, "id"),
               "expected a way from this stage to a final one, but there is none", stage.id.text());
    }
  }

  /// Days and working days are counted by different calendars: what the basis says and what is
  /// counted must be the same.
  void check_units() {
    for (std::size_t i = 0; i < definition_.stages.size(); ++i) {
      const Stage& stage = definition_.stages[i];
      if (stage.deadline) check_unit(*stage.deadline, stage_field(i, "deadline.after"));
      if (stage.redo_deadline)
        check_unit(*stage.redo_deadline, stage_field(i, "redo_deadline.after"));
    }
  }

  void check_unit(const DeadlineRule& rule, const std::string& field) {
    const bool says_working_days = rule.basis.find("工作日") != std::string::npos;
    if (says_working_days && rule.span.unit == SpanUnit::days && rule.span.count != 0) {
      report(field,
             "expected working days, as the basis says, but " + rule.span.to_text() +
                 " counts days off too; write " + std::to_string(rule.span.count) +
                 "wd, or correct the basis",
             rule.basis, FindingLevel::warning);
    }
    const bool says_days = rule.basis.find("日内") != std::string::npos ||
                           rule.basis.find("天内") != std::string::npos;
    if (says_days && !says_working_days && rule.span.unit == SpanUnit::working_days) {
      report(field,
             "expected days, as the basis says, but " + rule.span.to_text() +
                 " leaves out days off; write " + std::to_string(rule.span.count) +
                 "d, or correct the basis",
             rule.basis, FindingLevel::warning);
    }
  }

  std::set<StageId> reachable_from(const StageId& start) const {
    std::set<StageId> reached = {start};
    std::vector<StageId> open = {start};
    while (!open.empty()) {
      const StageId at = open.back();
      open.pop_back();
      for (const Transition& transition : definition_.transitions) {
        if (transition.from != at || transition.kind == ActKind::take_back) continue;
        if (reached.insert(transition.to).second) open.push_back(transition.to);
        for (const StageId& choice : transition.choices) {
          if (reached.insert(choice).second) open.push_back(choice);
        }
      }
    }
    return reached;
  }

  const WorkflowDefinition& definition_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> lint(const WorkflowDefinition& definition) {
  return Linter(definition).run();
}

}  // namespace budget
