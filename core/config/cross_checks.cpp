#include "config/cross_checks.h"

#include <algorithm>
#include <map>
#include <set>

namespace budget {
namespace {

template <typename T>
void refuse_shared_ids(std::vector<Loaded<T>>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& id = files[i].value.id;
    const auto first =
        std::ranges::find_if(files, [&](const Loaded<T>& other) { return other.value.id == id; });
    if (id.empty() || &*first == &files[i]) continue;
    files[i].report.report(
        "config.duplicate", "id",
        "expected every id in one file, but " + first->report.file() + " has it too", id.text());
  }
}

std::string item(const char* list, std::size_t i, const char* part) {
  return std::string(list) + "[" + std::to_string(i) + "]." + part;
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

void check_role(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation,
                const RoleId& id, const std::string& field) {
  if (id.empty()) return;
  const Role* role = find_role(organisation, id);
  if (role == nullptr) {
    workflow.report.report(
        "config.reference", field,
        "expected a role of the organisation, but there is no \"" + id.text() + "\"");
  } else if (role->administrator != Administrator::none) {
    workflow.report.report(
        "config.administrator", field,
        "expected a role that works on budgets, but \"" + id.text() + "\" is an administrator's");
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
  PeopleCheck(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation)
      : definition_(workflow.value),
        report_(workflow.report),
        organisation_(organisation),
        holders_(organisation) {}

  void run() {
    for (std::size_t i = 0; i < definition_.stages.size(); ++i)
      check_held(definition_.stages[i].role, item("stages", i, "role"));
    for (std::size_t i = 0; i < definition_.transitions.size(); ++i) {
      const Transition& transition = definition_.transitions[i];
      if (transition.kind == ActKind::automatic) continue;
      if (has_own_role(definition_, transition))
        check_held(transition.role, item("transitions", i, "role"));
      if (transition.kind == ActKind::judge) check_can_differ(transition, i);
    }
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
      if ((stage.editable || must_differ) && !stage.role.empty()) others.push_back(stage.role);
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
    report_.report(
        "config.people", field,
        wanted + ", but " + why + " in " + first->id.text() + more + "; the work would stop there",
        {}, FindingLevel::warning);
  }

  const WorkflowDefinition& definition_;
  SourceReport& report_;
  const Organisation& organisation_;
  Holders holders_;
};

}  // namespace

void check_ids(std::vector<Loaded<WorkflowDefinition>>& workflows) {
  refuse_shared_ids(workflows);
}

void check_rule_set(Loaded<WorkflowDefinition>& workflow,
                    const std::vector<LoadedRuleSet>& rule_sets) {
  const RuleSetId& id = workflow.value.rule_set;
  if (id.empty()) return;
  const auto found = std::ranges::find_if(
      rule_sets, [&](const LoadedRuleSet& file) { return file.value.id == id; });
  if (found == rule_sets.end()) {
    workflow.report.report("config.reference", "rule_set",
                           "expected one of the rule sets, but there is no \"" + id.text() + "\"");
    return;
  }
  for (std::size_t i = 0; i < workflow.value.stages.size(); ++i) {
    const std::vector<int>& months = workflow.value.stages[i].node_months;
    for (std::size_t n = 0; n < months.size(); ++n) {
      const bool is_asked = std::ranges::any_of(found->value.rules, [&](const Rule& rule) {
        return std::ranges::find(rule.months, months[n]) != rule.months.end();
      });
      if (is_asked) continue;
      workflow.report.report(
          "config.reference", item("stages", i, "node_months") + "[" + std::to_string(n) + "]",
          "expected a rule of \"" + id.text() + "\" for month " + std::to_string(months[n]) +
              ", but none names it; this node would check nothing",
          {}, FindingLevel::warning);
    }
  }
}

void check_roles(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation) {
  const WorkflowDefinition& definition = workflow.value;
  for (std::size_t i = 0; i < definition.stages.size(); ++i) {
    const Stage& stage = definition.stages[i];
    check_role(workflow, organisation, stage.role, item("stages", i, "role"));
    for (std::size_t n = 0; n < stage.ladder.size(); ++n) {
      check_role(workflow, organisation, stage.ladder[n].notify,
                 item("stages", i, "ladder") + "[" + std::to_string(n) + "].notify");
    }
  }
  for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
    if (!has_own_role(definition, definition.transitions[i])) continue;
    check_role(workflow, organisation, definition.transitions[i].role,
               item("transitions", i, "role"));
  }
}

void check_gates(Loaded<WorkflowDefinition>& workflow, const std::vector<std::string>& plugins) {
  const WorkflowDefinition& definition = workflow.value;
  for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
    const std::optional<Gate>& gate = definition.transitions[i].gate;
    if (!gate) continue;
    const bool blocks = gate->not_checked == WhenNotChecked::block;
    for (std::size_t n = 0; n < gate->rules.size(); ++n) {
      const std::string& name = gate->rules[n].text();
      if (std::ranges::find(plugins, name) != plugins.end()) continue;
      workflow.report.report(
          "config.reference", item("transitions", i, "gate.rules") + "[" + std::to_string(n) + "]",
          "expected a [[plugins]] entry of budgetd.toml, but there is no \"" + name + "\"; " +
              (blocks ? "nobody could ever do \"" + definition.transitions[i].act.text() + "\""
                      : "every such act would be noted as not checked"),
          {}, blocks ? FindingLevel::error : FindingLevel::warning);
    }
  }
}

void check_people(Loaded<WorkflowDefinition>& workflow, const Organisation& organisation) {
  PeopleCheck(workflow, organisation).run();
}

void check_channels(Loaded<Configuration>& configuration, const Organisation* organisation) {
  const Configuration& config = configuration.value;
  for (std::size_t i = 0; i < config.channels.size(); ++i) {
    const ChannelConfig& channel = config.channels[i];
    const bool is_known = std::ranges::find(config.plugins, channel.plugin, &PluginEntry::name) !=
                          config.plugins.end();
    if (!channel.plugin.empty() && !is_known) {
      configuration.report.report(
          "config.reference", item("channels", i, "plugin"),
          "expected the name of one of the [[plugins]], but there is no \"" + channel.plugin +
              "\"");
    }
    for (std::size_t n = 0; organisation != nullptr && n < channel.route.roles.size(); ++n) {
      if (find_role(*organisation, channel.route.roles[n]) != nullptr) continue;
      configuration.report.report("config.reference",
                                  item("channels", i, "roles") + "[" + std::to_string(n) + "]",
                                  "expected one of the organisation's roles, but there is no \"" +
                                      channel.route.roles[n].text() + "\"");
    }
  }
}

}  // namespace budget
