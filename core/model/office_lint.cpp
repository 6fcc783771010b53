#include "model/office_lint.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace budget {
namespace {

std::string item(const char* list, std::size_t i, const char* part) {
  return std::string(list) + "[" + std::to_string(i) + "]." + part;
}

Finding finding(const char* rule, std::string field, std::string message,
                FindingLevel level = FindingLevel::error) {
  Finding made;
  made.rule = RuleId(rule);
  made.level = level;
  made.place.field = std::move(field);
  made.message = std::move(message);
  return made;
}

/// Who holds which role where, enabled people only.
class Holders {
 public:
  explicit Holders(const Organisation& organisation) : organisation_(organisation) {
    for (const Person& person : organisation.people) {
      if (!person.enabled) continue;
      for (const RoleHolding& holding : person.roles) {
        const std::string& where =
            holding.department.empty() ? holding.region.text() : holding.department.text();
        people_[{holding.role, where}].insert(person.id);
      }
    }
  }

  [[nodiscard]] const std::set<PersonId>& of(const RoleId& role,
                                             const Department& department) const {
    const Role* found = find_role(organisation_, role);
    const bool in_office = found != nullptr && found->scope == RoleScope::office;
    const auto people =
        people_.find({role, in_office ? department.region.text() : department.id.text()});
    return people == people_.end() ? nobody_ : people->second;
  }

 private:
  const Organisation& organisation_;
  std::map<std::pair<RoleId, std::string>, std::set<PersonId>> people_;
  std::set<PersonId> nobody_;
};

void check_role(std::vector<Finding>& findings, const Organisation& organisation, const RoleId& id,
                const std::string& field) {
  if (id.empty()) return;
  const Role* role = find_role(organisation, id);
  if (role == nullptr) {
    findings.push_back(
        finding("config.reference", field,
                "expected a role of the organisation, but there is no \"" + id.text() + "\""));
  } else if (role->administrator != Administrator::none) {
    findings.push_back(finding(
        "config.administrator", field,
        "expected a role that works on budgets, but \"" + id.text() + "\" is an administrator's"));
  }
}

/// A transition without a role of its own has its stage's, of which that stage's finding tells.
bool has_own_role(const WorkflowDefinition& definition, const Transition& transition) {
  const Stage* from = find_stage(definition, transition.from);
  return from == nullptr || transition.role != from->role;
}

/// Holds one workflow against the people configured today.
class PeopleCheck {
 public:
  PeopleCheck(const WorkflowDefinition& definition, const Organisation& organisation)
      : definition_(definition), organisation_(organisation), holders_(organisation) {}

  std::vector<Finding> run() {
    for (std::size_t i = 0; i < definition_.stages.size(); ++i)
      check_held(definition_.stages[i].role, item("stages", i, "role"));
    for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
      const Transition& transition = definition_.transitions[i];
      if (transition.kind == ActKind::automatic) continue;
      if (has_own_role(definition_, transition))
        check_held(transition.role, item("transitions", i, "role"));
      if (transition.kind == ActKind::judge) check_can_differ(transition, i);
    }
    return std::move(findings_);
  }

 private:
  void check_held(const RoleId& role, const std::string& field) {
    const Role* found = find_role(organisation_, role);
    if (found == nullptr || found->administrator != Administrator::none) return;
    warn_where(field, "expected somebody to hold the role \"" + role.text() + "\"", "nobody does",
               [&](const Department& department) { return holders_.of(role, department).empty(); });
  }

  /// Whoever judges has not drafted, and has not acted in the stages of differs_from.
  void check_can_differ(const Transition& transition, std::size_t i) {
    std::vector<RoleId> others;
    for (const Stage& stage : definition_.stages) {
      const bool must_differ =
          std::ranges::find(transition.differs_from, stage.id) != transition.differs_from.end();
      // Who reviews a request writes down what is granted, and is no author for it.
      const bool grants =
          definition_.subject == Subject::budget_adjustment && stage.id != definition_.initial;
      if (((stage.editable && !grants) || must_differ) && !stage.role.empty())
        others.push_back(stage.role);
    }
    warn_where(
        item("transitions", i, transition.differs_from.empty() ? "kind" : "differs_from"),
        "expected somebody who may do \"" + transition.act.text() + "\" and did not act before",
        "those who hold the roles are the same person", [&](const Department& department) {
          return cannot_differ(transition.role, others, department);
        });
  }

  bool cannot_differ(const RoleId& role, const std::vector<RoleId>& others,
                     const Department& department) const {
    const std::set<PersonId>& candidates = holders_.of(role, department);
    const bool all_held =
        !candidates.empty() && std::ranges::none_of(others, [&](const RoleId& other) {
          return holders_.of(other, department).empty();
        });
    return all_held && std::ranges::none_of(candidates, [&](const PersonId& person) {
             return std::ranges::all_of(others, [&](const RoleId& other) {
               const std::set<PersonId>& people = holders_.of(other, department);
               return people.size() > 1 || !people.contains(person);
             });
           });
  }

  template <typename Lacks>
  void warn_where(const std::string& field, const std::string& wanted, const std::string& why,
                  Lacks lacks) {
    std::size_t count = 0;
    const Department* first = nullptr;
    for (const Department& department : organisation_.departments) {
      if (!lacks(department)) continue;
      if (count++ == 0) first = &department;
    }
    if (first == nullptr) return;
    const std::string more =
        count > 1 ? " and " + std::to_string(count - 1) + " more departments" : "";
    findings_.push_back(finding(
        "config.people", field,
        wanted + ", but " + why + " in " + first->id.text() + more + "; the work would stop there",
        FindingLevel::warning));
  }

  const WorkflowDefinition& definition_;
  const Organisation& organisation_;
  Holders holders_;
  std::vector<Finding> findings_;
};

bool counts_working_days(const Span& span) {
  return span.unit == SpanUnit::working_days && span.count != 0;
}

}  // namespace

std::vector<Finding> lint_roles(const WorkflowDefinition& definition,
                                const Organisation& organisation) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < definition.stages.size(); ++i) {
    const Stage& stage = definition.stages[i];
    check_role(findings, organisation, stage.role, item("stages", i, "role"));
    for (std::size_t n = 0; n < stage.ladder.size(); ++n) {
      check_role(findings, organisation, stage.ladder[n].notify,
                 item("stages", i, "ladder") + "[" + std::to_string(n) + "].notify");
    }
  }
  for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
    if (!has_own_role(definition, definition.transitions[i])) continue;
    check_role(findings, organisation, definition.transitions[i].role,
               item("transitions", i, "role"));
  }
  return findings;
}

std::vector<Finding> lint_people(const WorkflowDefinition& definition,
                                 const Organisation& organisation) {
  return PeopleCheck(definition, organisation).run();
}

std::vector<Finding> lint_rule_set(const WorkflowDefinition& definition,
                                   std::span<const RuleSet> rule_sets) {
  std::vector<Finding> findings;
  const RuleSetId& id = definition.rule_set;
  if (id.empty()) return findings;
  if (std::ranges::find(rule_sets, id, &RuleSet::id) == rule_sets.end()) {
    findings.push_back(
        finding("config.reference", "rule_set",
                "expected one of the rule sets, but there is no \"" + id.text() + "\""));
    return findings;
  }
  const auto is_asked = [&](int month) {
    return std::ranges::any_of(rule_sets, [&](const RuleSet& set) {
      return set.id == id && std::ranges::any_of(set.rules, [&](const Rule& rule) {
               return std::ranges::find(rule.months, month) != rule.months.end();
             });
    });
  };
  for (std::size_t i = 0; i < definition.stages.size(); ++i) {
    const std::vector<int>& months = definition.stages[i].node_months;
    for (std::size_t n = 0; n < months.size(); ++n) {
      if (is_asked(months[n])) continue;
      findings.push_back(finding(
          "config.reference", item("stages", i, "node_months") + "[" + std::to_string(n) + "]",
          "expected a rule of \"" + id.text() + "\" for month " + std::to_string(months[n]) +
              ", but none names it; this node would check "
              "nothing",
          FindingLevel::warning));
    }
  }
  return findings;
}

std::vector<Finding> lint_gates(const WorkflowDefinition& definition,
                                const std::vector<std::string>& plugins) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
    const std::optional<Gate>& gate = definition.transitions[i].gate;
    if (!gate) continue;
    const bool blocks = gate->not_checked == WhenNotChecked::block;
    for (std::size_t n = 0; n < gate->rules.size(); ++n) {
      const std::string& name = gate->rules[n].text();
      if (std::ranges::find(plugins, name) != plugins.end()) continue;
      findings.push_back(finding(
          "config.reference", item("transitions", i, "gate.rules") + "[" + std::to_string(n) + "]",
          "expected a [[plugins]] entry of budgetd.toml, but there is no \"" + name + "\"; " +
              (blocks ? "nobody could ever do \"" + definition.transitions[i].act.text() + "\""
                      : "every such act would be noted as not checked"),
          blocks ? FindingLevel::error : FindingLevel::warning));
    }
  }
  return findings;
}

std::vector<Finding> lint_calendar(const WorkflowDefinition& definition, const Calendar& calendar) {
  std::vector<Finding> findings;
  if (!calendar.years.empty()) return findings;
  const auto warn = [&](std::string field, const Span& span) {
    if (!counts_working_days(span)) return;
    findings.push_back(
        finding("config.calendar", std::move(field),
                "expected a calendar that says which days " + span.to_text() +
                    " counts, but there is none; Monday to Friday would count, holidays included. "
                    "Put the year's notice into config/calendars",
                FindingLevel::warning));
  };
  for (std::size_t i = 0; i < definition.stages.size(); ++i) {
    const Stage& stage = definition.stages[i];
    if (stage.deadline) warn(item("stages", i, "deadline.after"), stage.deadline->span);
    if (stage.redo_deadline)
      warn(item("stages", i, "redo_deadline.after"), stage.redo_deadline->span);
    for (std::size_t n = 0; n < stage.ladder.size(); ++n)
      warn(item("stages", i, "ladder") + "[" + std::to_string(n) + "].at", stage.ladder[n].offset);
  }
  return findings;
}

std::vector<Finding> lint_in_office(const WorkflowDefinition& definition,
                                    const OfficeFacts& office) {
  std::vector<Finding> all = lint_gates(definition, office.plugins);
  const auto add = [&](std::vector<Finding> more) {
    std::ranges::move(more, std::back_inserter(all));
  };
  add(lint_rule_set(definition, office.rule_sets));
  add(lint_roles(definition, office.organisation));
  add(lint_people(definition, office.organisation));
  add(lint_calendar(definition, office.calendar));
  return all;
}

}  // namespace budget
