#include <algorithm>
#include <set>

#include "engine/children.h"
#include "engine/decide/decision.h"

namespace budget {
namespace {

constexpr std::size_t kMostProjects = 1000;  // in one command
constexpr std::size_t kMostOfInstance =
    5000;  // keeps every sum of an instance within int64, see kLargestInput
constexpr std::size_t kMostIndicators = 500;  // of one project
constexpr std::size_t kLongestName = 600;     // bytes

void add_finding(std::vector<std::string>& findings, const Project& project,
                 const std::string& message) {
  findings.push_back(project.code.text() + ": " + message);
}

void check_against_state(const State& state, const Instance& instance, const Project& project,
                         std::vector<std::string>& findings) {
  const auto known = state.projects.find({instance.year, project.code});
  if (known != state.projects.end() && known->second.instance != instance.id) {
    add_finding(findings, project, "项目编码已用于本年度另一个部门的预算");
  }
  const auto& departments = state.organisation.departments;
  const auto department = std::ranges::find(departments, instance.department, &Department::id);
  if (department == departments.end() ||
      std::ranges::find(department->units, project.unit, &Unit::code) == department->units.end()) {
    add_finding(findings, project, "预算单位 " + project.unit.text() + " 不属于该部门");
  }
}

std::vector<std::string> findings_of(const State& state, const Instance& instance,
                                     const std::vector<Project>& projects) {
  std::vector<std::string> findings;
  std::set<ProjectCode> seen;
  for (const Project& project : projects) {
    if (!seen.insert(project.code).second)
      add_finding(findings, project, "项目编码在本次录入中重复");
    if (project.name.size() > kLongestName) add_finding(findings, project, "项目名称过长");
    if (project.indicators.size() > kMostIndicators)
      add_finding(findings, project, "绩效指标超过500条");
    for (const Finding& finding : check_project(project)) {
      if (finding.level != FindingLevel::error) continue;
      add_finding(findings, project, finding.place.field + " " + finding.message);
    }
    check_against_state(state, instance, project, findings);
  }
  return findings;
}

bool has_alerts(const State& state, const ProjectKey& key) {
  const auto first = state.alert_by_key.lower_bound({key, RuleId(), 0});
  return first != state.alert_by_key.end() && first->first.project == key;
}

Error refused(const std::vector<std::string>& findings) {
  std::string list;
  for (std::size_t i = 0; i < findings.size() && i < kMostFindings; ++i)
    list += "\n" + findings[i];
  return invalid("expected to enter the projects, but there are " +
                     std::to_string(findings.size()) + " errors:" + list,
                 "mend them and send all the projects again; nothing was entered");
}

}  // namespace

Result<void> enter_projects(Decision& decision, InstanceId id,
                            const std::vector<Project>& projects) {
  const InstanceState& instance = decision.state().instances.at(id);
  if (!is_main(decision.state(), instance.data)) {
    return conflict("expected a department's budget, but instance " + std::to_string(id.value()) +
                        " is opened beside one",
                    "what a request asks to adjust: budgetctl funds ask");
  }
  if (instance.projects.size() + projects.size() > kMostOfInstance) {
    return Error{ErrorCode::too_large,
                 "expected at most 5000 projects of one department, but there would be more"};
  }
  const std::vector<std::string> findings = findings_of(decision.state(), instance.data, projects);
  if (!findings.empty()) return refused(findings);
  for (const Project& project : projects)
    decision.record(ProjectEntered{id, project, decision.right().principals});
  return {};
}

Result<void> drop_project(Decision& decision, InstanceId id, const ProjectCode& code) {
  const InstanceState& instance = decision.state().instances.at(id);
  if (!std::ranges::binary_search(instance.projects, code)) {
    return Error{ErrorCode::not_found, "expected to find project " + code.text() + " in instance " +
                                           std::to_string(id.value()) + ", but it is not there"};
  }
  const ProjectState& project = decision.state().projects.at({instance.data.year, code});
  if (project.has_payments || has_alerts(decision.state(), {instance.data.year, code})) {
    return conflict(
        "expected to drop project " + code.text() + ", but payments or alerts are recorded for it",
        "keep it; a project without money has a budget of 0");
  }
  decision.record(ProjectDropped{id, code, decision.right().principals});
  return {};
}

Result<void> decide_on(Decision& decision, const EnterProjects& action) {
  if (action.projects.empty()) return invalid("expected at least one project, but there is none");
  if (action.projects.size() > kMostProjects) {
    return Error{ErrorCode::too_large,
                 "expected at most 1000 projects in one request, but there are " +
                     std::to_string(action.projects.size()),
                 "send them in parts"};
  }
  return enter_projects(decision, action.instance, action.projects);
}

Result<void> decide_on(Decision& decision, const DropProject& action) {
  return drop_project(decision, action.instance, action.project);
}

}  // namespace budget
